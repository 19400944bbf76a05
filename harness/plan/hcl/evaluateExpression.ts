import { parseTraversal } from "../resources/traversal.js";
import { callFunction, fileReason } from "./callFunction.js";
import { evaluateLoop } from "./evaluateLoop.js";
import { largestValue, nested, spend, valueSize } from "./evaluationBudget.js";
import type { Expression, Part } from "./expression.js";
import { expressionReferences } from "./expressionReferences.js";
import {
  failed,
  isCounted,
  isKnown,
  isList,
  type Key,
  Open,
  openFrom,
  type PartialMap,
  type PartialValue,
  walk,
} from "./partialValue.js";
import type { Scope } from "./scope.js";
import { concatStrings } from "./stringOf.js";
import { staysSameType } from "./unifyTypes.js";

/**
 * The value of an expression as far as its names tell. What is not understood is open, and hangs on everything
 * it refers to.
 */
export function evaluateExpression(expression: Expression, names: Scope): PartialValue {
  const evaluator = evaluators[expression.kind] as Evaluator<Expression["kind"]>;
  if (!spend(1)) return openFrom(expression.source, []);
  const value = nested(() => evaluator(expression as never, names));
  const weight = value === undefined ? 0 : valueSize(value);
  // what a name stands for is there already
  const isPaid = expression.kind === "traversal" || spend(weight);
  return value === undefined || weight > largestValue || !isPaid ? left(expression, names) : value;
}

type Evaluator<Kind extends Expression["kind"]> = (
  expression: Extract<Expression, { readonly kind: Kind }>,
  names: Scope,
) => PartialValue | undefined;

const evaluators: { readonly [Kind in Expression["kind"]]: Evaluator<Kind> } = {
  literal: ({ value }) => value,
  template: ({ parts }, names) => evaluateParts(parts, names),
  list: ({ items }, names) => allOf(items.map((item) => evaluateExpression(item, names))),
  object: ({ entries }, names) => evaluateObject(entries, names),
  call: (call, names) => evaluateCall(call, names),
  traversal: ({ root, keys }, names) => {
    const path = keysOf(keys, names);
    return path && names(root, path, root + keys.map((key, at) => printKey(key, path[at]!)).join(""));
  },
  access: ({ of, keys }, names) => {
    const path = keysOf(keys, names);
    return path && walk(evaluateExpression(of, names), path);
  },
  splat: ({ of, keys, source }, names) => {
    const path = keysOf(keys, names);
    const value = evaluateExpression(of, names);
    if (value === failed || path === undefined) return path && failed;
    if (value instanceof Open) return openFrom(source, [value]);
    if (value === null) return [];
    return allOf((isList(value) ? value : [value]).map((item) => splatItem(item, path)));
  },
  choice: ({ test, yes, no }, names) => {
    const answer = evaluateExpression(test, names);
    if (typeof answer !== "boolean") return answer === failed ? failed : undefined;
    const [chosen, other] = [yes, no].map((branch) => evaluateExpression(branch, names));
    return answer ? ifKept(chosen!, other!) : ifKept(other!, chosen!);
  },
  operation: ({ operator, operands }, names) => {
    const values = operands.map((operand) => evaluateExpression(operand, names));
    return values.includes(failed) ? failed : operate(operator, values);
  },
  loop: (loop, names) => evaluateLoop(loop, names, evaluateExpression),
  other: () => undefined,
};

/** What an expression is when it is left open. */
function left(expression: Expression, names: Scope): Open {
  const causes = expressionReferences(expression.source).map((reference) => behind(reference, names));
  const reason = expression.kind === "call" ? fileReason(expression.name) : undefined;
  const { about } = openFrom(expression.source, causes);
  return new Open({ ...about, ...(reason !== undefined && { reason }) });
}

function behind(reference: string, names: Scope): PartialValue {
  const [root, ...steps] = (parseTraversal(reference) ?? []).map((step) =>
    "name" in step ? step.name : step.key,
  );
  return root === undefined ? failed : names(String(root), steps, reference);
}

