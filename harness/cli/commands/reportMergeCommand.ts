import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import {
  type Diagnostic,
  failure,
  failures,
  type Result,
  success,
} from "../../../policies/text/diagnostic.js";
import { type MutationShard, mergeMutations, mutationShard } from "../../merge/mergeMutations.js";
import { mergeReplays, type ReplayShard, replayShard } from "../../merge/mergeReplays.js";
import { mergeReports } from "../../merge/mergeReports.js";
import { readShardReport, type ShardReport } from "../../merge/readShardReport.js";
import { describeEngineReplay } from "../../report/describeEngineReplay.js";
import { countReplay, describeReplay } from "../../report/describeReplay.js";
import { describeAnswer, describeListed } from "../../report/describeScore.js";
import { printJson } from "../../report/printJson.js";
import type { TargetAnswer } from "../../report/replayAnswer.js";
import { replayFindings } from "../../report/replayFindings.js";
import { findingFormats, reporters } from "../../report/reporters.js";
import type { Arguments } from "../arguments.js";
import type { CommandBody, CommandResult } from "../command.js";
import { openOption, outOption, readUndecided, undecidedOption } from "../commonOptions.js";
import type { Io } from "../io.js";
import { mutationExit } from "../mutationExit.js";
import { type Attempt, attempt, attemptOf, obstructed, type Problem, usageProblem } from "../problem.js";
import { replayExit } from "../replayExit.js";
import { reportExit } from "../reportExit.js";
import { wantsFormat } from "./wantsFormat.js";

const replayFormats = ["junit", "tap", "markdown", "github"];

/** `planproof report merge`: one report of the reports of all shards, of `check`, `corpus replay` or `mutate`. */
export const reportMergeCommand: CommandBody = {
  fewest: 1,
  most: Number.POSITIVE_INFINITY,
  details:
    "planproof report merge shard-1.json shard-2.json shard-3.json\n" +
    "The answer and the exit code are those of the command without --shard: check, corpus replay or mutate.",
  formats: [...reporters.keys()],
  options: {
    threshold: {
      value: "N",
      minimum: 0,
      maximum: 100,
      help: "of reports of mutate: exit 1 where the score is below N percent; default 0",
    },
    ...undecidedOption,
    ...outOption,
    ...openOption,
  },
  answer,
};

type Shards =
  | { readonly kind: "check"; readonly shards: readonly ShardReport[] }
  | { readonly kind: "mutate"; readonly shards: readonly MutationShard[] }
  | { readonly kind: "replay"; readonly shards: readonly ReplayShard[] };

async function answer(args: Arguments, io: Io): Promise<Attempt<CommandResult>> {
  const read = attemptOf(readShards([...new Set(args.operands)], io.cwd));
  if (!read.ok) return read;
  if (read.value.kind === "mutate") return mutationResult(read.value.shards, args);
  if (read.value.kind === "replay") return replayResult(read.value.shards, args);
  const merged = attemptOf(mergeReports(read.value.shards));
  if (!merged.ok) return merged;
  return attempt({
    exit: reportExit(merged.value, args),
    render: (format, look) =>
      reporters.get(format)!(merged.value, { ...look, undecided: readUndecided(args) }),
  });
}

function mutationResult(shards: readonly MutationShard[], args: Arguments): Attempt<CommandResult> {
  const merged = attemptOf(mergeMutations(shards));
  if (!merged.ok) return merged;
  const other = otherFormat(args, ["human", "json"]);
  if (other !== undefined) return obstructed(other);
  return attempt({
    exit: mutationExit(merged.value, args.number("threshold", 0)),
    render: (format, { quiet }) => {
      if (format === "json") return printJson(merged.value);
      const blocks = [describeAnswer(merged.value), ...(quiet ? [] : describeListed(merged.value))];
      return blocks.map((block) => `${block}\n`).join("\n");
    },
  });
}

