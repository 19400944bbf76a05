import { type Expression, type Part, parseTemplate } from "./hclTemplate.js";
import { member } from "./resource.js";

/** What a template may name and have without planning. */
export interface Scope {
  /** the instance of a for_each; its value may be unknown */
  readonly each?: { readonly key: string; readonly value: unknown };
  /** the instance of a count */
  readonly index?: number;
  /** the values of `locals` as they are written */
  readonly locals: unknown;
}

/** A template that comes to a value, or what is left of it: text with `${...}` for what is open. */
export type Evaluated =
  | { readonly value: unknown }
  | { readonly template: string; readonly open: readonly string[] };

/**
 * Evaluates a string of terraform's JSON syntax as far as its own text tells: literals, `jsonencode` and the
 * conversions to sets and lists, locals, and the key and value of an instance. A `jsonencode` around something
 * open becomes the JSON text it makes, with the open part inside.
 */
export const evaluateTemplate = (text: string, scope: Scope): Evaluated => {
  const parts = parseTemplate(text);
  const [only] = parts;
  const single = parts.length === 1 && typeof only === "object" ? only : undefined;
  const whole = single === undefined ? joined(parts, scope) : evaluate(single, scope);
  if (whole !== undefined) return whole;
  if (single?.source === text) return { template: text, open: [text] };
  return {
    template: parts.map((part) => printPart(part, scope)).join(""),
    open: parts.flatMap(openIn(scope)),
  };
};

/** Known values are boxed, so that null is told from what is not known. */
type Known = { readonly value: unknown };

const evaluate = (expression: Expression, scope: Scope): Known | undefined => {
  switch (expression.kind) {
    case "literal":
      return { value: expression.value };
    case "template":
      return joined(expression.parts, scope);
    case "list":
      return all(expression.items, scope);
    case "object":
      return objectOf(expression.entries, scope);
    case "call":
      return callOf(expression, scope);
    case "choice": {
      const test = evaluate(expression.test, scope);
      return typeof test?.value === "boolean"
        ? evaluate(test.value ? expression.yes : expression.no, scope)
        : undefined;
    }
    case "comparison":
      return compared(expression, scope);
    default:
      return expression.kind === "traversal" ? lookUp(expression.source, scope) : undefined;
  }
};

const compared = (
  { left, right, negated }: Expression & { readonly kind: "comparison" },
  scope: Scope,
): Known | undefined => {
  const [one, other] = [evaluate(left, scope), evaluate(right, scope)];
  const isComparable = [one, other].every((known) => known !== undefined && typeof known.value !== "object");
  return isComparable ? { value: (one?.value === other?.value) !== negated } : undefined;
};

const joined = (parts: readonly Part[], scope: Scope): Known | undefined => {
  const values = parts.map((part) => (typeof part === "string" ? { value: part } : evaluate(part, scope)));
  const isText = (known: Known | undefined): known is Known =>
    known !== undefined && (typeof known.value !== "object" || known.value === null);
  return values.every(isText)
    ? { value: values.map(({ value }) => String(value ?? "")).join("") }
    : undefined;
};

const all = (items: readonly Expression[], scope: Scope): { readonly value: unknown[] } | undefined => {
  const values = items.map((item) => evaluate(item, scope));
  return values.every((known) => known !== undefined)
    ? { value: values.map(({ value }) => value) }
    : undefined;
};

const objectOf = (
  entries: readonly (readonly [Expression, Expression])[],
  scope: Scope,
): Known | undefined => {
  const keys = all(
    entries.map(([key]) => key),
    scope,
  );
  const values = all(
    entries.map(([, value]) => value),
    scope,
  );
  if (keys === undefined || values === undefined) return undefined;
  return { value: Object.fromEntries(keys.value.map((key, at) => [String(key), values.value[at]])) };
};

const conversions = ["toset", "tolist", "tomap", "tostring"];

const callOf = (call: Expression & { readonly kind: "call" }, scope: Scope): Known | undefined => {
  const inputs = all(call.inputs, scope)?.value;
  if (inputs?.length !== 1) return undefined;
  if (call.name === "jsonencode") return { value: JSON.stringify(inputs[0]) };
  return conversions.includes(call.name) ? { value: inputs[0] } : undefined;
};

