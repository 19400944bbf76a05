import type { Location } from "../../../properties/location.js";
import { printAddress } from "../../../properties/targetAddress.js";
import { diff } from "../../api/diff.js";
import { gatherEvidence } from "../../api/gatherEvidence.js";
import { describeUndecidedChains } from "../../report/describeChainChanges.js";
import { type ChangeCounts, changeKinds, describeDiff, diffInShort } from "../../report/describeDiff.js";
import { describeManagedDate, managedDateIn } from "../../report/describeManagedDate.js";
import { describeUndecided } from "../../report/describeUndecided.js";
import { diffFindings } from "../../report/diffFindings.js";
import { type DiffPage, diffHtml } from "../../report/diffHtml.js";
import { printJson, printJsonLine } from "../../report/printJson.js";
import { findingFormats } from "../../report/reporters.js";
import type { AccessChange, ChangeKind } from "../../run/diff/accessChange.js";
import type { ChainChanges } from "../../run/diff/chainChanges.js";
import type { Diff } from "../../run/diff/diff.js";
import type { UndecidedChange } from "../../run/diff/undecidedChange.js";
import type { Source } from "../../run/openSource.js";
import type { SourceOptions } from "../../run/sourceOptions.js";
import type { Arguments } from "../arguments.js";
import type { CommandBody, CommandResult } from "../command.js";
import {
  openOption,
  outOption,
  readUndecided,
  readUniverse,
  undecidedOption,
  universeOption,
} from "../commonOptions.js";
import { readToday } from "../gateFlags.js";
import type { Io } from "../io.js";
import { loadSources } from "../loadSources.js";
import { type Attempt, attempt, attemptOf } from "../problem.js";
import { approveOptions, readApprovals, updateApproved } from "../readApprovals.js";
import { showProgress } from "../showProgress.js";
import { hclOption, sourceFlags, sourceOptions } from "../sourceOptions.js";
import { changeInJson } from "./changeInJson.js";
import { diffExit, diffGate, failOnOption } from "./diffExit.js";
import { wantsFormat } from "./wantsFormat.js";

/** The formats for reviewers. */
const reviewFormats = ["markdown", "github", "sarif", "junit"];

/** `planproof diff`: lists access added and removed. */
export const diffCommand: CommandBody = {
  fewest: 1,
  most: 2,
  details:
    "planproof diff plan.json, for its change; planproof diff old.json new.json, for two policies\n" +
    "Resources, and roles that are assumed, are reported for each class of callers, the widest first.",
  formats: ["human", "json", "jsonl", "html", ...reviewFormats],
  configured: "sources",
  options: {
    ...failOnOption,
    ...approveOptions,
    ...universeOption,
    ...undecidedOption,
    ...sourceOptions,
    ...hclOption,
    ...outOption,
    ...openOption,
  },
  answer,
};

async function answer(args: Arguments, io: Io): Promise<Attempt<CommandResult>> {
  const approvals = readApprovals(args, io);
  if (!approvals.ok) return approvals;
  const sources = await loadSources(args, io);
  if (!sources.ok) return sources;
  const [before, after = before] = sources.value as readonly [Source, Source?];
  const progress = showProgress(args, io);
  const onTarget = (target: string, index: number, total: number) =>
    progress(`comparing ${target}, ${index + 1} of ${total}`);
  // a source that is named on both sides is loaded once
  const result = await diff(before, args.operands.length === 1 ? undefined : after, {
    universe: readUniverse(args),
    onTarget,
    ...(approvals.value && { approvals: approvals.value, today: readToday(args) }),
  });
  const attempted = attemptOf(result);
  if (!attempted.ok) return attempted;
  const updated = updateApproved(attempted.value, args, io);
  if (!updated.ok) return updated;
  const { unapproved: _, ...found } = updated.value;
  const counts = Object.fromEntries(changeKinds.map((kind) => [kind, sum(found.changes, kind)])) as Record<
    ChangeKind,
    number
  >;
  const page = wantsFormat(args, "html") ? await pageOf(sources.value, found, args) : undefined;
  return attempt({
    exit: diffExit(found, args),
    render: (format, { quiet }) => {
      const whole = {
        ...found,
        changes: found.changes.map(asJson),
        undecided: found.undecided.map(undecidedJson),
        ...(found.chains && { chains: chainsJson(found.chains) }),
        counts,
        ...managedDateIn(sources.value),
      };
      if (format === "json") return printJson(whole);
      if (format === "html") return diffHtml(found, { ...page!, counts });
      if (format === "jsonl") return jsonLines(whole);
      const given = sourceFlags(args);
      const print = findingFormats.get(format);
      if (print === undefined) return human(found, counts, { quiet, given, ...managedDateIn(sources.value) });
      const how = {
        gate: diffGate(args),
        undecided: readUndecided(args),
        locations: locationsIn(sources.value),
      };
      return print(diffFindings(found, { answer: diffInShort(found, counts), given, ...how }));
    },
  });
}

/** Where the targets of some sources are written, by their address; the later source wins. */
function locationsIn(sources: readonly Source[]): ReadonlyMap<string, Location> {
  const targets = sources.flatMap(({ targets, resources, extraction: { earlier } }) => [
    ...(earlier?.gone ?? []),
    ...(earlier?.goneResources ?? []),
    ...resources,
    ...targets,
  ]);
  return new Map(
    targets.flatMap(({ address, location }) =>
      location ? [[printAddress(address), location] as const] : [],
    ),
  );
}

interface WholeJson {
  readonly changes: readonly object[];
  readonly undecided: readonly object[];
}

/** Each change a line, and last what there is of each kind. */
const jsonLines = ({ changes, undecided, ...rest }: WholeJson): string =>
  [
    ...changes.map((one) => ({ type: "change", ...one })),
    ...undecided.map((one) => ({ type: "undecided", ...one })),
    { type: "counts", ...rest },
  ]
    .map(printJsonLine)
    .join("");

/** What the page of a diff shows beyond the changes. */
async function pageOf(
  sources: readonly Source[],
  found: Diff,
  args: Arguments,
): Promise<Omit<DiffPage, "counts">> {
  const [before, after = before] = sources as readonly [Source, Source?];
  const evidence = await gatherEvidence([after], {
    universe: readUniverse(args),
    diff: found,
    ...(after !== before && { before }),
  });
  return { sources: sources.map(({ name }) => name), evidence, given: sourceFlags(args) };
}

/** How many actions changed in this way; a pattern for unlisted ones is one. */
const sum = (changes: readonly AccessChange[], kind: ChangeKind): number =>
  changes.filter(({ change }) => change === kind).reduce((all, { count }) => all + Math.max(count, 1), 0);

const asJson = (change: AccessChange): object => ({ target: change.target, ...changeInJson(change) });

const undecidedJson = (undecided: UndecidedChange): object => {
  const { target, caller, actions } = undecided;
  return {
    target,
    ...(caller && { caller }),
    reason: describeUndecided(undecided),
    ...(actions && { actions }),
  };
};

const chainsJson = ({ undecided, ...chains }: ChainChanges): object => ({
  ...chains,
  undecided: undecided.map((one) => ({
    principals: one.principals,
    reason: describeUndecidedChains(one),
  })),
});

interface DiffLook {
  readonly quiet: boolean;
  readonly given: SourceOptions;
  readonly managedPoliciesDate?: string;
}

function human(found: Diff, counts: ChangeCounts, look: DiffLook): string {
  const details = look.quiet ? [] : [...describeDiff(found, look.given), ...describeManagedDate(look)];
  const blocks = [diffInShort(found, counts), ...details];
  return blocks.map((block) => `${block}\n`).join("\n");
}
