import { ownMember } from "../../../policies/text/ownMember.js";
import {
  matchBlocks,
  type PlannedBlock,
  type WrittenBlock,
  writtenBlocks,
  writtenValueOf,
} from "../configuration/writtenBlocks.js";
import { isList, type PartialValue } from "../hcl/partialValue.js";
import { referencesIn } from "../resources/configurationIndex.js";
import type { Resource } from "../resources/resource.js";
import { joinConditions, type MarkedCondition } from "./joinConditions.js";

type Json = Readonly<Record<string, unknown>>;

/** Arguments of a data source `aws_iam_policy_document`, with a mark for each value that is unknown. */
export interface MarkOptions {
  /** how the data source is written */
  readonly written: WrittenBlock;
  /** makes the mark of a hole from the references of the expression it is in */
  readonly mark: (references: readonly string[]) => string;
  /** makes the string of a value, with marks for what is unknown in it */
  readonly text: (value: PartialValue) => string;
}

/**
 * Puts marks where the statements of an `aws_iam_policy_document` are known only after apply; undefined where
 * so much is unknown that nothing bounds it: whole statements, or whether one allows or denies.
 *
 * A list that is unknown as a whole becomes a list of one mark: a hole represents any number of values. Where
 * the configuration has the string of a template, what that evaluates to is there instead.
 */
export function markStatements(document: Resource, options: MarkOptions): readonly Json[] | undefined {
  const blocks = blocksOf({ values: document.values, mask: document.unknown }, "statement");
  const written = writtenBlocks(options.written, "statement");
  if (blocks === undefined && written?.isMade !== true) return undefined;
  const planned = blocks ?? written!.blocks.map(hidden);
  const all = referencesIn(ownMember(options.written.expressions, "statement"));
  const matched = blocks === undefined ? written!.blocks : matchBlocks(planned, written, "list");
  const marked = planned.map((block, index) =>
    markStatement({ block, written: matched[index], all, options }),
  );
  return marked.every((statement) => statement !== undefined) ? marked : undefined;
}

/** The blocks of a name; undefined where it is unknown how many there are. */
function blocksOf({ values, mask }: PlannedBlock, name: string): readonly PlannedBlock[] | undefined {
  const masks = ownMember(mask, name);
  if (mask === true || masks === true) return undefined;
  const blocks = ownMember(values, name);
  return (Array.isArray(blocks) ? blocks : []).map((inner: unknown, index) => ({
    values: inner,
    mask: ownMember(masks, index),
  }));
}

/** A block of which the plan shows nothing: everything written in it is unknown. */
function hidden({ expressions }: WrittenBlock): PlannedBlock & { readonly isHidden: true } {
  const names = [expressions, ownMember(expressions, "dynamic")].flatMap((block) => Object.keys(block ?? {}));
  return { values: {}, mask: Object.fromEntries(names.map((name) => [name, true])), isHidden: true };
}

/** A block of a plan, and what it was made of. */
interface Marking {
  /** hidden where the plan shows nothing of it, and all of it comes from what is written */
  readonly block: PlannedBlock & { readonly isHidden?: boolean };
  /** undefined where that is unknown: then it may depend on all of the references */
  readonly written: WrittenBlock | undefined;
  readonly all: readonly string[];
  readonly options: MarkOptions;
}

function markStatement(marking: Marking): Json | undefined {
  const { values, mask } = marking.block;
  const { written } = marking;
  if ((mask === true || typeof values !== "object" || values === null) && written === undefined)
    return undefined;
  const block = mask === true && written !== undefined ? hidden(written) : marking.block;
  const here = { ...marking, block };
  const effect = isHidden(block, "effect") ? known(here, "effect") : ownMember(values, "effect");
  if (effect === undefined && isHidden(block, "effect")) return undefined;
  return {
    ...(block.values as object),
    ...(isHidden(block, "sid") && known(here, "sid") !== undefined && { sid: known(here, "sid") }),
    effect,
    ...Object.fromEntries(stringLists.map((name) => [name, markList(here, name)])),
    ...Object.fromEntries(principalLists.map((name) => [name, markBlocks(here, name, markPrincipal)])),
    condition: joinConditions(markBlocks(here, "condition", markCondition)).map(conditionBlock),
  };
}

const stringLists = ["actions", "not_actions", "resources", "not_resources"];
const principalLists = ["principals", "not_principals"];

