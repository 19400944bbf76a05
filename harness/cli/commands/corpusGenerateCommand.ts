import { resolve } from "node:path";
import type { Diagnostic } from "../../../policies/text/diagnostic.js";
import { defaultCases, generateCases } from "../../api/generateCases.js";
import type { GeneratedCases } from "../../corpus/casesNear.js";
import { printCorpus } from "../../corpus/printCorpus.js";
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
  options: {
    out: { value: "FILE", help: "where to write the cases, one a line" },
    size: { value: "N", minimum: 1, help: `cases in all, at most; default ${defaultCases}` },
    ...shardOption,
    ...sourceOptions,
    ...seedOption,
  },
  answer,
};

async function answer(args: Arguments, io: Io): Promise<Attempt<CommandResult>> {
  const out = args.text("out");
  if (out === undefined) return obstructed(usageProblem("`--out` is missing", "write --out FILE.jsonl"));
  const shard = readShard(args, io);
  if (!shard.ok) return shard;
  const sources = await loadSources(args, io, expandVersions);
  if (!sources.ok) return sources;
  const seed = args.number("seed", defaultSeed);
  const size = args.number("size", defaultCases);
  const progress = showProgress(args, io);
  const onChoose = (cases: number, targets: number) =>
    progress(`choosing ${many(cases, "case")} near ${many(targets, "target")}`);
  const result = await generateCases(sources.value, { seed, size, ...shard.value, onChoose });
  if (!result.ok) return obstructions(sourcedProblems(result.diagnostics.map(forFile(out))));
  return write(result.value, { seed, out, skipped: sourcedProblems(result.diagnostics) }, io);
}

/** A diagnostic that names no source is about the file to be written. */
const forFile =
  (out: string) =>
  (diagnostic: Diagnostic): Diagnostic => ({ source: out, ...diagnostic });

interface CorpusFile {
  readonly seed: number;
  readonly out: string;
  readonly skipped: readonly Problem[];
}

function write(
  generated: GeneratedCases,
  { seed, out, skipped }: CorpusFile,
  io: Io,
): Attempt<CommandResult> {
  const { cases, statements, matched } = generated;
  const lines = printCorpus(generated);
  const written = writeFileAtomic(resolve(io.cwd, out), lines);
  if (!written.ok) return obstructions(problemsOf(out, written.diagnostics));
  const summary = {
    cases: cases.length,
    bytes: Buffer.byteLength(lines),
    seed,
    statementCoverage: statements === 0 ? 1 : matched / statements,
    skipped: skipped.map(({ source, diagnostic }) => ({ target: source, reason: diagnostic.message })),
  };
  const answer = `${many(summary.cases, "case")} in ${escapeControls(out)} — ${matched} of ${many(statements, "statement")} decide one\n`;
  return attempt({
    exit: exitCodes.holds,
    render: (format) => (format === "json" ? printJson(summary) : answer),
    problems: skipped,
  });
}
