import { realpathSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { splitSource } from "../../plan/source/splitSource.js";
import type { Arguments } from "../arguments.js";
import { type Problem, usageProblem } from "../problem.js";

/** Flags whose value is a file to read. */
const inputs = ["pairs", "request", "against", "resume", "exceptions", "baseline", "approve"];

/**
 * What is wrong with the files to write to: one of them is also read, or is named twice. Two paths are the same
 * when they lead to the same file, through links too.
 */
export function outConflicts(paths: readonly string[], args: Arguments, cwd: string): readonly Problem[] {
  const read = [
    ...[...args.operands, ...inputs.flatMap((name) => args.texts(name))].flatMap((spec) =>
      splitSource(spec).map(({ place }) => place),
    ),
  ];
  const files = read.filter((path) => path !== "" && path !== "-" && !path.startsWith("managed:"));
  const sources = new Set(files.map((path) => identityOf(path, cwd)));
  const seen = new Set<string>();
  return paths.flatMap((path) => {
    const identity = identityOf(path, cwd);
    const isAgain = seen.has(identity);
    seen.add(identity);
    const named = args.has("out") ? "`--out` names" : "an output is";
    if (sources.has(identity)) return [conflict(`${named} \`${path}\`, which is read as a source`)];
    return isAgain ? [conflict(`${named} \`${path}\` twice`)] : [];
  });
}

const conflict = (message: string): Problem => usageProblem(message, "write each answer to a separate file");

/**
 * The device and number of a file that is there; the real path of one that is to be made. A terminal is the same
 * device for reading and writing, so of what is not a file the path is taken.
 */
function identityOf(path: string, cwd: string): string {
  const whole = resolve(cwd, path);
  try {
    const there = statSync(whole, { throwIfNoEntry: false, bigint: true });
    if (there?.isFile()) return `${there.dev}:${there.ino}`;
    if (there !== undefined) return whole;
    return join(realpathSync(dirname(whole)), basename(whole));
  } catch {
    return whole;
  }
}