/** The parts of a template; one alone is what it is, of any type. */
export function evaluateParts(parts: readonly Part[], names: Scope): PartialValue | undefined {
  const values = parts.map((part) =>
    typeof part === "string" ? part.normalize() : evaluateExpression(part, names),
  );
  return values.length === 1 ? values[0] : concatStrings(values);
}

const allOf = (values: readonly PartialValue[]): PartialValue => (values.includes(failed) ? failed : values);

function evaluateObject(
  entries: readonly (readonly [Expression, Expression])[],
  names: Scope,
): PartialValue | undefined {
  const keys = entries.map(([key]) => concatStrings([evaluateExpression(key, names)]));
  const values = entries.map(([, value]) => evaluateExpression(value, names));
  if ([...keys, ...values].includes(failed)) return failed;
  if (!keys.every((key) => typeof key === "string")) return undefined;
  return Object.fromEntries(keys.map((key, at) => [key, values[at]!])) as PartialMap;
}

function evaluateCall(
  call: Extract<Expression, { readonly kind: "call" }>,
  names: Scope,
): PartialValue | undefined {
  const inputs = call.inputs.map((input) => evaluateExpression(input, names));
  const last = inputs.at(-1);
  if (!call.spreads || last === undefined) return callFunction(call.name, inputs);
  return isCounted(last) ? callFunction(call.name, [...inputs.slice(0, -1), ...last]) : undefined;
}

function keysOf(keys: readonly Expression[], names: Scope): readonly Key[] | undefined {
  const path = keys.map((key) => evaluateExpression(key, names));
  return path.every((key) => typeof key === "string" || typeof key === "number") ? path : undefined;
}

/** As terraform prints it: `.name`, and in brackets what stood in brackets. */
const printKey = ({ kind }: Expression, key: Key): string =>
  kind === "literal" && typeof key === "string" ? `.${key}` : `[${JSON.stringify(key)}]`;

const splatItem = (item: PartialValue, path: readonly Key[]): PartialValue =>
  item instanceof Open && item.about.isMany === true ? item : walk(item, path);

/** Both branches become one type, which may change the value: `true ? 5 : "x"` is a text. */
const ifKept = (chosen: PartialValue, other: PartialValue): PartialValue | undefined =>
  chosen === failed || staysSameType(chosen, other) ? chosen : undefined;

type Operate = (left: PartialValue, right: PartialValue | undefined) => PartialValue | undefined;

const isScalar = (value: PartialValue | undefined): boolean =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

/** Texts are not numbers here: `"5" == 5` is false. */
const equals: Operate = (left, right) => {
  if (isScalar(left) && isScalar(right)) return left === right;
  const [empty, full] = left === null ? [left, right] : [right, left];
  if (empty !== null || full === undefined) return undefined;
  return full === null || (isKnown(full) ? false : undefined);
};

const not = (value: PartialValue | undefined): boolean | undefined =>
  typeof value === "boolean" ? !value : undefined;

const numbers =
  (make: (left: number, right: number) => number | boolean): Operate =>
  (left, right) =>
    typeof left === "number" && typeof right === "number" ? make(left, right) : undefined;

const booleans =
  (make: (left: boolean, right: boolean) => boolean): Operate =>
  (left, right) =>
    typeof left === "boolean" && typeof right === "boolean" ? make(left, right) : undefined;

const operations: Readonly<Record<string, Operate>> = {
  "==": equals,
  "!=": (left, right) => not(equals(left, right)),
  "!": not,
  "&&": booleans((left, right) => left && right),
  "||": booleans((left, right) => left || right),
  "<": numbers((left, right) => left < right),
  "<=": numbers((left, right) => left <= right),
  ">": numbers((left, right) => left > right),
  ">=": numbers((left, right) => left >= right),
};

/** Arithmetic is left open: no policy is made of it. */
const operate = (operator: string, [left, right]: readonly PartialValue[]): PartialValue | undefined =>
  left === undefined ? undefined : operations[operator]?.(left, right);
