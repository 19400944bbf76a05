import { isObject } from "../../policies/text/isObject.js";
import type { Read } from "./readAttributes.js";
import type { Reading } from "./readRow.js";
import { memberOf, redactValue } from "./redactValue.js";
import type { HasSecret } from "./secretTexts.js";
import { stringsIn } from "./stringsIn.js";

/** A value of which nothing is read but what it refers to. */
export const unread: Read = { members: new Map() };

/**
 * What an expression refers to; its constant only where that is of a policy, for the resource has the values of the
 * others.
 *
 * @param hasSecret whether something sensitive is in a constant
 */
export function redactExpression(
  expression: unknown,
  read: Read,
  hasSecret: HasSecret = () => false,
): unknown {
  if (Array.isArray(expression)) return expression.map((one) => redactExpression(one, read, hasSecret));
  if (!isObject(expression)) return {};
  const { references, constant_value: constant } = expression;
  if (references === undefined && constant === undefined) return redactBlock(expression, read, hasSecret);
  const isShown = read.as !== undefined && ofPolicies.has(read.as) && !stringsIn(constant).some(hasSecret);
  return {
    ...(constant !== undefined &&
      isShown && { constant_value: redactValue(constant, read, { sensitive: false }) }),
    ...(Array.isArray(references) && { references: references.filter((one) => typeof one === "string") }),
  };
}

const ofPolicies: ReadonlySet<Reading> = new Set(["document", "blocks", "written"]);

function redactBlock(block: Readonly<Record<string, unknown>>, read: Read, hasSecret: HasSecret): object {
  const members = Object.entries(block).flatMap(([name, inner]) => {
    const own = memberOf(name, read);
    return own === undefined ? [] : [[name, redactExpression(inner, own, hasSecret)] as const];
  });
  return Object.fromEntries(members);
}
