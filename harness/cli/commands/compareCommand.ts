import type { Witness } from "../../../properties/property.js";
import type { Target } from "../../../properties/target.js";
import { alignColumns } from "../../report/alignColumns.js";
import { describeWitness } from "../../report/describeWitness.js";
import { escapeControls } from "../../report/escapeControls.js";
import { joinWithLimit } from "../../report/joinWithLimit.js";
import { printJson } from "../../report/printJson.js";
import { type ReplaySource, replayCommand } from "../../report/replayCommand.js";
import { type Comparison, comparePolicies, type Relation } from "../../run/compare/comparePolicies.js";
import { type DifferingActions, differingActions } from "../../run/compare/differingActions.js";
import { defaultRuns, defaultSeed } from "../../run/defaultSeed.js";
import { referenceFor } from "../../run/referenceFor.js";
import type { Arguments } from "../arguments.js";
import type { CommandBody, CommandResult } from "../command.js";
import { outOption, readUniverse, searchOptions, undecidedOption, universeOption } from "../commonOptions.js";
import { exitCodes } from "../exitCode.js";
import type { Io } from "../io.js";
import { loadSources } from "../loadSources.js";
import { type Attempt, attempt, obstructed, usageProblem } from "../problem.js";
import { showProgress } from "../showProgress.js";
import { singleTarget } from "../singleTarget.js";
import { sourceFlags, sourceOptions } from "../sourceOptions.js";
import { undecidedExit } from "../undecidedExit.js";
import { actionsInJson } from "./actionsInJson.js";
import { comparePairs } from "./comparePairs.js";

/** `planproof compare`: how do two policies relate? */
export const compareCommand: CommandBody = {
  fewest: 0,
  most: 2,
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

async function compare(args: Arguments, io: Io): Promise<Attempt<CommandResult>> {
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
  const left = singleTarget(sources.value[0]!);
  if (!left.ok) return left;
  const right = singleTarget(sources.value.at(-1)!);
  if (!right.ok) return right;
  const sides = [left.value, right.value] as const;
  const told = (side: Target): Side => ({ ...side, given: sourceFlags(args) });
  showProgress(args, io)(`comparing ${left.value.address} with ${right.value.address}`);
  const reference = await referenceFor(sides, options.universe);
  const start = io.now();
  const { exhausted, ...comparison } = comparePolicies(...sides, { ...options, reference });
  const milliseconds = Math.round((io.now() - start) * 100) / 100;
  // what was too much as one question is more in parts
  const actions = () => (exhausted ? undefined : differingActions(...sides, { ...options, reference }));
  return attempt({
    exit: comparison.relation === "undecided" ? undecidedExit(args) : exitCodes.holds,
    render: (format, { quiet }) => {
      if (format === "json")
        return printJson({ ...comparison, actions: actions()?.map(actionsInJson), milliseconds });
      const blocks = [inShort(comparison), ...(quiet ? [] : human(comparison, sides.map(told), actions()))];
      return blocks.map((block) => `${block}\n`).join("\n");
    },
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

function inShort({ relation, reason }: Comparison): string {
  if (relation === "undecided" && reason !== undefined) return `undecided — ${escapeControls(reason)}`;
  return `${relation} — ${sentences[relation]}${reason === undefined ? "" : ` (${escapeControls(reason)})`}`;
}

function human(
  { leftOnly, rightOnly }: Comparison,
  sides: readonly Side[],
  actions: readonly DifferingActions[] = [],
): readonly string[] {
  const [left, right] = sides as [Side, Side];
  const lines = differences.flatMap(([relation, words]) => {
    const found = actions.find((one) => one.relation === relation);
    if (found === undefined) return [];
    const [only] = found.actions;
    const what = found.actions.length === 1 && only === "*" ? "everything" : joinWithLimit(found.actions);
    return [[words, `${found.count}: ${what}`] as const];
  });
  const block = ["the actions in which they differ", ...alignColumns(lines, "  ")].join("\n");
  return [...witness(leftOnly, left), ...witness(rightOnly, right), ...(lines.length === 0 ? [] : [block])];
}

const differences: readonly (readonly [DifferingActions["relation"], string])[] = [
  ["superset", "more on the left"],
  ["subset", "more on the right"],
  ["incomparable", "other requests"],
  ["undecided", "undecided"],
];

function witness(found: Witness | null, allowing: Side): readonly string[] {
  if (found === null) return [];
  const replay = replayCommand(allowing, found.request, allowing.principal);
  const lines = alignColumns([...describeWitness(found), ["replay", replay]], "  ");
  return [[`only ${escapeControls(allowing.address)} allows`, ...lines].join("\n")];
}