const isHidden = ({ mask }: PlannedBlock, name: string): boolean =>
  mask === true || ownMember(mask, name) === true;

const writtenIn = ({ written }: Marking, name: string): PartialValue | undefined =>
  written && writtenValueOf(written, name);

/** A string that the plan hides and the configuration has. */
function known(marking: Marking, name: string): string | undefined {
  const value = writtenIn(marking, name);
  return typeof value === "string" ? value : undefined;
}

/** The references of an attribute, else of the whole block, else of all there may be. */
function markOf({ written, all, options }: Marking, name?: string): string {
  const block = written?.expressions;
  const own = name === undefined ? block : (ownMember(block, name) ?? block);
  return options.mark(own === undefined ? all : referencesIn(own));
}

function markText(marking: Marking, name: string): string {
  const value = writtenIn(marking, name);
  return value === undefined ? markOf(marking) : marking.options.text(value);
}

/** Terraform up to 0.12 leaves unknown elements out of the list, so that the mask is longer. */
function markList(marking: Marking, name: string): unknown {
  const { values: block, mask } = marking.block;
  const isWhole = isHidden(marking.block, name);
  const values = ownMember(block, name);
  const hiddenItems = ownMember(mask, name);
  const masks: readonly unknown[] = Array.isArray(hiddenItems) ? hiddenItems : [];
  const isOpen = isWhole || masks.includes(true) || (Array.isArray(values) && values.includes(null));
  if (!isOpen) return values;
  const written = writtenIn(marking, name);
  if (written === null) return null;
  if (written !== undefined) return (isList(written) ? written : [written]).map(marking.options.text);
  if (isWhole || !Array.isArray(values)) return [markOf(marking, name)];
  if (masks.length > values.length) {
    const missing = masks.filter((masked) => masked === true).map(() => markOf(marking, name));
    return [...values.filter((value) => typeof value === "string"), ...missing];
  }
  return values.map((value, index) =>
    masks[index] === true || value === null ? markOf(marking, name) : value,
  );
}

type MakeBlock<Block> = (marking: Marking) => Block;

function markBlocks<Block>(marking: Marking, name: string, make: MakeBlock<Block>): readonly Block[] {
  const { written, options, block } = marking;
  const inside = written && writtenBlocks(written, name);
  const isWritten = block.isHidden === true || inside?.isMade === true;
  const own = written === undefined ? marking.all : referencesIn(ownMember(written.expressions, name));
  const blocks = blocksOf(block, name);
  if (blocks === undefined && (inside === undefined || !isWritten)) {
    return [make({ block: { values: {}, mask: true }, written: undefined, all: own, options })];
  }
  const planned = blocks ?? inside!.blocks.map(hidden);
  const matched = blocks === undefined ? inside!.blocks : matchBlocks(planned, inside, "set");
  return planned.map((inner, index) => make({ block: inner, written: matched[index], all: own, options }));
}

const isUntold = (block: PlannedBlock, name: string): boolean =>
  isHidden(block, name) || ownMember(block.values, name) === undefined;

/** The list inside a block. */
function innerList(marking: Marking, name: string): unknown {
  if (!isUntold(marking.block, name)) return markList(marking, name);
  return markList({ ...marking, block: { values: {}, mask: { [name]: true } } }, name);
}

/** A principal of unknown type may be anyone; its mark does for both. */
const markPrincipal: MakeBlock<Json> = (marking) => {
  const { block } = marking;
  const type = isUntold(block, "type") ? known(marking, "type") : ownMember(block.values, "type");
  return type === undefined
    ? { type: "AWS", identifiers: [markOf(marking)] }
    : { type, identifiers: innerList(marking, "identifiers") };
};

const markCondition: MakeBlock<MarkedCondition> = (marking) => {
  const { block } = marking;
  const test = isUntold(block, "test") ? known(marking, "test") : ownMember(block.values, "test");
  const key = isUntold(block, "variable")
    ? markText(marking, "variable")
    : ownMember(block.values, "variable");
  return {
    test: test === undefined ? undefined : String(test),
    variable: test === undefined ? markOf(marking) : String(key),
    values: innerList(marking, "values"),
    mark: () => markOf(marking),
  };
};

/** A condition of unknown test may ask for anything, as one of unknown key does: the mark for its key does for both. */
const conditionBlock = ({ test = "StringEquals", variable, values }: MarkedCondition): Json => ({
  test,
  variable,
  values,
});
