/** The test runners that have a door: `planproof/mocha` is the one of mocha. */
export type RunnerName = "mocha" | "vitest" | "jest" | "node";

const doorNames = { mocha: "mocha", vitest: "vitest", jest: "jest", node: "node:test" } as const;

/** The test runner that runs this file, by what it alone defines; undefined for `node:test`, which defines nothing. */
export function runnerHere(scope: object = globalThis): Exclude<RunnerName, "node"> | undefined {
  const defines = (...names: readonly string[]): boolean => names.every((name) => name in scope);
  if (defines("describe", "before", "specify")) return "mocha";
  // not by an environment variable: a process that vitest starts has those as well
  if (defines("__vitest_worker__")) return "vitest";
  return defines("describe", "beforeAll", "xdescribe") ? "jest" : undefined;
}

/**
 * Refuses to define tests where another runner would not see them.
 *
 * @throws Error that says which door to use
 */
export function requireRunner(wanted: RunnerName, called: string): void {
  const here = runnerHere();
  if (here === wanted || (here === undefined && wanted === "node")) return;
  const door = `planproof/${wanted}`;
  if (here !== undefined) {
    throw new Error(
      `\`${called}\` of \`${door}\` is called in ${doorNames[here]}: import it from \`planproof/${here}\``,
    );
  }
  const others = Object.keys(doorNames).filter((name) => name !== wanted);
  throw new Error(
    `\`${called}\` of \`${door}\` is called outside a test file of ${doorNames[wanted]}: other runners have the doors ${others
      .map((name) => `\`planproof/${name}\``)
      .join(", ")}`,
  );
}
