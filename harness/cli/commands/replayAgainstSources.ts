import { replay } from "../../api/replay.js";
import type { TargetReplay } from "../../corpus/replayAgainst.js";
import { countReplay, describeReplay } from "../../report/describeReplay.js";
import { printJson } from "../../report/printJson.js";
import type { Arguments } from "../arguments.js";
import type { CommandResult } from "../command.js";
import { type ExitCode, exitCodes } from "../exitCode.js";
import type { Io } from "../io.js";
import { loadNamedSources } from "../loadSources.js";
import { problemsJson } from "../printProblems.js";
import {
  type Attempt,
  attempt,
  obstructions,
  type Problem,
  problemsOf,
  sourcedProblems,
} from "../problem.js";
import { readShard } from "../shardOption.js";
import { showProgress } from "../showProgress.js";
import { undecidedExit } from "../undecidedExit.js";

interface FileReplay {
  readonly file: string;
  readonly replay: TargetReplay;
}

/** `planproof corpus replay --against`: asks the cases of the targets that are in the sources now. */
export async function replayAgainstSources(args: Arguments, io: Io): Promise<Attempt<CommandResult>> {
  const shard = readShard(args, io);
  if (!shard.ok) return shard;
  const start = io.now();
  const sources = await loadNamedSources(args.texts("against"), args, io);
  if (!sources.ok) return sources;
  const replays: FileReplay[] = [];
  const problems: Problem[] = [];
  const progress = showProgress(args, io);
  for (const file of new Set(args.operands)) {
    progress(`replaying ${file}`);
    const replayed = await replay(file, { cwd: io.cwd, against: sources.value, ...shard.value });
    if (replayed.ok) replays.push({ file, replay: replayed.value });
    else for (const one of sourcedProblems(replayed.diagnostics)) problems.push(one);
  }
  if (problems.length > 0) return obstructions(problems);
  const unreadable = replays.flatMap(({ file, replay: { unreadable } }) => problemsOf(file, unreadable));
  const summary = joinReplays(replays);
  const perSecond = Math.round(summary.total / Math.max((io.now() - start) / 1000, 0.001));
  return attempt({
    exit: exitOf(summary, unreadable.length, args),
    render: (format, { quiet }) =>
      format === "json"
        ? printJson({ ...problemsJson(unreadable), ...summary, perSecond })
        : human(summary, unreadable.length, { quiet, perSecond }),
    problems: unreadable,
  });
}

function exitOf(summary: Summary, unreadable: number, args: Arguments): ExitCode {
  const { drifted, changes, missingTargets, newTargets, undecided } = summary;
  if (unreadable > 0) return exitCodes.unasked;
  if (drifted.length + changes.length + missingTargets.length + newTargets.length > 0)
    return exitCodes.refuted;
  return undecided.length > 0 ? undecidedExit(args) : exitCodes.holds;
}

type Summary = ReturnType<typeof joinReplays>;

/** What several files say together: a target is new where none of them has it. */
function joinReplays(replays: readonly FileReplay[]) {
  const sum = (key: "total" | "matched") => replays.reduce((total, { replay: one }) => total + one[key], 0);
  const named = <T extends object>(read: (one: TargetReplay) => readonly T[]) =>
    replays.flatMap(({ file, replay: one }) => read(one).map((item) => ({ ...item, source: file })));
  const asked = new Set(replays.flatMap(({ replay: one }) => one.targets));
  const isNew = (target: string): boolean => !asked.has(target);
  return {
    total: sum("total"),
    matched: sum("matched"),
    drifted: named(({ drifted }) => drifted),
    changes: named(({ changes }) => changes),
    undecided: named(({ undecided }) => undecided).filter(
      ({ id, target }) => id !== undefined || isNew(target),
    ),
    missingTargets: named(({ missingTargets }) => missingTargets),
    newTargets: [...new Set(replays.flatMap(({ replay: one }) => one.newTargets))].filter(isNew),
  };
}

function human(
  summary: Summary,
  unreadable: number,
  { quiet, perSecond }: { readonly quiet: boolean; readonly perSecond: number },
): string {
  const answer = `${countReplay(summary, unreadable)} — ${perSecond} a second`;
  const lines = quiet ? [] : describeReplay(summary, placeOf);
  return `${[answer, ...(lines.length === 0 ? [] : ["", ...lines])].join("\n")}\n`;
}

const placeOf = (one: { readonly line?: number; readonly source?: string }): string =>
  `${one.source}:${one.line}`;
