import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { configuredExceptions } from "../config/configuredGate.js";
import { exceptionsFile, findExceptionsFile, readGateFile } from "../config/readGateFile.js";
import { type Baseline, readBaseline } from "../gate/baseline.js";
import type { Exception } from "../gate/exception.js";
import { readExceptions } from "../gate/readExceptions.js";
import type { GateOptions } from "../run/openGate.js";
import { dayNow } from "../runners/dayNow.js";
import type { Arguments } from "./arguments.js";
import type { Io } from "./io.js";
import type { OptionTable } from "./option.js";
import { type Attempt, attempt, attemptOf, obstructed, usageProblem } from "./problem.js";

/** Where exceptions are. */
export const exceptionsOption: OptionTable = {
  exceptions: {
    value: "FILE",
    help: `violations that are intended; default ${exceptionsFile}, found upward`,
  },
};

/** `--today`, by which exceptions expire. */
export const todayOption: OptionTable = {
  today: {
    value: "DATE",
    day: true,
    help: "the day by which exceptions expire, YYYY-MM-DD; default the day in UTC",
  },
};

/** Which violations fail a check, in addition to `--fail-on`. */
export const gateFlags: OptionTable = {
  gate: {
    value: "new|all",
    words: ["new", "all"],
    help: "new: only what the change of a plan makes new fails; default all",
  },
  ...exceptionsOption,
  baseline: { value: "FILE", help: "violations that are known, which fail nothing" },
  "update-baseline": {
    help: "write FILE the first time; later take out of it what is gone, and add nothing",
  },
  ...todayOption,
};

/** The day by which exceptions expire: the one that is given, else that of the clock, in UTC. */
export const readToday = (args: Arguments): string => args.text("today") ?? dayNow();

/** The last day of what is written, `--until`; fails for one that is over. */
export function readUntil(args: Arguments): Attempt<string | undefined> {
  const until = args.text("until");
  if (until === undefined) return attempt(undefined);
  const today = readToday(args);
  return until < today
    ? obstructed(
        usageProblem(
          `\`--until\` cannot be \`${until}\`, which is over`,
          `today is ${today}; name a later day`,
        ),
      )
    : attempt(until);
}

/**
 * The values of {@link gateFlags}; fails for a file that cannot be read.
 *
 * @param exceptions default those of the file
 */
export function readGate(
  args: Arguments,
  io: Io,
  exceptions: Attempt<readonly Exception[]> = readExceptionsFile(args, io),
): Attempt<GateOptions> {
  if (!exceptions.ok) return exceptions;
  const all = [...configuredExceptions(args.configured?.loaded), ...exceptions.value];
  const baseline = readBaselineFile(args, io);
  if (!baseline.ok) return baseline;
  return attempt({
    today: readToday(args),
    ...(args.text("gate") === "new" && { gate: "new" as const }),
    ...(all.length > 0 && { exceptions: all }),
    ...(baseline.value && { baseline: baseline.value }),
  });
}

/** The path of the exceptions, as it is named or found upward; undefined where there is not one. */
export function exceptionsPath(args: Arguments, { cwd }: Io): string | undefined {
  const named = args.text("exceptions");
  if (named !== undefined) return named;
  return findExceptionsFile(cwd);
}

/** The exceptions of the file; an empty list without a file. */
export function readExceptionsFile(args: Arguments, io: Io): Attempt<readonly Exception[]> {
  const path = exceptionsPath(args, io);
  if (path === undefined) return attempt([]);
  const text = readGateFile(path, io.cwd);
  return attemptOf(text.ok ? readExceptions(path, text.value) : text);
}

function readBaselineFile(args: Arguments, io: Io): Attempt<Baseline | undefined> {
  const path = args.text("baseline");
  const isUpdated = args.has("update-baseline");
  if (path === undefined)
    return isUpdated
      ? obstructed(
          usageProblem("`--update-baseline` needs a file", "name it: `--baseline FILE --update-baseline`"),
        )
      : attempt(undefined);
  if (isUpdated && args.has("shard"))
    return obstructed(
      usageProblem("a shard finds only a part of the baseline", "use `--update-baseline` without `--shard`"),
    );
  if (!existsSync(resolve(io.cwd, path)) && isUpdated) return attempt({ findings: [], isNew: true });
  const text = readGateFile(path, io.cwd);
  return attemptOf(text.ok ? readBaseline(path, text.value) : text);
}
