import type { ChangedAccess } from "../corpus/changedAccess.js";
import type { TargetDrift, TargetReplay, UndecidedTarget } from "../corpus/replayAgainst.js";
import { alignColumns, type Line } from "./alignColumns.js";
import { describeUnless } from "./describeUnless.js";
import { describeContext, describeDecision } from "./describeWitness.js";
import { escapeControls } from "./escapeControls.js";
import { describeHoles } from "./reasonOf.js";

/** A case that drifted, as indented lines: its request, and which statements decided it then and decide it now. */
export function describeDrift(drift: TargetDrift): readonly string[] {
  const { expected, actual, statements, statementsBefore = [], unless = [] } = drift;
  return alignColumns([
    ...requestLines(drift),
    ["then", describeDecision(expected, statementsBefore)],
    ["now", describeDecision(actual, statements)],
    ...(unless.length === 0 ? [] : [["unless", describeUnless(unless)] as const]),
  ]);
}

/** Access that no case asks about, as indented lines. */
export const describeChangedAccess = (changed: ChangedAccess): readonly string[] =>
  alignColumns([
    ...requestLines(changed),
    ["then", describeDecision(changed.was, changed.statementsBefore)],
    ["now", describeDecision(changed.actual, changed.statements)],
  ]);

/** What is undecided of one target: the first of its cases, and what is unknown, as indented lines. */
export function describeUndecidedCases([first, ...others]: readonly UndecidedTarget[]): readonly string[] {
  if (first === undefined) return [];
  const { request, expected, holes } = first;
  const [hole] = holes;
  return alignColumns([
    ...(request === undefined ? [] : requestLines({ request })),
    ...(expected === undefined ? [] : [["then", describeDecision(expected, [])] as const]),
    ["now", `undecided: ${describeHoles(holes)}`],
    ...(hole === undefined ? [] : [["remedy", hole.remedy] as const]),
    ...(others.length === 0 ? [] : [["more", `${others.length} more cases of this target`] as const]),
  ]);
}

const requestLines = ({ request }: Required<Pick<UndecidedTarget, "request">>): readonly Line[] => [
  ["action", request.action],
  ["resource", request.resource],
  ...describeContext(request),
];

/** The parts of the answer in short: `2 drifted, 1 undecided, 270 of 273 cases hold`. */
export function countReplay(replay: Omit<TargetReplay, "unreadable" | "asked">, unreadable: number): string {
  const { total, matched, drifted, undecided, missingTargets, newTargets, changes } = replay;
  const added = changes.filter(({ change }) => change === "added").length;
  const counted: readonly (readonly [number, string])[] = [
    [drifted.length, "drifted"],
    [added, added === 1 ? "action with new access" : "actions with new access"],
    [
      changes.length - added,
      changes.length - added === 1 ? "action with less access" : "actions with less access",
    ],
    [missingTargets.length, missingTargets.length === 1 ? "missing target" : "missing targets"],
    [newTargets.length, newTargets.length === 1 ? "new target" : "new targets"],
    [undecided.length, "undecided"],
    [unreadable, "unreadable"],
  ];
  const held =
    matched === total && unreadable === 0
      ? `all ${total} cases hold`
      : `${matched} of ${total}${unreadable === 0 ? "" : " readable"} cases hold`;
  return [...counted.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`), held].join(
    ", ",
  );
}

/** Everything that keeps a replay from passing, with a heading each. */
export function describeReplay(
  replay: Omit<TargetReplay, "unreadable" | "asked">,
  placeOf: PlaceOf,
): readonly string[] {
  const { drifted, undecided, missingTargets, newTargets, changes } = replay;
  return [
    ...drifted.flatMap((one) => [
      escapeControls(`DRIFTED  ${one.target}  ${one.id}  ${placeOf(one)}`),
      ...describeDrift(one),
    ]),
    ...changes.flatMap((one) => [
      escapeControls(`${one.change === "added" ? "NEW ACCESS" : "LESS ACCESS"}  ${one.target}`),
      ...describeChangedAccess(one),
    ]),
    ...missingTargets.map(({ target, cases }) => escapeControls(`MISSING  ${target}  ${missing(cases)}`)),
    ...newTargets.map((target) => escapeControls(`NEW  ${target}  the corpus has no case of it`)),
    ...byTarget(undecided).flatMap((some) => [
      escapeControls(`UNDECIDED  ${some[0]!.target}  ${nameOf(some[0]!, placeOf)}`),
      ...describeUndecidedCases(some),
    ]),
  ];
}

const nameOf = (one: UndecidedTarget, placeOf: PlaceOf): string =>
  one.id === undefined ? "the corpus has no case of it" : `${one.id}  ${placeOf(one)}`;

/** Lists of what is about the same target, in order. */
function byTarget(undecided: readonly UndecidedTarget[]): readonly (readonly UndecidedTarget[])[] {
  const lists = new Map<string, UndecidedTarget[]>();
  for (const one of undecided) lists.set(one.target, [...(lists.get(one.target) ?? []), one]);
  return [...lists.values()];
}

/** Where a case is: `golden.jsonl:12`. */
export type PlaceOf = (one: { readonly line?: number }) => string;

/** Why the cases of a target that a source does not have are not asked. */
export const missing = (cases: number): string =>
  `it is not in the source, so its ${cases === 1 ? "case was" : `${cases} cases were`} not asked`;
