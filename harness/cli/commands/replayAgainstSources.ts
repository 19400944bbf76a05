import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { failures, type Result, success } from "../../../policies/text/diagnostic.js";
import { replay } from "../../api/replay.js";
import { inSource } from "../../api/sourceInput.js";
import { corpusTargets } from "../../corpus/corpusTargets.js";
import type { TargetReplay } from "../../corpus/replayAgainst.js";
import type { UpdatedCorpus } from "../../corpus/updateCorpus.js";
import { updateCorpusFile } from "../../corpus/updateCorpusFile.js";
import { countReplay, describeReplay } from "../../report/describeReplay.js";
import { many } from "../../report/describeTargets.js";
import { printJson } from "../../report/printJson.js";
import { replayFindings } from "../../report/replayFindings.js";
import { replayHtml } from "../../report/replayHtml.js";
import { findingFormats } from "../../report/reporters.js";
import type { Source } from "../../run/openSource.js";
import type { Shard } from "../../run/shards/shard.js";
import type { Arguments } from "../arguments.js";
import type { CommandResult } from "../command.js";
import { readUndecided } from "../commonOptions.js";
import { type ExitCode, exitCodes } from "../exitCode.js";
import type { Io } from "../io.js";
import { loadNamedSources } from "../loadSources.js";
import { problemsJson } from "../printProblems.js";
import {
  type Attempt,
  attempt,
  obstructed,
  obstructions,
  type Problem,
  problemsOf,
  sourcedProblems,
  usageProblem,
} from "../problem.js";
import { replayExit } from "../replayExit.js";
import { replayPart } from "../replayPart.js";
import { readShard } from "../shardOption.js";
import { showProgress } from "../showProgress.js";
import { undecidedExit } from "../undecidedExit.js";

interface OneReplay {
  readonly replay: TargetReplay;
  /** what was rewritten; absent unless asked for */
  readonly updated?: UpdatedCorpus;
}

interface FileReplay extends OneReplay {
  readonly file: string;
}

/** `planproof corpus replay --against`: asks the cases of the targets that are in the sources now. */
export async function replayAgainstSources(args: Arguments, io: Io): Promise<Attempt<CommandResult>> {
  const shard = readShard(args, io);
  if (!shard.ok) return shard;
  const update = args.has("update");
  if (update && shard.value.shard !== undefined) {
    return obstructed(usageProblem("`--update` and `--shard` exclude each other", "leave out `--shard`"));
  }
  const start = io.now();
  const sources = await loadNamedSources(args.texts("against"), args, io);
  if (!sources.ok) return sources;
  const replays: FileReplay[] = [];
  const problems: Problem[] = [];
  const progress = showProgress(args, io);
  for (const file of new Set(args.operands)) {
    progress(`replaying ${file}`);
    const replayed = await replayOne(file, sources.value, { update, cwd: io.cwd, ...shard.value });
    if (replayed.ok) replays.push({ file, ...replayed.value });
    else for (const one of sourcedProblems(replayed.diagnostics)) problems.push(one);
  }
  if (problems.length > 0) return obstructions(problems);
  const unreadable = replays.flatMap(({ file, replay: { unreadable } }) => problemsOf(file, unreadable));
  const summary = joinReplays(replays);
  const perSecond = Math.round(summary.total / Math.max((io.now() - start) / 1000, 0.001));
  const updated = updateOf(replays);
  const part = await replayPart(sources.value, { ...shard.value, args, io });
  return attempt({
    exit: updated === undefined ? exitOf(summary, unreadable.length, args) : updatedExit(summary, args),
    render: (format, { quiet }) => {
      if (format === "json")
        return printJson({
          ...problemsJson(unreadable),
          ...summary,
          perSecond,
          ...(updated && { updated }),
          ...part,
        });
      const print = findingFormats.get(format);
      const answer = countReplay(summary, unreadable.length);
      if (format === "html") {
        const names = [...args.operands, ...args.texts("against")];
        return replayHtml(summary, { sources: names, answer, unreadable });
      }
      if (print !== undefined) {
        return print(replayFindings(summary, { answer, undecided: readUndecided(args), unreadable }));
      }
      return human(summary, unreadable.length, { quiet, perSecond }) + describeUpdate(updated);
    },
    problems: unreadable,
  });
}

/** Replays one file and, where that is asked for, rewrites it. */
async function replayOne(
  file: string,
  against: readonly Source[],
  { update, ...options }: { readonly update: boolean; readonly cwd: string; readonly shard?: Shard },
): Promise<Result<OneReplay>> {
  const path = resolve(options.cwd, file);
  const text = update ? await readWhole(path) : undefined;
  const corpus = text === undefined ? file : [Buffer.from(text)];
  const replayed = await replay(corpus, { ...options, against });
  if (!replayed.ok) return failures(inSource(file, replayed.diagnostics));
  if (text === undefined) return success({ replay: replayed.value });
  const updated = await updateCorpusFile(path, { text, replayed: replayed.value }, corpusTargets(against));
  return updated.ok
    ? success({ replay: replayed.value, updated: updated.value })
    : failures(inSource(file, updated.diagnostics));
}

/** Undefined for a file that cannot be read, as the replay says then. */
const readWhole = (path: string): Promise<string | undefined> =>
  readFile(path, "utf8").catch(() => undefined);

function updateOf(replays: readonly FileReplay[]) {
  const all = replays.flatMap(({ updated }) => (updated === undefined ? [] : [updated]));
  if (all.length === 0) return undefined;
  const sum = (key: "changed" | "added" | "removed") => all.reduce((total, one) => total + one[key], 0);
  return { changed: sum("changed"), added: sum("added"), removed: sum("removed") };
}

/** What drifted is expected now; what is undecided is so still. */
const updatedExit = ({ undecided }: Summary, args: Arguments): ExitCode =>
  undecided.length > 0 ? undecidedExit(args) : exitCodes.holds;

function describeUpdate(updated: ReturnType<typeof updateOf>): string {
  if (updated === undefined) return "";
  const { changed, added, removed } = updated;
  const parts = [`${many(changed, "case")} changed`, `${added} added`, `${removed} removed`];
  return `\nupdated: ${parts.join(", ")}\n`;
}

const exitOf = (summary: Summary, unreadable: number, args: Arguments): ExitCode =>
  unreadable > 0 ? exitCodes.unasked : replayExit(summary, args);

type Summary = ReturnType<typeof joinReplays>;

/** What several files say together: a target is new where none of them has it. */
function joinReplays(replays: readonly FileReplay[]) {
  const sum = (key: "total" | "matched") => replays.reduce((total, { replay: one }) => total + one[key], 0);
  const named = <T extends object>(read: (one: TargetReplay) => readonly T[]) =>
    replays.flatMap(({ file, replay: one }) => read(one).map((item) => ({ ...item, source: file })));
  const asked = new Set(replays.flatMap(({ replay: one }) => one.asked.map(({ name }) => name)));
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
