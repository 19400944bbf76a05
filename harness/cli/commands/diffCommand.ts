import { type ChangeCounts, changeKinds, describeDiff, diffInShort } from "../../report/describeDiff.js";
import { printJson } from "../../report/printJson.js";
import type { AccessChange, ChangeKind } from "../../run/diff/changesOf.js";
import { type Diff, diffTargets } from "../../run/diff/diffTargets.js";
import { ofOnePlan, ofTwoSources } from "../../run/diff/pairTargets.js";
import { referenceFor } from "../../run/referenceFor.js";
import type { SourceOptions } from "../../run/sourceOptions.js";
import type { Arguments } from "../arguments.js";
import type { CommandBody, CommandResult } from "../command.js";
import { outOption, readUniverse, undecidedOption, universeOption } from "../commonOptions.js";
import { type ExitCode, exitCodes } from "../exitCode.js";
import type { Io } from "../io.js";
import { loadSources } from "../loadSources.js";
import { type Attempt, attempt, obstructed, usageProblem } from "../problem.js";
import { showProgress } from "../showProgress.js";
import { sourceFlags, sourceOptions } from "../sourceOptions.js";
import { undecidedExit } from "../undecidedExit.js";
import { actionsInJson } from "./actionsInJson.js";

/** `planproof diff`: what access is new, what is gone? */
export const diffCommand: CommandBody = {
  fewest: 1,
  most: 2,
  details: "planproof diff plan.json, for its change; planproof diff old.json new.json, for two policies",
  formats: ["human", "json"],
  options: { ...universeOption, ...undecidedOption, ...sourceOptions, ...outOption },
  answer: diff,
};

async function diff(args: Arguments, io: Io): Promise<Attempt<CommandResult>> {
  const sources = await loadSources(args, io);
  if (!sources.ok) return sources;
  const [first, second] = sources.value;
  const { earlier } = first!.extraction;
  if (args.operands.length === 1 && (first!.kind !== "plan" || earlier === undefined)) {
    return obstructed(noBefore);
  }
  const gone = args.operands.length === 1 ? earlier!.gone : [];
  const targets = [...sources.value.flatMap((source) => source.targets), ...gone];
  if (targets.some(({ policies }) => policies.resource !== undefined)) return obstructed(ofResource);
  const [before = "", after] = args.operands;
  const sides =
    after === undefined
      ? ofOnePlan(first!.targets, gone)
      : // a source named on both sides is loaded once
        ofTwoSources(
          { spec: before, targets: first!.targets },
          { spec: after, targets: (second ?? first!).targets },
        );
  if (sides.length === 0) return obstructed(noPrincipal);
  const universe = readUniverse(args);
  // each action that a pattern reaches is told of by itself, in either universe
  const reference = await referenceFor(targets, "typed");
  const tell = showProgress(args, io);
  const found = diffTargets(sides, { reference, universe }, ({ target }, index) =>
    tell(`looking at ${target}, ${index + 1} of ${sides.length}`),
  );
  const counts = Object.fromEntries(changeKinds.map((kind) => [kind, sum(found.changes, kind)])) as Record<
    ChangeKind,
    number
  >;
  return attempt({
    exit: exitOf(counts, found, args),
    render: (format, { quiet }) =>
      format === "json"
        ? printJson({ ...found, changes: found.changes.map(asJson), counts })
        : human(found, counts, { quiet, given: sourceFlags(args) }),
  });
}

const noBefore = usageProblem(
  "`diff` with one operand needs a plan, which has a before and an after",
  "name two sources: planproof diff BEFORE AFTER",
);

const ofResource = usageProblem(
  "it is the policy of a resource, and `diff` is about principals",
  "planproof compare LEFT RIGHT tells how two policies of resources relate",
);

const noPrincipal = usageProblem(
  "no role, user or group in it holds a policy, so there is nothing to compare",
  "see `planproof extract SOURCE`",
);

function exitOf(counts: Record<ChangeKind, number>, { undecided }: Diff, args: Arguments): ExitCode {
  if (counts.added + counts.widened + counts.shifted > 0) return exitCodes.refuted;
  return undecided.length > 0 ? undecidedExit(args) : exitCodes.holds;
}

/** How many actions changed in this way; a pattern for unlisted ones is one. */
const sum = (changes: readonly AccessChange[], kind: ChangeKind): number =>
  changes.filter(({ change }) => change === kind).reduce((all, { count }) => all + Math.max(count, 1), 0);

const asJson = ({ target, replay: _, ...change }: AccessChange): object => ({
  target,
  ...actionsInJson(change),
});

interface Telling {
  readonly quiet: boolean;
  readonly given: SourceOptions;
}

function human(found: Diff, counts: ChangeCounts, { quiet, given }: Telling): string {
  const blocks = [diffInShort(found, counts), ...(quiet ? [] : describeDiff(found, given))];
  return blocks.map((block) => `${block}\n`).join("\n");
}
