import type { ChangedAccess } from "../corpus/changedAccess.js";
import type { TargetDrift, TargetReplay, UndecidedTarget } from "../corpus/replayAgainst.js";
import { alignColumns, type Line } from "./alignColumns.js";
import { many } from "./describeTargets.js";
import { describeUnless } from "./describeUnless.js";
import { describeContext, describeDecision } from "./describeWitness.js";
import { escapeControls } from "./escapeControls.js";
import { heldCases } from "./heldCases.js";
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
    ...(others.length === 0
      ? []
      : [["more", `${many(others.length, "more case", "more cases")} of this target`] as const]),
  ]);
}

const requestLines = ({ request }: Required<Pick<UndecidedTarget, "request">>): readonly Line[] => [
  ["action", request.action],
  ["resource", request.resource],
  ...describeContext(request),
];

/** The parts of the answer in short: `2 drifted, 1 undecided, 270 of 273 cases hold`. */
export function countReplay(replay: Omit<TargetReplay, "unreadable" | "asked">, unreadable: number): string {
  const { drifted, missingTargets, newTargets, changes } = replay;
  const added = changes.filter(({ change }) => change === "added").length;
  const [undecided, unknown] = undecidedCounts(replay.undecided);
  const counted: readonly (readonly [count: number, one: string, more?: string])[] = [
    [drifted.length, "drifted", "drifted"],
    [added, "action with new access", "actions with new access"],
    [changes.length - added, "action with less access", "actions with less access"],
    [missingTargets.length, "missing target"],
    [newTargets.length, "new target"],
    [unknown, "new target that is partly unknown", "new targets that are partly unknown"],
    [undecided, "undecided", "undecided"],
    [unreadable, "unreadable", "unreadable"],
  ];
  const parts = counted.filter(([count]) => count > 0).map((part) => many(...part));
  return [...parts, heldCases(replay, unreadable)].join(", ");
}

/** How many cases are undecided, and how many targets without a case are partly unknown. */
export function undecidedCounts(some: readonly UndecidedTarget[]): readonly [cases: number, targets: number] {
  const cases = some.filter(({ id }) => id !== undefined).length;
  return [cases, some.length - cases];
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
