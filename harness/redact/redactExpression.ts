import { isObject } from "../../policies/text/isObject.js";
import type { Read } from "./readAttributes.js";
import { memberOf, redactValue } from "./redactValue.js";

/** A value of which nothing is read but what it refers to. */
export const unread: Read = { members: new Map() };

/**
 * What an expression refers to; its constant only where that is of a policy, for the resource has the values of the
 * others.
 *
 * @param isSecret whether something sensitive is in it
 */
export function redactExpression(expression: unknown, read: Read, isSecret = false): unknown {
  if (Array.isArray(expression)) return expression.map((one) => redactExpression(one, read, isSecret));
  if (!isObject(expression)) return {};
  const { references, constant_value: constant } = expression;
  if (references === undefined && constant === undefined) return redactBlock(expression, read, isSecret);
  const isShown = constant !== undefined && !isSecret && (read.as === "document" || read.as === "blocks");
  return {
    ...(isShown && { constant_value: redactValue(constant, read, { sensitive: false }) }),
    ...(Array.isArray(references) && { references: references.filter((one) => typeof one === "string") }),
  };
}

function redactBlock(block: Readonly<Record<string, unknown>>, read: Read, isSecret: boolean): object {
  const members = Object.entries(block).flatMap(([name, inner]) => {
    const own = memberOf(name, read);
    return own === undefined ? [] : [[name, redactExpression(inner, own, isSecret)] as const];
  });
  return Object.fromEntries(members);
}
