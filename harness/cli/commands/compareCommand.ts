import type { Witness } from "../../../properties/property.js";
import type { Target } from "../../../properties/target.js";
import { printAddress } from "../../../properties/targetAddress.js";
import { compare } from "../../api/compare.js";
import type { ComparedTargets } from "../../api/compareTargets.js";
import { latticePair } from "../../api/latticePair.js";
import { alignColumns } from "../../report/alignColumns.js";
import { describeManagedDate, managedDateIn } from "../../report/describeManagedDate.js";
import { describeRelation } from "../../report/describeRelation.js";
import { describeWitness } from "../../report/describeWitness.js";
import { escapeControls } from "../../report/escapeControls.js";
import { joinWithLimit } from "../../report/joinWithLimit.js";
import { latticeHtml } from "../../report/latticeHtml.js";
import { printJson } from "../../report/printJson.js";
import { type ReplaySource, replayCommand } from "../../report/replayCommand.js";
import type { Relation } from "../../run/compare/comparePolicies.js";
import type { DifferingActions } from "../../run/compare/differingActions.js";
import { coversOf, type Lattice } from "../../run/compare/lattice.js";
import type { Source } from "../../run/openSource.js";
import type { Arguments } from "../arguments.js";
import type { CommandBody, CommandResult } from "../command.js";
import {
  openOption,
  outOption,
  readSearch,
  readUniverse,
  searchOptions,
  undecidedOption,
  universeOption,
} from "../commonOptions.js";
import { exitCodes } from "../exitCode.js";
import type { Io } from "../io.js";
import { loadSources } from "../loadSources.js";
import { type Attempt, attempt, attemptOf, obstructed, usageProblem } from "../problem.js";
import { showProgress } from "../showProgress.js";
import { sourceOptions } from "../sourceOptions.js";
import { undecidedExit } from "../undecidedExit.js";
import { comparedJson } from "./comparedJson.js";
import { compareLattice } from "./compareLattice.js";
import { comparePairs } from "./comparePairs.js";
import { wantsFormat } from "./wantsFormat.js";

/** `planproof compare`: reports how what two sources allow relates. */
export const compareCommand: CommandBody = {
  fewest: 0,
  most: Number.POSITIVE_INFINITY,
  details: "planproof compare managed:BatchServiceRolePolicy@v6 managed:BatchServiceRolePolicy@v7",
  formats: ["human", "json", "html"],
  configured: "options",
  options: {
    pairs: { value: "FILE.jsonl", help: "compare many pairs of documents instead: a line of JSON for each" },
    ...searchOptions,
    ...universeOption,
    ...undecidedOption,
    ...sourceOptions,
    ...outOption,
    ...openOption,
  },
  answer,
};

async function answer(args: Arguments, io: Io): Promise<Attempt<CommandResult>> {
  const options = { ...readSearch(args), universe: readUniverse(args) };
  const isPairs = args.has("pairs");
  const count = args.operands.length;
  if (isPairs ? count !== 0 : count < 2) return obstructed(usage);
  if (isPairs && args.has("open")) return obstructed(openPairs);
  if (isPairs) return comparePairs(args, io, options);
  const sources = await loadSources(args, io);
  if (!sources.ok) return sources;
  if (count > 2 && sources.value.length === 1) return obstructed(oneSource);
  if (count > 2) return compareLattice(sources.value, args, io);
  // a source that is named on both sides is loaded once
  const [left, right = left] = sources.value as readonly [Source, Source?];
  const sides = [left, right].flatMap((source) =>
    source.targets.map(
      ({ address, principal }): Side => ({ address: printAddress(address), principal, ...given(source) }),
    ),
  );
  showProgress(args, io)(`comparing ${sides.map(({ address }) => address).join(" with ")}`);
  // the list of actions can take longer than the rest
  const actions = !args.has("quiet") || wantsFormat(args, "json") || wantsFormat(args, "html");
  const compared = attemptOf(await compare(left, right, { ...options, actions, now: io.now }));
  if (!compared.ok) return compared;
  return attempt({
    exit: compared.value.relation === "undecided" ? undecidedExit(args) : exitCodes.holds,
    render: (format, { quiet }) =>
      format === "json"
        ? printJson({ ...managedDateIn(sources.value), ...comparedJson(compared.value) })
        : format === "html"
          ? latticeHtml(latticeOf(sides, compared.value))
          : human(compared.value, quiet ? [] : sides, quiet ? {} : managedDateIn(sources.value)),
  });
}

/** The lattice of two sides. */
function latticeOf(sides: readonly Side[], compared: ComparedTargets): Lattice {
  const [left, right = left] = sides.map(({ address }) => address) as [string, string?];
  const pairs = [latticePair({ left, right: right! }, compared)];
  return { nodes: [...new Set([left, right!])], pairs, covers: coversOf(pairs) };
}

const given = ({ given }: Source) => (given === undefined ? {} : { given });

const usage = usageProblem(
  "`compare` needs two operands or more, or `--pairs` and none",
  "usage: planproof compare LEFT RIGHT..., or planproof compare --pairs FILE.jsonl",
);

const oneSource = usageProblem("these operands are one source", "name another source to compare it with");

const openPairs = usageProblem("`--open` has no meaning with `--pairs`", "leave out `--open`");

const sentences: Readonly<Record<Relation, string>> = {
  equal: "both allow the same requests",
  subset: "the left side allows strictly less",
  superset: "the left side allows strictly more",
  incomparable: "each side allows requests that the other does not",
  undecided: "it is not known how they relate",
};

/** A target that a command can name again. */
type Side = Pick<Target, "principal"> & ReplaySource;

function inShort({ relation, reasons }: ComparedTargets): string {
  const reason = describeRelation(reasons);
  if (relation === "undecided" && reason !== undefined) return `undecided — ${escapeControls(reason)}`;
  return `${relation} — ${sentences[relation]}${reason === undefined ? "" : ` (${escapeControls(reason)})`}`;
}

/** @param sides both of them; none for the answer alone */
function human(
  compared: ComparedTargets,
  sides: readonly Side[],
  date: ReturnType<typeof managedDateIn>,
): string {
  const [left, right] = sides;
  const blocks =
    left === undefined || right === undefined
      ? []
      : [
          ...witness(compared.leftOnly, left),
          ...witness(compared.rightOnly, right),
          ...actionBlocks(compared.actions),
          ...describeManagedDate(date),
        ];
  return [inShort(compared), ...blocks].map((block) => `${block}\n`).join("\n");
}

function actionBlocks(actions: readonly DifferingActions[] = []): readonly string[] {
  const lines = differences.flatMap(([relation, words]) => {
    const found = actions.find((one) => one.relation === relation);
    if (found === undefined) return [];
    const [only] = found.actions;
    const what = found.actions.length === 1 && only === "*" ? "everything" : joinWithLimit(found.actions);
    return [[words, `${found.count}: ${what}`] as const];
  });
  const block = ["the actions in which they differ", ...alignColumns(lines, "  ")].join("\n");
  return lines.length === 0 ? [] : [block];
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
