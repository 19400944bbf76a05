import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { Diagnostic } from "../../../policies/text/diagnostic.js";
import { defaultCases, generateCases } from "../../api/generateCases.js";
import { CorpusReader } from "../../corpus/corpusReader.js";
import type { GeneratedCases } from "../../corpus/madeCases.js";
import { printCorpus } from "../../corpus/printCorpus.js";
import { readFileLines } from "../../corpus/readFileLines.js";
import { writeFileAtomic } from "../../corpus/writeFileAtomic.js";
import { expandVersions } from "../../plan/source/expandVersions.js";
import { many } from "../../report/describeTargets.js";
import { escapeControls } from "../../report/escapeControls.js";
import { printJson } from "../../report/printJson.js";
import { defaultSeed } from "../../run/defaultSeed.js";
import type { Arguments } from "../arguments.js";
import type { CommandBody, CommandResult } from "../command.js";
import { seedOption } from "../commonOptions.js";
import { exitCodes } from "../exitCode.js";
import type { Io } from "../io.js";
import { loadSources } from "../loadSources.js";
import { mostRequests } from "../option.js";
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
import { readShard, shardOption } from "../shardOption.js";
import { showProgress } from "../showProgress.js";
import { sourceOptions } from "../sourceOptions.js";

/** `planproof corpus generate`: writes regression cases near the policies. */
export const corpusGenerateCommand: CommandBody = {
  fewest: 1,
  most: Number.POSITIVE_INFINITY,
  details: "planproof corpus generate plan.json --out cases.jsonl",
  formats: ["human", "json"],
  configured: "sources",
  options: {
    out: { value: "FILE", help: "where to write the cases, one a line" },
    size: {
      value: "N",
      minimum: 1,
      maximum: mostRequests,
      help: `cases in all, at most; default ${defaultCases}`,
    },
    complete: { help: "as many as it takes to pin down every part of every statement, in place of a sample" },
    mutants: {
      help: "with --complete: add what shows the slips in the policies that these cases do not show",
    },
    ...shardOption,
    ...sourceOptions,
    ...seedOption,
  },
  answer,
};

async function answer(args: Arguments, io: Io): Promise<Attempt<CommandResult>> {
  const out = args.text("out");
  if (out === undefined) return obstructed(usageProblem("`--out` is missing", "write --out FILE.jsonl"));
  const pointless = args.has("complete")
    ? ["size", "seed"].find((name) => args.has(name))
    : ["mutants"].find((name) => args.has(name));
  if (pointless !== undefined) {
    const message = `\`--${pointless}\` has no meaning ${args.has("complete") ? "with" : "without"} \`--complete\``;
    return obstructed(
      usageProblem(message, "leave out one of them, or see `planproof help corpus generate`"),
    );
  }
  const shard = readShard(args, io);
  if (!shard.ok) return shard;
  const kept = await keptFile(resolve(io.cwd, out));
  if (kept !== undefined) return obstructions(problemsOf(out, [kept]));
  const sources = await loadSources(args, io, expandVersions);
  if (!sources.ok) return sources;
  const seed = args.number("seed", defaultSeed);
  const size = args.number("size", defaultCases);
  const progress = showProgress(args, io);
  const onChoose = (cases: number, targets: number) =>
    progress(`choosing ${many(cases, "case")} near ${many(targets, "target")}`);
  const onTarget = (name: string) => progress(`looking at ${name}`);
  const complete = args.has("mutants") ? ("mutants" as const) : args.has("complete");
  const chosen = { seed, size, complete, ...shard.value };
  const result = await generateCases(sources.value, { ...chosen, onChoose, onTarget });
  if (!result.ok) return obstructions(sourcedProblems(result.diagnostics.map(forFile(out))));
  const problems = sourcedProblems(result.diagnostics);
  return write(result.value, { ...(complete === false && { seed }), out, problems }, io);
}

/** Why a file may not be replaced: it is there, and begins with no line of a corpus. `/dev/stdout` is not a file. */
async function keptFile(path: string): Promise<Diagnostic | undefined> {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return undefined;
  const read = await readFileLines(path, async (batches) => {
    for await (const [first] of batches) {
      if (first === undefined) continue;
      const line = new CorpusReader().read(first);
      if (line.kind !== "unreadable") return undefined;
      return line.inHead ? line.diagnostic : otherFile;
    }
    return undefined;
  });
  // what cannot be read is for the writer to report
  return read.ok ? read.value : undefined;
}

const otherFile: Diagnostic = {
  code: "not-a-corpus",
  severity: "error",
  message: "the file exists and is not a corpus, and is not overwritten",
  hint: "name another file with `--out`, or remove this one first",
};

/** A diagnostic that names no source is about the file to be written. */
const forFile =
  (out: string) =>
  (diagnostic: Diagnostic): Diagnostic => ({ source: out, ...diagnostic });

interface CorpusFile {
  /** absent for cases that are not sampled */
  readonly seed?: number;
  readonly out: string;
  /** targets that are left out, and statements that decide no case */
  readonly problems: readonly Problem[];
}

function write(
  generated: GeneratedCases,
  { seed, out, problems }: CorpusFile,
  io: Io,
): Attempt<CommandResult> {
  const { cases, statements, matched, mutants } = generated;
  const lines = printCorpus(generated);
  const skipped = problems.filter(({ diagnostic }) => diagnostic.code === "left-out");
  const written = writeFileAtomic(resolve(io.cwd, out), lines);
  if (!written.ok) return obstructions(problemsOf(out, written.diagnostics));
  const summary = {
    cases: cases.length,
    bytes: Buffer.byteLength(lines),
    ...(seed !== undefined && { seed }),
    statementCoverage: statements === 0 ? 1 : matched / statements,
    ...(mutants && { mutants }),
    skipped: skipped.map(({ source, diagnostic }) => ({ target: source, reason: diagnostic.message })),
  };
  const answer = `${many(summary.cases, "case")} in ${escapeControls(out)} — ${matched} of ${many(statements, "statement")} decide one\n${describeMutants(mutants)}`;
  return attempt({
    exit: exitCodes.holds,
    render: (format) => (format === "json" ? printJson(summary) : answer),
    problems,
  });
}

function describeMutants(counts: GeneratedCases["mutants"]): string {
  if (counts === undefined) return "";
  const { mutants, killed, added, equivalent, undecided } = counts;
  const unknown = undecided === 0 ? "" : `, ${undecided} undecided`;
  return `${many(mutants, "mutant")}: ${killed} shown by the cases, ${added} by more that are added for them, ${equivalent} equivalent${unknown}\n`;
}
