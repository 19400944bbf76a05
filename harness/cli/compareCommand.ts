import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import type { Witness } from "../../properties/property.js";
import type { Target } from "../../properties/target.js";
import { aligned } from "../report/aligned.js";
import { describeWitness } from "../report/describeWitness.js";
import { printJson } from "../report/printJson.js";
import { type ReplaySource, replayCommand } from "../report/replayCommand.js";
import { visible } from "../report/visible.js";
import { type Comparison, comparePolicies, type Relation } from "../run/comparePolicies.js";
import { defaultRuns, defaultSeed } from "../run/run.js";
import { servicesOf } from "../run/servicesOf.js";
import type { Arguments } from "./arguments.js";
import type { Answer, Command } from "./command.js";
import { outOption, readUniverse, searchOptions, undecidedOption, universeOption } from "./commonOptions.js";
import { comparePairs } from "./comparePairs.js";
import { exitCodes } from "./exitCode.js";
import type { Io } from "./io.js";
import { loadSources } from "./loadSources.js";
import { oneTarget } from "./oneTarget.js";
import { type Attempt, attempt, obstructed, usageProblem } from "./problem.js";
import { sourceFlags, sourceOptions } from "./sourceOptions.js";
import { undecidedExit } from "./undecidedExit.js";

/** `planproof compare`: how do two policies relate? */
export const compareCommand: Command = {
  name: "compare",
  operands: "LEFT RIGHT",
  fewest: 0,
  most: 2,
  summary: "how do two policies relate?",
  details: "planproof compare managed:BatchServiceRolePolicy@v6 managed:BatchServiceRolePolicy@v7",
  formats: ["human", "json"],
  options: {
    pairs: { value: "FILE.jsonl", help: "compare many pairs of documents instead: a line of JSON for each" },
    ...searchOptions,
    ...universeOption,
    ...undecidedOption,
    ...sourceOptions,
    ...outOption,
  },
  answer: compare,
};

async function compare(args: Arguments, io: Io): Promise<Attempt<Answer>> {
  const options = {
    seed: args.number("seed", defaultSeed),
    runs: args.number("runs", defaultRuns),
    universe: readUniverse(args),
  };
  const wanted = args.has("pairs") ? 0 : 2;
  if (args.operands.length !== wanted) return obstructed(usage);
  if (wanted === 0) return comparePairs(args, io, options);
  const sources = await loadSources(args, io);
  if (!sources.ok) return sources;
  // A source named on both sides is loaded once.
  const left = oneTarget(sources.value[0]!);
  if (!left.ok) return left;
  const right = oneTarget(sources.value.at(-1)!);
  if (!right.ok) return right;
  const sides = [left.value, right.value] as const;
  const told = (side: Target): Side => ({ ...side, given: sourceFlags(args) });
  const reference = await loadServiceReference(servicesOf(sides));
  const start = io.now();
  const comparison = comparePolicies(...sides, { ...options, reference });
  const milliseconds = Math.round((io.now() - start) * 100) / 100;
  return attempt({
    exit: comparison.relation === "undecided" ? undecidedExit(args) : exitCodes.holds,
    render: (format, { quiet }) =>
      format === "json"
        ? printJson({ ...comparison, milliseconds })
        : human(comparison, sides.map(told) as [Side, Side], quiet),
  });
}

const usage = usageProblem(
  "`compare` needs two operands, or `--pairs` and none",
  "usage: planproof compare LEFT RIGHT, or planproof compare --pairs FILE.jsonl",
);

const sentences: Readonly<Record<Relation, string>> = {
  equal: "both allow the same requests",
  subset: "the left side allows strictly less",
  superset: "the left side allows strictly more",
  incomparable: "each side allows requests that the other does not",
  undecided: "it is not known how they relate",
};

/** A target that a command can name again. */
type Side = Target & ReplaySource;

function human(comparison: Comparison, sides: readonly [Side, Side], quiet: boolean): string {
  const { relation, leftOnly, rightOnly, reason } = comparison;
  const aside = reason === undefined || relation === "undecided" ? "" : ` (${visible(reason)})`;
  const answer =
    relation === "undecided" && reason !== undefined
      ? `undecided — ${visible(reason)}`
      : `${relation} — ${sentences[relation]}${aside}`;
  if (quiet) return `${answer}\n`;
  const blocks = [answer, ...witness(leftOnly, sides[0]), ...witness(rightOnly, sides[1])];
  return blocks.map((block) => `${block}\n`).join("\n");
}

function witness(found: Witness | null, allowing: Side): readonly string[] {
  if (found === null) return [];
  const replay = replayCommand(allowing, found.request, allowing.principal);
  const lines = aligned([...describeWitness(found), ["replay", replay]], "  ");
  return [[`only ${visible(allowing.address)} allows`, ...lines].join("\n")];
}
