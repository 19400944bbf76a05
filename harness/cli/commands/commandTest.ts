import { readFileSync } from "node:fs";
import { isAbsolute, relative, resolve } from "node:path";
import { policiesIn } from "../../../policies/language/policiesIn.js";
import { replaceDocument } from "../../plan/replaceDocument.js";
import type { ProgramEnd } from "../../plan/source/runProgram.js";
import { splitSource } from "../../plan/source/splitSource.js";
import { many } from "../../report/describeTargets.js";
import type { MutationTest } from "../../run/mutate/mutateTargets.js";
import type { SharedMutant } from "../../run/mutate/sharedMutants.js";
import type { Source } from "../../run/openSource.js";
import type { Io } from "../io.js";
import { type Attempt, attempt, obstructed, usageProblem } from "../problem.js";
import { WorkingCopy } from "./workingCopy.js";

/** A command that is run once for each mutant. */
export interface CommandTest {
  readonly notice: MutationTest["notice"];
  /** false for mistakes that cannot be written into the file of the source: in AWS's policies, in what is attached */
  readonly isWritable: (mutant: SharedMutant) => boolean;
  /** deletes the copy */
  readonly end: () => void;
}

/** How long the command may take, in seconds, where the user does not say: ten times what it takes without a mistake. */
const defaultLimit = (seconds: number): number => Math.max(60, 10 * seconds);

/**
 * A command that notices a mutant by an exit code other than 0, or by not ending. It runs in a temporary copy of the
 * working folder in which the source's file has the mistake; nothing in the folder itself is changed. It must pass
 * without a mistake.
 *
 * @param limit how long it may take, in seconds
 */
export async function commandTest(
  source: Source,
  { command, limit }: { readonly command: string; readonly limit?: number },
  io: Io,
): Promise<Attempt<CommandTest>> {
  const file = fileOf(source, io.cwd);
  if (file === undefined) return obstructed(notInFolder(source.name));
  const original = readJson(resolve(io.cwd, file));
  if (original === undefined) return obstructed(notJson(file));
  const copy = new WorkingCopy(io.cwd);
  const end = removeAtEnd(copy);
  const run = (seconds: number | undefined): Promise<ProgramEnd> =>
    io.run({ ...shellCall(command, io), cwd: copy.path, ...(seconds !== undefined && { limit: seconds }) });
  const start = io.now();
  const first = await run(limit);
  const seconds = limit ?? defaultLimit((io.now() - start) / 1000);
  if (first.exit !== 0) {
    end();
    return obstructed(first.timedOut ? takesLong(command, seconds) : failsAlready(command, first.exit));
  }
  const mutated = (mutant: SharedMutant): unknown => replaced(original, mutant);
  return attempt({
    notice: async (mutant) => {
      copy.write(file, JSON.stringify(mutated(mutant), null, 2));
      const { exit, timedOut } = await run(seconds);
      if (exit === 0) return undefined;
      return timedOut ? { by: command, timeout: true } : command;
    },
    isWritable: (mutant) => mutated(mutant) !== undefined,
    end,
  });
}

/** The file of a source, from the working folder; undefined for what is not a file in it. */
function fileOf({ name }: Source, cwd: string): string | undefined {
  const file = splitSource(name)
    .map(({ place }) => place)
    .find((place) => readJson(resolve(cwd, place)) !== undefined);
  const path = relative(cwd, resolve(cwd, file ?? splitSource(name)[0]!.place));
  return name.startsWith("managed:") || name === "-" || isAbsolute(path) || path.startsWith("..")
    ? undefined
    : path;
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

function replaced(original: unknown, { source, document, places }: SharedMutant): unknown {
  const before = policiesIn(places[0]!.target.policies).find((policy) => policy.source === source);
  return document === undefined || before === undefined
    ? undefined
    : replaceDocument(original, { source, before: before.document, after: document });
}

const shellCall = (command: string, { env }: Io) =>
  env["ComSpec"] === undefined
    ? { program: "sh", args: ["-c", command] }
    : { program: env["ComSpec"], args: ["/d", "/s", "/c", command] };

/** Also where the run is interrupted. */
function removeAtEnd(copy: WorkingCopy): () => void {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const interrupted = (signal: NodeJS.Signals): void => {
    end();
    process.kill(process.pid, signal);
  };
  const end = (): void => {
    for (const signal of signals) process.off(signal, interrupted);
    copy.remove();
  };
  for (const signal of signals) process.on(signal, interrupted);
  return end;
}

const notInFolder = (source: string) =>
  usageProblem(
    `\`--command\` needs a file in the working folder, and \`${source}\` is not one`,
    "name a plan, a state or a policy document by its path below the working folder",
  );

const notJson = (file: string) =>
  usageProblem(
    `\`--command\` cannot change \`${file}\`, which is not JSON`,
    "name the JSON of the plan: terraform show -json tfplan > plan.json",
  );

const takesLong = (command: string, seconds: number) =>
  usageProblem(
    `\`${command}\` takes more than ${many(seconds, "second")} without any mistake`,
    "give it more time with --command-timeout SECONDS",
  );

const failsAlready = (command: string, exit: number | undefined) =>
  usageProblem(
    `\`${command}\` fails without any mistake${exit === undefined ? "" : ` (exit code ${exit})`}`,
    "the tests must pass in a copy of the working folder; `.git` and `.terraform` are not copied",
  );
