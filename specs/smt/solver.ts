import { spawn, spawnSync } from "node:child_process";

/** An SMT solver that reads a script from its input. */
export interface Solver {
  readonly name: string;
  readonly version: string;
  /** its own steps in about a second: a limit that no clock changes */
  readonly stepsOfASecond: number;
  readonly flags: (limits: Limits) => readonly string[];
}

export interface Limits {
  readonly seconds: number;
  /** in the solver's own steps; @defaultValue none */
  readonly steps?: number;
}

/** What a solver says to a script, and how long it took from its start to its end. */
export interface Opinion {
  readonly answer: "sat" | "unsat" | "none";
  readonly milliseconds: number;
}

const known: readonly Omit<Solver, "version">[] = [
  {
    name: "z3",
    stepsOfASecond: 400_000,
    flags: ({ seconds, steps }) => [
      "-in",
      "-smt2",
      `-T:${Math.ceil(seconds)}`,
      ...(steps ? [`rlimit=${steps}`] : []),
    ],
  },
  {
    name: "cvc5",
    stepsOfASecond: 1_000_000,
    flags: ({ seconds, steps }) => [
      "--lang=smt2",
      "--strings-exp",
      `--tlimit=${seconds * 1_000}`,
      ...(steps ? [`--rlimit=${steps}`] : []),
    ],
  },
];

/** The solvers on the PATH, z3 before cvc5. */
export const installedSolvers = (): readonly Solver[] =>
  known.flatMap((solver) => {
    const { status, stdout } = spawnSync(solver.name, ["--version"], { encoding: "utf8" });
    const version = /\d+(?:\.\d+)+/.exec(stdout ?? "")?.[0];
    return status === 0 && version !== undefined ? [{ ...solver, version }] : [];
  });

/**
 * Puts a script to a solver, in a separate process.
 *
 * Nothing but one clear word is an answer: a limit, a crash or an error is not an opinion.
 *
 * @throws Error when the solver finds fault with the script, which is then a bug
 */
export const solve = ({ name, flags }: Solver, script: string, limits: Limits): Promise<Opinion> =>
  new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(name, flags(limits), { stdio: ["pipe", "pipe", "ignore"] });
    const watchdog = setTimeout(() => child.kill("SIGKILL"), limits.seconds * 1_000 + 500);
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (piece: string) => {
      output += piece;
    });
    child.stdin.on("error", () => undefined); // a solver that stops early does not read to the end
    child.on("error", reject);
    child.on("close", () => {
      clearTimeout(watchdog);
      const fault = /^\(error "(?!.*(?:resource|time|interrupted|canceled))(.*)"\)/im.exec(output);
      if (fault) reject(new Error(`${name}: ${fault[1]}`));
      const answer = /^(?:sat|unsat)$/m.exec(output)?.[0] as "sat" | "unsat" | undefined;
      resolve({ answer: answer ?? "none", milliseconds: performance.now() - started });
    });
    child.stdin.end(script);
  });
