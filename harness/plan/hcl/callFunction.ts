import { collectionFunctions } from "./collectionFunctions.js";
import { encodeJson } from "./encodeJson.js";
import type { Evaluation } from "./evaluation.js";
import {
  Failed,
  failed,
  isKnown,
  PartialString,
  type PartialValue,
  Unknown,
  unknownFrom,
  unknownsIn,
} from "./partialValue.js";
import { type HclFunction, stringFunctions } from "./stringFunctions.js";
import { stringOf } from "./stringOf.js";
import { staysSameType } from "./unifyTypes.js";

/**
 * What a function of terraform makes of its inputs; undefined for a function that is not known here, and
 * where an unknown input leaves the result unknown.
 *
 * Source: https://developer.hashicorp.com/terraform/language/functions
 */
export function callFunction(
  name: string,
  inputs: readonly PartialValue[],
  evaluation: Evaluation,
): PartialValue | undefined {
  if (Object.hasOwn(lenient, name)) return lenient[name]!(inputs, evaluation);
  if (inputs.includes(failed)) return failed;
  return Object.hasOwn(strict, name) ? strict[name]!(inputs, evaluation) : undefined;
}

/** Why a function says nothing: its files are not in the plan. */
export const fileReason = (name: string): string | undefined =>
  /^(?:file|templatefile|fileset|filebase64|filemd5|filesha\w+|filebase64sha\w+)$/.test(name)
    ? `\`${name}\` reads a file that is not in the plan`
    : undefined;

/** Functions that look at what was refused. */
const lenient: Readonly<Record<string, HclFunction>> = {
  try: (inputs) => {
    const first = inputs.find((input) => !(input instanceof Failed));
    // the attribute of a resource is there; anything else that is unknown may be refused in the end
    const isSure =
      first !== undefined && unknownsIn(first).every(({ about }) => about.attribute !== undefined);
    return first === undefined ? failed : isSure ? first : unknownFrom("try", inputs);
  },
  can: ([input]) => (input === failed ? false : input !== undefined && isKnown(input) ? true : undefined),
};

const strict: Readonly<Record<string, HclFunction>> = {
  ...stringFunctions,
  ...collectionFunctions,
  jsonencode: ([value], evaluation) => (value === undefined ? failed : encodeJson(value, evaluation)),
  coalesce: (inputs, evaluation) => {
    const isEmpty = (value: PartialValue) => value === null || value === "";
    const first = inputs.find((value) => !isEmpty(value));
    if (first === undefined) return failed;
    const isSure =
      isKnown(first) ||
      (first instanceof PartialString && first.parts.some((part) => typeof part === "string"));
    return isSure && inputs.every((input) => staysSameType(first, input, evaluation)) ? first : undefined;
  },
  tostring: ([value]) => (value === null ? null : value === undefined ? failed : stringOf(value)),
  tonumber: ([value]) => (typeof value === "number" || value instanceof Unknown ? value : undefined),
  tobool: ([value]) => (typeof value === "boolean" || value instanceof Unknown ? value : undefined),
};
