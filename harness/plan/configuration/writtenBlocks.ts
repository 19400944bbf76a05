import { ownMember } from "../../../policies/text/ownMember.js";
import { compareUtf8 } from "../hcl/compareUtf8.js";
import { isCounted, isKnown, isMap, type PartialValue, unknownFrom } from "../hcl/partialValue.js";
import { extendScope, type Scope } from "../hcl/scope.js";
import { isMarked } from "../resources/resource.js";
import { expressionValue } from "./moduleScope.js";

/** A block as it is written, with the names that its expressions may use. */
export interface WrittenBlock {
  readonly expressions: unknown;
  readonly names: Scope;
}

/** The blocks of one name. */
export interface WrittenBlocks {
  readonly blocks: readonly WrittenBlock[];
  /** false where the order is unknown: those written out first, or those that `dynamic` makes */
  readonly isOrdered: boolean;
  /** true where some are made by `dynamic`, which a plan alone does not show */
  readonly isMade: boolean;
}

/** The value of an attribute; undefined where only its references are known. */
export const writtenValueOf = (
  { expressions, names }: WrittenBlock,
  name: string,
): PartialValue | undefined => expressionValue(ownMember(expressions, name), names);

/**
 * The blocks of a name inside a block, those that `dynamic` makes written out; undefined where it is not known
 * how many these are.
 *
 * Source: https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks
 */
export function writtenBlocks(outer: WrittenBlock, name: string): WrittenBlocks | undefined {
  const { expressions, names } = outer;
  const written = ownMember(expressions, name);
  const isBlock =
    ownMember(written, "references") === undefined && ownMember(written, "constant_value") === undefined;
  const plain = written === undefined || !isBlock ? [] : [written].flat();
  const dynamics = [ownMember(ownMember(expressions, "dynamic"), name) ?? []].flat();
  const made = dynamics.map((dynamic) => madeBlocks(dynamic, names));
  if (!made.every((blocks) => blocks !== undefined)) return undefined;
  return {
    blocks: [...plain.map((own) => ({ expressions: own, names })), ...made.flat()],
    isOrdered: dynamics.length === 0 || (dynamics.length === 1 && plain.length === 0),
    isMade: dynamics.length > 0,
  };
}

function madeBlocks(dynamic: unknown, names: Scope): readonly WrittenBlock[] | undefined {
  const over = expressionValue(ownMember(dynamic, "for_each"), names);
  const iterator = String(ownMember(dynamic, "iterator"));
  const make = (key: PartialValue, value: PartialValue): WrittenBlock => ({
    expressions: ownMember(dynamic, "content"),
    names: extendScope(names, { [iterator]: { key, value } }),
  });
  if (over === undefined) return undefined;
  if (isMap(over)) {
    return Object.keys(over)
      .toSorted(compareUtf8)
      .map((key) => make(key, over[key]!));
  }
  // it is unknown whether it is a set, whose keys are its values
  return isCounted(over) ? over.map((value) => make(unknownFrom(`${iterator}.key`, []), value)) : undefined;
}

/** A block of a plan: its values, and a mask that is true where they are known only after apply. */
export interface PlannedBlock {
  readonly values: unknown;
  readonly mask: unknown;
}

/**
 * For each block of a plan the one that was written for it; undefined where that is unknown. A plan sorts
 * some kinds of blocks, so position counts only in a `list`; else what is known must fit one block, and no other.
 */
export function matchBlocks(
  planned: readonly PlannedBlock[],
  written: WrittenBlocks | undefined,
  kind: "list" | "set",
): readonly (WrittenBlock | undefined)[] {
  const { blocks = [], isOrdered = false } = written ?? {};
  const isZipped =
    planned.length === blocks.length && ((kind === "list" && isOrdered) || blocks.length === 1);
  if (isZipped) return blocks;
  const fitting = planned.map((block) => blocks.filter((candidate) => fits(block, candidate)));
  const claims = fitting.flat();
  return fitting.map(([only, ...others]) => {
    const isOne = only !== undefined && others.length === 0;
    return isOne && claims.indexOf(only) === claims.lastIndexOf(only) ? only : undefined;
  });
}

const fits = ({ values, mask }: PlannedBlock, written: WrittenBlock): boolean =>
  told.every((name) => {
    if (mask === true || hasMark(ownMember(mask, name))) return true;
    const expression = ownMember(written.expressions, name);
    const value = expression === undefined ? null : writtenValueOf(written, name);
    return value === undefined || !isKnown(value) || normal(value) === normal(ownMember(values, name));
  });

/** The attributes that distinguish blocks: those of a statement, of principals and of a condition. */
const told = [
  "sid",
  "effect",
  "actions",
  "not_actions",
  "resources",
  "not_resources",
  "type",
  "identifiers",
  "test",
  "variable",
  "values",
];

const hasMark = (mask: unknown): boolean =>
  isMarked(mask, []) || (typeof mask === "object" && mask !== null && Object.values(mask).some(hasMark));

/** A list may be a set, and an empty one is as good as none. */
function normal(value: unknown): string {
  const all = [value ?? []].flat().map(String);
  return JSON.stringify([...new Set(all)].toSorted());
}
