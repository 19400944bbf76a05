import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { prove } from "../../policies/prove/prove.js";
import { proverFor } from "../../policies/prove/question/prover.js";
import { encodeQuestion } from "../smt/encodeQuestion.js";
import { batchQuestions, type Question } from "../smt/question.js";
import { installedSolvers, type Solver, solve } from "../smt/solver.js";
import { knownDocuments, newDocuments, proofTime, quantile } from "./proofTime.js";

const seconds = 10;
const turns = 5;
const roundsOfATurn = 60;
/** How many times as long as the prover a solver should at least take for all eight questions. */
const wanted: Readonly<Record<string, number>> = { z3: 500, cvc5: 30 };

/**
 * The prover next to SMT solvers, on the same eight questions.
 *
 * A solver gets a script that is written beforehand; it is timed with its process, and without what a process
 * takes for an empty script. They take turns, and of the solver's turns the best counts, of the prover's the
 * median: other work of the machine must not flatter the prover.
 */
export async function provers(): Promise<void> {
  const solvers = installedSolvers();
  if (solvers.length === 0) console.log("no solver is on the PATH: skipped z3 and cvc5");
  for (const question of batchQuestions()) proofTime(question, 200); // for the engine to compile everything
  const measured: Measured[] = [];
  for (const [at, question] of batchQuestions().entries()) {
    const times = await takeTurns(question, solvers);
    measured.push(times);
    console.log(line(question, times, await coldProof(at)));
  }
  const own = togetherTime();
  console.log(
    `all eight, of documents not seen before: ${own.toFixed(2)} ms, ${(await coldProof("all")).toFixed(1)} cold`,
  );
  solvers.forEach((solver, index) => {
    console.log(summary(solver, { measured, own }, index));
  });
}

/** Milliseconds of the median round of all questions put to one prover, each round with new documents. */
const togetherTime = (): number =>
  quantile(
    Array.from({ length: turns * roundsOfATurn }, () => {
      const questions = batchQuestions(structuredClone);
      const started = performance.now();
      const prover = proverFor();
      for (const { left, right } of questions) prove(left, right, prover);
      return performance.now() - started;
    }),
    0.5,
  );

/** Milliseconds of one question. */
interface Measured {
  readonly fresh: number;
  readonly known: number;
  readonly theirs: readonly SolverTime[];
}

interface SolverTime {
  readonly name: string;
  /** with its process */
  readonly whole: number;
  /** its process on an empty script */
  readonly start: number;
  /** true where the limit ended every turn: it would have taken longer */
  readonly limited: boolean;
}

async function takeTurns(question: Question, solvers: readonly Solver[]): Promise<Measured> {
  const script = encodeQuestion(question.left, question.right);
  const fresh: number[] = [];
  const known: number[] = [];
  const theirs = solvers.map((): SolverTime[] => []);
  for (let turn = 0; turn < turns; turn += 1) {
    fresh.push(proofTime(question, roundsOfATurn, newDocuments));
    known.push(proofTime(question, roundsOfATurn, knownDocuments));
    for (const [index, solver] of solvers.entries()) theirs[index]!.push(await solverTime(solver, script));
  }
  return { fresh: quantile(fresh, 0.5), known: quantile(known, 0.5), theirs: theirs.map(bestOf) };
}

const bestOf = (times: readonly SolverTime[]): SolverTime => ({
  name: times[0]!.name,
  whole: Math.min(...times.map(({ whole }) => whole)),
  start: Math.min(...times.map(({ start }) => start)),
  limited: times.every(({ limited }) => limited),
});

async function solverTime(solver: Solver, script: string): Promise<SolverTime> {
  const start = await solve(solver, "(check-sat)\n", { seconds });
  const { answer, milliseconds } = await solve(solver, script, { seconds });
  const limited = answer === "none";
  const whole = limited ? seconds * 1_000 : milliseconds;
  return { name: solver.name, whole, start: start.milliseconds, limited };
}

/** Milliseconds of the first proof of a process, or of the first proofs of all. */
async function coldProof(question: number | "all"): Promise<number> {
  const script = fileURLToPath(new URL("measureProof.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", script, `${question}`]);
  return Number(stdout);
}

function line({ name }: Question, { fresh, known, theirs }: Measured, cold: number): string {
  const own = `${fresh.toFixed(3).padStart(7)} ms (${known.toFixed(3)} known, ${cold.toFixed(1)} cold)`;
  const columns = theirs.map((solver) => {
    const least = solver.limited ? "≥ " : "";
    const [ratio, net] = [solver.whole, Math.max(0, solver.whole - solver.start)].map((time) =>
      Math.round(time / fresh),
    );
    return `${solver.name} ${least}${solver.whole.toFixed(0)} ms, ${least}${ratio} x (${net} x without its start)`;
  });
  return [own, ...columns, name].join("  ");
}

function summary(
  { name, version }: Solver,
  { measured, own }: { readonly measured: readonly Measured[]; readonly own: number },
  index: number,
): string {
  const total = measured.reduce((sum, { theirs }) => sum + theirs[index]!.whole, 0);
  const ratio = Math.round(total / own);
  const single = measured.map((one) => one.theirs[index]!.whole / one.fresh);
  const [low, middle, high] = [0, 0.5, 1].map((share) => Math.round(quantile(single, share)));
  const short = ratio < wanted[name]! ? `  LESS THAN THE ${wanted[name]} IT SHOULD BE` : "";
  return `${name} ${version} takes ${total.toFixed(0)} ms, ${ratio} times as long${short}; of single questions ${low} to ${high} times, ${middle} in the median`;
}
