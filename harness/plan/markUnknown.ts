import { referencesIn } from "./configuration.js";
import { isMarked, member, type Resource } from "./resource.js";

type Json = Readonly<Record<string, unknown>>;

/** Makes the mark of a hole from the references of the expression it stands in. */
export type MakeMark = (references: readonly string[]) => string;

/** Arguments of a data source `aws_iam_policy_document`, with a mark for each value that is unknown. */
export interface MarkOptions {
  /** what the configuration says of the data source */
  readonly expressions: unknown;
  readonly mark: MakeMark;
}

/**
 * Puts marks where the statements of an `aws_iam_policy_document` are known only after apply; undefined where
 * so much is unknown that nothing bounds it: whole statements, or whether one allows or denies.
 *
 * A list that is unknown as a whole becomes a list of one mark: a hole stands for any number of values.
 */
export const markStatements = (document: Resource, options: MarkOptions): readonly Json[] | undefined => {
  if (isMarked(document.unknown, ["statement"])) return undefined;
  const statements = member(document.values, "statement") ?? [];
  if (!Array.isArray(statements)) return undefined;
  const masks = member(document.unknown, "statement");
  const written = member(options.expressions, "statement");
  // statements of a `dynamic` block are not in the configuration, so that positions tell nothing then
  const isZipped = Array.isArray(written) && written.length === statements.length;
  const marked = statements.map((values: unknown, index) =>
    markStatement({
      values,
      mask: member(masks, index),
      mark: (name) => options.mark(referencesIn(isZipped ? member(written[index], name) : written)),
    }),
  );
  return marked.every((statement) => statement !== undefined) ? marked : undefined;
};

interface Block {
  readonly values: unknown;
  /** true where a value is known only after apply */
  readonly mask: unknown;
  /** makes the mark of a hole in an attribute of the statement */
  readonly mark: (attribute: string) => string;
}

const markStatement = ({ values, mask, mark }: Block): Json | undefined => {
  if (mask === true || typeof values !== "object" || values === null) return undefined;
  if (member(mask, "effect") === true) return undefined;
  const lists = stringLists.map((name) => [name, markList(values, mask, { name, mark: () => mark(name) })]);
  const principals = principalLists.map((name) => [
    name,
    markBlocks(values, mask, {
      name,
      make: (block, hidden) => markPrincipal(block, hidden, () => mark(name)),
    }),
  ]);
  const condition = markBlocks(values, mask, {
    name: "condition",
    make: (block, hidden) => markCondition(block, hidden, () => mark("condition")),
  });
  return { ...values, ...Object.fromEntries([...lists, ...principals, ["condition", condition]]) };
};

const stringLists = ["actions", "not_actions", "resources", "not_resources"];
const principalLists = ["principals", "not_principals"];

interface ListAttribute {
  readonly name: string;
  readonly mark: () => string;
}

/** Terraform up to 0.12 leaves unknown elements out of the list, so that the mask is longer. */
const markList = (block: unknown, mask: unknown, { name, mark }: ListAttribute): unknown => {
  const hidden = member(mask, name);
  if (hidden === true) return [mark()];
  const values = member(block, name);
  if (!Array.isArray(values)) return values;
  const masks: readonly unknown[] = Array.isArray(hidden) ? hidden : [];
  if (masks.length > values.length) {
    const missing = masks.filter((masked) => masked === true).map(mark);
    return [...values.filter((value) => typeof value === "string"), ...missing];
  }
  return values.map((value, index) => (masks[index] === true || value === null ? mark() : value));
};

interface BlockAttribute {
  readonly name: string;
  /** the block with its marks; asked with nothing for blocks that are unknown altogether */
  readonly make: (block: unknown, mask: unknown) => Json;
}

const markBlocks = (block: unknown, mask: unknown, { name, make }: BlockAttribute): unknown => {
  const hidden = member(mask, name);
  if (hidden === true) return [make({}, true)];
  const blocks = member(block, name);
  return Array.isArray(blocks) ? blocks.map((inner, index) => make(inner, member(hidden, index))) : blocks;
};

const isHidden = (block: unknown, mask: unknown, name: string): boolean =>
  mask === true || member(mask, name) === true || member(block, name) === undefined;

/** A principal of unknown type may be anyone; its mark does for both. */
const markPrincipal = (block: unknown, mask: unknown, mark: () => string): Json => {
  if (isHidden(block, mask, "type")) return { type: "AWS", identifiers: [mark()] };
  if (isHidden(block, mask, "identifiers")) return { type: member(block, "type"), identifiers: [mark()] };
  return {
    type: member(block, "type"),
    identifiers: markList(block, mask, { name: "identifiers", mark }),
  };
};

/** A condition of unknown test may ask for anything, as one of unknown key does: the mark for its key does for both. */
const markCondition = (block: unknown, mask: unknown, mark: () => string): Json => {
  const knowsTest = !isHidden(block, mask, "test");
  const test = knowsTest ? member(block, "test") : "StringEquals";
  const isKey = knowsTest && !isHidden(block, mask, "variable");
  const values = isHidden(block, mask, "values") ? [mark()] : markList(block, mask, { name: "values", mark });
  return { test, variable: isKey ? member(block, "variable") : mark(), values };
};
