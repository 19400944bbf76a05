import { referencesIn } from "./configuration.js";
import { isMarked, member, type Resource } from "./resource.js";

type Json = Readonly<Record<string, unknown>>;

/** Arguments of a data source `aws_iam_policy_document`, with a mark for each value that is unknown. */
export interface MarkOptions {
  /** what the configuration says of the data source */
  readonly expressions: unknown;
  /** makes the mark of a hole from the references of the expression it stands in */
  readonly mark: (references: readonly string[]) => string;
  /** makes the text of a template, with marks for what it leaves open */
  readonly fill: (template: string) => string;
}

/**
 * Puts marks where the statements of an `aws_iam_policy_document` are known only after apply; undefined where
 * so much is unknown that nothing bounds it: whole statements, or whether one allows or denies.
 *
 * A list that is unknown as a whole becomes a list of one mark: a hole stands for any number of values. Where
 * the configuration has the text of a template, it is filled instead.
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
    markStatement({ values, mask: member(masks, index) }, (name) =>
      isZipped ? member(written[index], name) : { references: referencesIn(written) },
    )(options),
  );
  return marked.every((statement) => statement !== undefined) ? marked : undefined;
};

interface Block {
  readonly values: unknown;
  /** true where a value is known only after apply */
  readonly mask: unknown;
}

type Written = (attribute: string) => unknown;

const markStatement =
  ({ values, mask }: Block, written: Written) =>
  (options: MarkOptions): Json | undefined => {
    if (mask === true || typeof values !== "object" || values === null) return undefined;
    if (member(mask, "effect") === true) return undefined;
    const list = (name: string) => markList({ values, mask }, { name, expression: written(name), options });
    const blocks = (name: string, make: MakeBlock) =>
      markBlocks({ values, mask }, { name, expression: written(name), options, make });
    return {
      ...values,
      ...Object.fromEntries(stringLists.map((name) => [name, list(name)])),
      ...Object.fromEntries(principalLists.map((name) => [name, blocks(name, markPrincipal)])),
      condition: blocks("condition", markCondition),
    };
  };

const stringLists = ["actions", "not_actions", "resources", "not_resources"];
const principalLists = ["principals", "not_principals"];

interface Attribute {
  readonly name: string;
  /** what the configuration says of it */
  readonly expression: unknown;
  readonly options: MarkOptions;
}

const markOf = ({ expression, options }: Omit<Attribute, "name">): string =>
  options.mark(referencesIn(expression));

/** Terraform up to 0.12 leaves unknown elements out of the list, so that the mask is longer. */
const markList = ({ values: block, mask }: Block, attribute: Attribute): unknown => {
  const hidden = member(mask, attribute.name);
  const values = member(block, attribute.name);
  const masks: readonly unknown[] = Array.isArray(hidden) ? hidden : [];
  const isOpen = hidden === true || masks.includes(true) || (Array.isArray(values) && values.includes(null));
  if (!isOpen) return values;
  const templates = templatesOf(attribute.expression);
  if (templates !== undefined) return templates.map(attribute.options.fill);
  if (hidden === true || !Array.isArray(values)) return [markOf(attribute)];
  if (masks.length > values.length) {
    const missing = masks.filter((masked) => masked === true).map(() => markOf(attribute));
    return [...values.filter((value) => typeof value === "string"), ...missing];
  }
  return values.map((value, index) => (masks[index] === true || value === null ? markOf(attribute) : value));
};

/** The texts of a list with references in it; terraform keeps none, other readers do. */
const templatesOf = (expression: unknown): readonly string[] | undefined => {
  const texts = member(expression, "constant_value");
  const isList = Array.isArray(texts) && texts.every((text) => typeof text === "string");
  return isList && member(expression, "references") !== undefined ? texts : undefined;
};

type MakeBlock = (block: Block, attribute: Omit<Attribute, "name">) => Json;

const markBlocks = (
  { values: block, mask }: Block,
  { name, expression, options, make }: Attribute & { readonly make: MakeBlock },
): unknown => {
  const hidden = member(mask, name);
  if (hidden === true) return [make({ values: {}, mask: true }, { expression, options })];
  const blocks = member(block, name);
  if (!Array.isArray(blocks)) return blocks;
  const all = { references: referencesIn(expression) };
  return blocks.map((values: unknown, index) => {
    const own = (Array.isArray(expression) ? expression : []).filter((one) => isSame(values, one));
    return make(
      { values, mask: member(hidden, index) },
      { expression: own.length === 1 ? own[0] : all, options },
    );
  });
};

/** Blocks are sorted in a plan: type, test and key tell which is which. */
const isSame = (values: unknown, expression: unknown): boolean =>
  ["type", "test", "variable"].every(
    (name) => member(values, name) === member(member(expression, name), "constant_value"),
  );

const isHidden = ({ values, mask }: Block, name: string): boolean =>
  mask === true || member(mask, name) === true || member(values, name) === undefined;

/** The list inside a block; all the block refers to where the list is not told apart. */
const innerList = (block: Block, name: string, { expression, options }: Omit<Attribute, "name">): unknown => {
  const inner = member(expression, name) ?? { references: referencesIn(expression) };
  const attribute = { name, expression: inner, options };
  if (block.mask !== true && member(block.values, name) !== undefined) return markList(block, attribute);
  return markList({ values: {}, mask: { [name]: true } }, attribute);
};

/** A principal of unknown type may be anyone; its mark does for both. */
const markPrincipal: MakeBlock = (block, attribute) =>
  isHidden(block, "type")
    ? { type: "AWS", identifiers: [markOf(attribute)] }
    : { type: member(block.values, "type"), identifiers: innerList(block, "identifiers", attribute) };

/** A condition of unknown test may ask for anything, as one of unknown key does: the mark for its key does for both. */
const markCondition: MakeBlock = (block, attribute) => {
  const knowsTest = !isHidden(block, "test");
  const knowsKey = knowsTest && !isHidden(block, "variable");
  return {
    test: knowsTest ? member(block.values, "test") : "StringEquals",
    variable: knowsKey ? member(block.values, "variable") : markOf(attribute),
    values: innerList(block, "values", attribute),
  };
};