const lookUp = (source: string, { each, index, locals }: Scope): Known | undefined => {
  const [head, name = "", ...rest] = source.split(/[.[\]"]+/).filter((step) => step !== "");
  if (head === "count") return boxed(index);
  if (head === "local") return walk(member(locals, name), rest, { locals: without(locals, name) });
  if (head !== "each" || each === undefined) return undefined;
  return name === "key" ? boxed(each.key) : walk(each.value, rest, { locals });
};

/** A local that refers to itself would never end; terraform refuses it. */
const without = (locals: unknown, name: string): unknown =>
  Object.fromEntries(Object.entries(locals ?? {}).filter(([key]) => key !== name));

const boxed = (value: unknown): Known | undefined => (value === undefined ? undefined : { value });

/** The value behind a path; a text on the way may be a template itself. */
const walk = (from: unknown, path: readonly string[], scope: Scope): Known | undefined => {
  if (Array.isArray(from) && path.length === 0) return all(from.map(literal), scope);
  const here = typeof from === "string" ? knownIn(evaluateTemplate(from, scope)) : from;
  const [step, ...rest] = path;
  if (step !== undefined) return walk(member(here, step), rest, scope);
  return typeof here === "object" && here !== null && !Array.isArray(here)
    ? objectOf(
        Object.entries(here).map(([key, value]) => [literal(key), literal(value)]),
        scope,
      )
    : boxed(here);
};

const knownIn = (evaluated: Evaluated): unknown => ("value" in evaluated ? evaluated.value : undefined);

/** What JSON holds as an expression: a text is a template. */
const literal = (value: unknown): Expression => {
  const source = JSON.stringify(value) ?? "null";
  if (typeof value === "string") return { kind: "template", parts: parseTemplate(value), source };
  if (Array.isArray(value)) return { kind: "list", items: value.map(literal), source };
  if (typeof value !== "object" || value === null)
    return { kind: "literal", value: value as number | boolean | null, source };
  const entries = Object.entries(value).map(([key, inner]) => [literal(key), literal(inner)] as const);
  return { kind: "object", entries, source };
};

const escaped = (text: string): string => text.replace(/[$%]\{/g, (mark) => mark[0] + mark);

const printPart = (part: Part, scope: Scope): string => {
  if (typeof part === "string") return escaped(part);
  const known = evaluate(part, scope);
  if (known !== undefined && typeof known.value !== "object") return escaped(String(known.value));
  const [input] = part.kind === "call" && part.name === "jsonencode" ? part.inputs : [];
  return input === undefined ? printLocal(part.source, scope) : printJson(input, scope);
};

/** An expression as it is; a local that is a text in its own words. */
const printLocal = (source: string, { locals }: Scope): string => {
  const [, name = ""] = /^local\.([\w-]+)$/.exec(source) ?? [];
  const text = member(locals, name);
  const inner =
    typeof text === "string" ? evaluateTemplate(text, { locals: without(locals, name) }) : undefined;
  return inner !== undefined && "template" in inner ? inner.template : `\${${source}}`;
};

/** The template of the JSON text that `jsonencode` makes of an expression. */
const printJson = (expression: Expression, scope: Scope): string => {
  const known = evaluate(expression, scope);
  if (known !== undefined) return escaped(JSON.stringify(known.value));
  const print = (inner: Expression) => printJson(inner, scope);
  if (expression.kind === "list") return `[${expression.items.map(print).join(",")}]`;
  if (expression.kind === "object")
    return `{${expression.entries.map(([key, value]) => `${print(key)}:${print(value)}`).join(",")}}`;
  if (expression.kind !== "template") return `\${jsonencode(${expression.source})}`;
  const parts = expression.parts.map((part) =>
    typeof part === "string" ? escaped(JSON.stringify(part).slice(1, -1)) : printPart(part, scope),
  );
  return `"${parts.join("")}"`;
};

/** The sources of the expressions that keep a template open. */
const openIn =
  (scope: Scope) =>
  (part: Part): readonly string[] =>
    typeof part === "string" || evaluate(part, scope) !== undefined ? [] : [part.source];