function replayResult(shards: readonly ReplayShard[], args: Arguments): Attempt<CommandResult> {
  const merged = attemptOf(mergeReplays(shards));
  if (!merged.ok) return merged;
  const other = otherFormat(args, ["human", "json", ...replayFormats]);
  if (other !== undefined) return obstructed(other);
  const { value } = merged;
  const noted = { undecided: [], missingTargets: [], newTargets: [], changes: [], ...value };
  const summary = countReplay({ ...noted, drifted: value.drifted as TargetAnswer["drifted"] }, 0);
  return attempt({
    exit: replayExit(value, args),
    render: (format, { quiet }) => {
      if (format === "json") return printJson(value);
      const print = findingFormats.get(format);
      const look = { answer: summary, undecided: readUndecided(args), unreadable: [] };
      if (print !== undefined) return print(replayFindings(value, look));
      const lines = "refused" in value ? describeEngineReplay(value) : describeReplay(value, placeOf);
      return `${[summary, ...(quiet || lines.length === 0 ? [] : ["", ...lines])].join("\n")}\n`;
    },
  });
}

const placeOf = (one: { readonly line?: number; readonly source?: string }): string =>
  `${one.source}:${one.line}`;

/** Reports of `check` have more formats than those of the others. */
function otherFormat(args: Arguments, formats: readonly string[]): Problem | undefined {
  const wanted = [...reporters.keys()].find((one) => !formats.includes(one) && wantsFormat(args, one));
  return wanted === undefined
    ? undefined
    : usageProblem(
        `these reports cannot be printed as \`${wanted}\``,
        `expected one of: ${formats.join(", ")}`,
      );
}

/** The reports are of one command: that of a part of `mutate` or a replay, where any is one. */
function readShards(files: readonly string[], cwd: string): Result<Shards> {
  const faults: Diagnostic[] = [];
  const texts = files.map((file) => {
    const text = readText(file, cwd);
    if (!text.ok) for (const one of text.diagnostics) faults.push(one);
    return { file, text: text.ok ? text.value : "" };
  });
  if (faults.length > 0) return failures(faults);
  for (const [kind, read] of [
    ["mutate", mutationShard],
    ["replay", replayShard],
  ] as const) {
    const known = texts.find(({ file, text }) => read(file, parsed(text)) !== undefined);
    if (known === undefined) continue;
    const shards = texts.map(({ file, text }) => read(file, parsed(text)));
    const odd = texts.filter((_, at) => shards[at] === undefined);
    if (odd.length > 0) return failures(odd.map(({ file }) => otherCommand(file, known.file)));
    return success({ kind, shards } as Shards);
  }
  const shards: ShardReport[] = [];
  for (const { file, text } of texts) {
    const read = readShardReport(file, text);
    if (read.ok) shards.push(read.value);
    else for (const one of read.diagnostics) faults.push({ source: file, ...one });
  }
  return faults.length > 0 ? failures(faults) : success({ kind: "check", shards });
}

function parsed(text: string): object {
  try {
    return Object(JSON.parse(text)) as object;
  } catch {
    return {};
  }
}

function readText(file: string, cwd: string): Result<string> {
  try {
    return success(readFileSync(resolve(cwd, file), "utf8"));
  } catch (thrown) {
    if (!(thrown instanceof Error && "code" in thrown)) throw thrown;
    return failure(unreadable(file, String(thrown.code)));
  }
}

const otherCommand = (source: string, first: string): Diagnostic => ({
  code: "other-command",
  severity: "error",
  message: `it is not a report of the same command as \`${first}\`, or of a shard that could not read its corpus`,
  hint: "merge the JSON reports of one command, with each --shard I/N",
  source,
});

const unreadable = (source: string, code: string): Diagnostic => ({
  code: "unreadable-file",
  severity: "error",
  message: code === "ENOENT" ? "the file does not exist" : `the file cannot be read (${code})`,
  hint: "name the JSON reports of one command with --shard I/N, such as `planproof check SOURCE --shard 1/3`",
  source,
});
