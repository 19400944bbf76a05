import { replay as replayCorpus } from "../../api/replay.js";
import type { Drift, Replay } from "../../corpus/replayLines.js";
import { describeEngineReplay } from "../../report/describeEngineReplay.js";
import { heldCases } from "../../report/heldCases.js";
import { printJson } from "../../report/printJson.js";
import { replayFindings } from "../../report/replayFindings.js";
import { replayHtml } from "../../report/replayHtml.js";
import { findingFormats } from "../../report/reporters.js";
import type { Arguments } from "../arguments.js";
import type { CommandBody, CommandResult } from "../command.js";
import { openOption, outOption, undecidedOption } from "../commonOptions.js";
import { type ExitCode, exitCodes } from "../exitCode.js";
import type { Io } from "../io.js";
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
import { replayPart } from "../replayPart.js";
import { readShard, shardOption } from "../shardOption.js";
import { showProgress } from "../showProgress.js";
import { sourceOptions } from "../sourceOptions.js";
import { replayAgainstSources } from "./replayAgainstSources.js";

/** The formats for reviewers and for services that collect tests. */
const replayFormats = ["junit", "tap", "markdown", "github"];

/** `planproof corpus replay`: decides the cases of a corpus again */
export const corpusReplayCommand: CommandBody = {
  fewest: 1,
  most: Number.POSITIVE_INFINITY,
  details:
    "planproof corpus replay golden.jsonl --against plan.json\n" +
    "Without --against the cases are decided by the policies in the file: a test of planproof, not of a plan.",
  formats: ["human", "json", "html", ...replayFormats],
  configured: "options",
  options: {
    against: {
      value: "SOURCE",
      repeatable: true,
      help: "ask the cases of the targets in it, such as the plan of the change",
    },
    ...shardOption,
    update: { help: "show what drifted and rewrite the files so that they expect it" },
    ...undecidedOption,
    ...sourceOptions,
    ...outOption,
    ...openOption,
  },
  answer: (args, io) => (args.has("against") ? replayAgainstSources(args, io) : replayAlone(args, io)),
};

interface FileReplay {
  readonly file: string;
  readonly replay: Replay;
}

async function replayAlone(args: Arguments, io: Io): Promise<Attempt<CommandResult>> {
  const pointless = [...Object.keys(sourceOptions), "undecided", "update"].find((name) => args.has(name));
  if (pointless !== undefined) {
    const hint = "write --against SOURCE";
    return obstructed(usageProblem(`\`--${pointless}\` has no meaning without \`--against\``, hint));
  }
  const shard = readShard(args, io);
  if (!shard.ok) return shard;
  const start = io.now();
  const replays: FileReplay[] = [];
  const problems: Problem[] = [];
  const progress = showProgress(args, io);
  for (const file of new Set(args.operands)) {
    progress(`replaying ${file}`);
    const replay = await replayCorpus(file, { cwd: io.cwd, ...shard.value });
    if (replay.ok) replays.push({ file, replay: replay.value });
    else for (const one of sourcedProblems(replay.diagnostics)) problems.push(one);
  }
  if (problems.length > 0) return obstructions(problems);
  const summary = summarize(replays, (io.now() - start) / 1000);
  const part = await replayPart([], { ...shard.value, args, io });
  const unreadable = replays.flatMap(({ file, replay }) => problemsOf(file, replay.unreadable));
  return attempt({
    exit: exitOf(summary.drifted, unreadable),
    render: (format, { quiet }) => {
      if (format === "json") return printJson({ ...problemsJson(unreadable), ...summary, ...part });
      const print = findingFormats.get(format);
      const answer = human(summary, unreadable.length, true).trim();
      if (format === "html") return replayHtml(summary, { sources: args.operands, answer, unreadable });
      if (print === undefined) return human(summary, unreadable.length, quiet);
      return print(replayFindings(summary, { answer, undecided: "fail", unreadable }));
    },
    problems: unreadable,
  });
}

function exitOf(drifted: readonly Drift[], unreadable: readonly Problem[]): ExitCode {
  if (unreadable.length > 0) return exitCodes.unasked;
  return drifted.length > 0 ? exitCodes.refuted : exitCodes.holds;
}

type Summary = ReturnType<typeof summarize>;

function summarize(replays: readonly FileReplay[], seconds: number) {
  const sum = (key: "total" | "matched") => replays.reduce((total, { replay }) => total + replay[key], 0);
  const named = <T>(read: (replay: Replay) => readonly T[]) =>
    replays.flatMap(({ file, replay }) => read(replay).map((item) => ({ ...item, source: file })));
  const [total, matched] = [sum("total"), sum("matched")];
  const perSecond = Math.round(total / Math.max(seconds, 0.001));
  return {
    total,
    matched,
    drifted: named(({ drifted }) => drifted),
    refused: named(({ refused }) => refused),
    perSecond,
  };
}

function human(
  { total, matched, drifted, refused, perSecond }: Summary,
  unreadable: number,
  quiet: boolean,
): string {
  const parts = [
    ...(drifted.length > 0 ? [`${drifted.length} drifted`] : []),
    ...(unreadable > 0 ? [`${unreadable} unreadable`] : []),
    heldCases({ total, matched }, unreadable),
  ];
  const answer = `${parts.join(", ")} — ${perSecond} a second`;
  const lines = describeEngineReplay({ drifted, refused });
  return `${[answer, ...(quiet || lines.length === 0 ? [] : ["", ...lines])].join("\n")}\n`;
}
