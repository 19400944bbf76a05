import type { OperatorName } from "../../policies/language/policyDocument.js";
import { nearAddresses } from "./nearAddresses.js";
import { nearDates, nearNumbers, type OrderedNeighbors } from "./nearNumbers.js";
import { globShape, patternShape } from "./patternShape.js";
import { opposite, type Pool } from "./pool.js";
import { readable, type Shape } from "./shape.js";
import { flipCase, shapeEdits } from "./shapeEdits.js";

/**
 * For every operator, the values of a context key that one value in a policy distinguishes: those that
 * satisfy it and those that just do not. `Null` is about presence, not about a value: see `conditionPool`.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const nearValues = (operator: Exclude<OperatorName, "Null">, value: string): Pool =>
  table[operator](value);

const around =
  (near: (text: string) => OrderedNeighbors, holds: readonly (keyof OrderedNeighbors)[]) =>
  (text: string): Pool => {
    const values = near(text);
    const sides = ["equal", "below", "above"] as const;
    return {
      inside: sides.filter((side) => holds.includes(side)).flatMap((side) => values[side]),
      outside: [...sides.filter((side) => !holds.includes(side)).flatMap((side) => values[side]), "example"],
    };
  };

const equal = (value: string): Pool => ({ inside: [value], outside: edits([value]) });

const equalAnyCase = (value: string): Pool => ({
  inside: value === flipCase(value) ? [value] : [value, flipCase(value)],
  outside: edits([value]).filter((edit) => edit.toLowerCase() !== value.toLowerCase()),
});

const like =
  (shapeOf: (pattern: string) => Shape) =>
  (pattern: string): Pool => {
    const shape = shapeOf(pattern);
    const blank = shape.map((piece) =>
      typeof piece === "string" || piece.single ? piece : { ...piece, example: "" },
    );
    return { inside: [readable(shape), readable(blank)], outside: edits(shape) };
  };

/** The empty value and one that has nothing to do with it come last. */
function edits(shape: Shape): readonly string[] {
  const fixed = shape.every((piece) => typeof piece === "string") ? readable(shape) : undefined;
  return [...shapeEdits(shape), "other", ""].filter((edit) => edit !== fixed);
}

/** `other` in base64, for a value that is not well-formed base64. */
const binary = (value: string): Pool => ({
  inside: [value],
  outside: ["b3RoZXI=", ""].filter((other) => other !== value),
});

function bool(value: string): Pool {
  const truth = value.toLowerCase();
  const opposed = truth === "true" ? "false" : "true";
  return { inside: [truth, flipCase(truth)], outside: [opposed, "example"] };
}

const not =
  (positive: (value: string) => Pool) =>
  (value: string): Pool =>
    opposite(positive(value));

const number = (...holds: readonly (keyof OrderedNeighbors)[]) => around(nearNumbers, holds);
const date = (...holds: readonly (keyof OrderedNeighbors)[]) => around(nearDates, holds);
const arn = like(patternShape);
const glob = like((pattern) => globShape(pattern));

const table: Readonly<Record<Exclude<OperatorName, "Null">, (value: string) => Pool>> = {
  StringEquals: equal,
  StringNotEquals: not(equal),
  StringEqualsIgnoreCase: equalAnyCase,
  StringNotEqualsIgnoreCase: not(equalAnyCase),
  StringLike: glob,
  StringNotLike: not(glob),
  NumericEquals: number("equal"),
  NumericNotEquals: number("below", "above"),
  NumericLessThan: number("below"),
  NumericLessThanEquals: number("below", "equal"),
  NumericGreaterThan: number("above"),
  NumericGreaterThanEquals: number("above", "equal"),
  DateEquals: date("equal"),
  DateNotEquals: date("below", "above"),
  DateLessThan: date("below"),
  DateLessThanEquals: date("below", "equal"),
  DateGreaterThan: date("above"),
  DateGreaterThanEquals: date("above", "equal"),
  Bool: bool,
  BinaryEquals: binary,
  IpAddress: nearAddresses,
  NotIpAddress: not(nearAddresses),
  ArnEquals: arn,
  ArnNotEquals: not(arn),
  ArnLike: arn,
  ArnNotLike: not(arn),
};
