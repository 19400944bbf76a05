import { parseTraversal } from "../resources/parseTraversal.js";
import { callFunction, fileReason } from "./callFunction.js";
import { evaluateLoop } from "./evaluateLoop.js";
import { type Evaluation, largestValue } from "./evaluation.js";
import type { Expression, Part } from "./expression.js";
import { expressionReferences } from "./expressionReferences.js";
import {
  failed,
  isCounted,
  isKnown,
  isList,
  type Key,
  type PartialMap,
  type PartialValue,
  Unknown,
  unknownFrom,
  walk,
} from "./partialValue.js";
import type { Scope } from "./scope.js";
import { concatStrings } from "./stringOf.js";
import { staysSameType } from "./unifyTypes.js";

/**
 * The value of an expression. What is not understood is unknown, and depends on everything
 * it refers to.
 */
export function evaluateExpression(
  expression: Expression,
  names: Scope,
  evaluation: Evaluation,
): PartialValue {
  const evaluator = evaluators[expression.kind] as Evaluator<Expression["kind"]>;
  if (!evaluation.spend(1)) return unknownFrom(expression.source, []);
  const value = evaluation.nested(() => evaluator(expression as never, names, evaluation));
  const size = value === undefined ? 0 : evaluation.sizeOf(value);
  // the value of a name is there already
  const isPaid = expression.kind === "traversal" || evaluation.spend(size);
  return value === undefined || size > largestValue || !isPaid ? left(expression, names, evaluation) : value;
}

type Evaluator<Kind extends Expression["kind"]> = (
  expression: Extract<Expression, { readonly kind: Kind }>,
  names: Scope,
  evaluation: Evaluation,
) => PartialValue | undefined;

const evaluators: { readonly [Kind in Expression["kind"]]: Evaluator<Kind> } = {
  literal: ({ value }) => value,
  template: ({ parts }, names, evaluation) => evaluateParts(parts, names, evaluation),
  list: ({ items }, names, evaluation) =>
    allOf(items.map((item) => evaluateExpression(item, names, evaluation))),
  object: ({ entries }, names, evaluation) => evaluateObject(entries, names, evaluation),
  call: (call, names, evaluation) => evaluateCall(call, names, evaluation),
  traversal: ({ root, keys }, names, evaluation) => {
    const path = keysOf(keys, names, evaluation);
    return (
      path &&
      names(
        { root, path, source: root + keys.map((key, at) => printKey(key, path[at]!)).join("") },
        evaluation,
      )
    );
  },
  access: ({ of, keys }, names, evaluation) => {
    const path = keysOf(keys, names, evaluation);
    return path && walk(evaluateExpression(of, names, evaluation), path);
  },
  splat: ({ of, keys, source }, names, evaluation) => {
    const path = keysOf(keys, names, evaluation);
    const value = evaluateExpression(of, names, evaluation);
    if (value === failed || path === undefined) return path && failed;
    if (value instanceof Unknown) return unknownFrom(source, [value]);
    if (value === null) return [];
    return allOf((isList(value) ? value : [value]).map((item) => splatItem(item, path)));
  },
  choice: ({ test, yes, no }, names, evaluation) => {
    const answer = evaluateExpression(test, names, evaluation);
    if (typeof answer !== "boolean") return answer === failed ? failed : undefined;
    const [chosen, other] = [yes, no].map((branch) => evaluateExpression(branch, names, evaluation));
    return answer ? ifKept(chosen!, other!, evaluation) : ifKept(other!, chosen!, evaluation);
  },
  operation: ({ operator, operands }, names, evaluation) => {
    const values = operands.map((operand) => evaluateExpression(operand, names, evaluation));
    return values.includes(failed) ? failed : operate(operator, values);
  },
  loop: (loop, names, evaluation) => evaluateLoop(loop, names, { evaluation, evaluate: evaluateExpression }),
  other: () => undefined,
};

