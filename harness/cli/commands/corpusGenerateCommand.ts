import { resolve } from "node:path";
import { loadServiceReference } from "../../../policies/reference/loadServiceReference.js";
import type { Hole, Target } from "../../../properties/target.js";
import { generateCases } from "../../corpus/generateCases.js";
import { writeFileAtomic } from "../../corpus/writeFileAtomic.js";
import type { LoadedSource } from "../../plan/source/loadSource.js";
import { many } from "../../report/describeTargets.js";
import { escapeControls } from "../../report/escapeControls.js";
import { printJson, printJsonLine } from "../../report/printJson.js";
import { defaultSeed } from "../../run/defaultSeed.js";
import { holesOf } from "../../run/holesOf.js";
import { servicesOf } from "../../run/servicesOf.js";
import type { Arguments } from "../arguments.js";
import type { CommandBody, CommandResult } from "../command.js";
import { seedOption } from "../commonOptions.js";
import { exitCodes } from "../exitCode.js";
import type { Io } from "../io.js";
import { loadCheckable } from "../loadCheckable.js";
import {
  type Attempt,
  attempt,
  obstructed,
  obstructions,
  type Problem,
  problemsOf,
  usageProblem,
} from "../problem.js";
import { showProgress } from "../showProgress.js";
import { sourceOptions } from "../sourceOptions.js";

const defaultSize = 200;

/** `planproof corpus generate`: give me regression cases. */
export const corpusGenerateCommand: CommandBody = {
  fewest: 1,
  most: Number.POSITIVE_INFINITY,
  details: "planproof corpus generate plan.json --out cases.jsonl",
  formats: ["human", "json"],
  options: {
    out: { value: "FILE", help: "where to write the cases, one a line" },
    size: { value: "N", minimum: 1, help: `cases in all, at most; default ${defaultSize}` },
    ...sourceOptions,
    ...seedOption,
  },
  answer: corpusGenerate,
};

async function corpusGenerate(args: Arguments, io: Io): Promise<Attempt<CommandResult>> {
  const out = args.text("out");
  if (out === undefined) return obstructed(usageProblem("`--out` is missing", "write --out FILE.jsonl"));
  const sources = await loadCheckable(args, io);
  if (!sources.ok) return sources;
  const skipped = sources.value.flatMap(unfit);
  const named = new Set(skipped.map(({ source }) => source));
  const targets = sources.value
    .flatMap((source) => source.targets)
    .filter(({ address }) => !named.has(address));
  return write({ targets, skipped, out }, args, io);
}

interface Order {
  readonly targets: readonly Target[];
  readonly skipped: readonly Problem[];
  readonly out: string;
}

async function write(
  { targets, skipped, out }: Order,
  args: Arguments,
  io: Io,
): Promise<Attempt<CommandResult>> {
  const seed = args.number("seed", defaultSeed);
  const size = args.number("size", defaultSize);
  showProgress(args, io)(`choosing ${many(size, "case")} near ${many(targets.length, "target")}`);
  const reference = await loadServiceReference(servicesOf(targets));
  const { cases, statements, matched } = generateCases(targets, { seed, size, reference });
  if (cases.length === 0) return obstructions([{ source: out, diagnostic: noCases }, ...skipped]);
  const text = cases.map(printJsonLine).join("");
  const written = writeFileAtomic(resolve(io.cwd, out), text);
  if (!written.ok) return obstructions(problemsOf(out, written.diagnostics));
  const told = {
    cases: cases.length,
    bytes: Buffer.byteLength(text),
    seed,
    statementCoverage: statements === 0 ? 1 : matched / statements,
    skipped: skipped.map(({ source, diagnostic }) => ({ target: source, reason: diagnostic.message })),
  };
  const answer = `${many(told.cases, "case")} in ${escapeControls(out)} — ${matched} of ${many(statements, "statement")} decide one\n`;
  return attempt({
    exit: exitCodes.holds,
    render: (format) => (format === "json" ? printJson(told) : answer),
    problems: skipped,
  });
}

/** A target with holes makes no case: no decision about it is certain. */
const unfit = ({ targets }: LoadedSource): readonly Problem[] =>
  targets.flatMap((target) =>
    holesOf(target)
      .slice(0, 1)
      .map((hole) => ({ source: target.address, diagnostic: left(hole) })),
  );

const left = ({ address, reason, remedy }: Hole) =>
  ({
    code: "left-out",
    severity: "warning",
    message: `no case is made of it: \`${address}\` is open: ${reason}`,
    hint: remedy,
  }) as const;

const noCases = {
  code: "no-cases",
  severity: "error",
  message: "there is no case to write",
  hint: "name a source whose policies are known",
} as const;