/** The unknown value of an expression that is not evaluated. */
function left(expression: Expression, names: Scope, evaluation: Evaluation): Unknown {
  const causes = expressionReferences(expression.source).map((reference) =>
    behind(reference, names, evaluation),
  );
  const reason = expression.kind === "call" ? fileReason(expression.name) : undefined;
  const { about } = unknownFrom(expression.source, causes);
  return new Unknown({ ...about, ...(reason !== undefined && { reason }) });
}

function behind(reference: string, names: Scope, evaluation: Evaluation): PartialValue {
  const [root, ...steps] = (parseTraversal(reference) ?? []).map((step) =>
    "name" in step ? step.name : step.key,
  );
  return root === undefined
    ? failed
    : names({ root: String(root), path: steps, source: reference }, evaluation);
}

/** The parts of a template; one alone is what it is, of any type. */
export function evaluateParts(
  parts: readonly Part[],
  names: Scope,
  evaluation: Evaluation,
): PartialValue | undefined {
  const values = parts.map((part) =>
    typeof part === "string" ? part.normalize() : evaluateExpression(part, names, evaluation),
  );
  return values.length === 1 ? values[0] : concatStrings(values, evaluation);
}

const allOf = (values: readonly PartialValue[]): PartialValue => (values.includes(failed) ? failed : values);

function evaluateObject(
  entries: readonly (readonly [Expression, Expression])[],
  names: Scope,
  evaluation: Evaluation,
): PartialValue | undefined {
  const keys = entries.map(([key]) =>
    concatStrings([evaluateExpression(key, names, evaluation)], evaluation),
  );
  const values = entries.map(([, value]) => evaluateExpression(value, names, evaluation));
  if ([...keys, ...values].includes(failed)) return failed;
  if (!keys.every((key) => typeof key === "string")) return undefined;
  return Object.fromEntries(keys.map((key, at) => [key, values[at]!])) as PartialMap;
}

function evaluateCall(
  call: Extract<Expression, { readonly kind: "call" }>,
  names: Scope,
  evaluation: Evaluation,
): PartialValue | undefined {
  const inputs = call.inputs.map((input) => evaluateExpression(input, names, evaluation));
  const last = inputs.at(-1);
  if (!call.spreads || last === undefined) return callFunction(call.name, inputs, evaluation);
  return isCounted(last) ? callFunction(call.name, [...inputs.slice(0, -1), ...last], evaluation) : undefined;
}

function keysOf(
  keys: readonly Expression[],
  names: Scope,
  evaluation: Evaluation,
): readonly Key[] | undefined {
  const path = keys.map((key) => evaluateExpression(key, names, evaluation));
  return path.every((key) => typeof key === "string" || typeof key === "number") ? path : undefined;
}

/** As terraform prints it: `.name`, and in brackets what was in brackets. */
const printKey = ({ kind }: Expression, key: Key): string =>
  kind === "literal" && typeof key === "string" ? `.${key}` : `[${JSON.stringify(key)}]`;

const splatItem = (item: PartialValue, path: readonly Key[]): PartialValue =>
  item instanceof Unknown && item.about.isMany === true ? item : walk(item, path);

/** Both branches become one type, which may change the value: `true ? 5 : "x"` is a string. */
const ifKept = (
  chosen: PartialValue,
  other: PartialValue,
  evaluation: Evaluation,
): PartialValue | undefined =>
  chosen === failed || staysSameType(chosen, other, evaluation) ? chosen : undefined;

type Operate = (left: PartialValue, right: PartialValue | undefined) => PartialValue | undefined;

const isScalar = (value: PartialValue | undefined): boolean =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

/** Strings are not numbers here: `"5" == 5` is false. */
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

/** Arithmetic is not evaluated: no policy is made of it. */
const operate = (operator: string, [left, right]: readonly PartialValue[]): PartialValue | undefined =>
  left === undefined ? undefined : operations[operator]?.(left, right);
