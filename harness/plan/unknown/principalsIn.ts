import type { PrincipalEntry } from "../../../policies/language/policyDocument.js";
import { type DocumentHole, fillMarks, hasMark, marksIn } from "./holeMark.js";

/** The ARN of the role or user that a reference is the ARN of. */
export type PrincipalArn = (reference: string) => string | undefined;

/** The principals that an entry with a hole may name. */
export interface NamedPrincipals {
  /** all that it may name */
  readonly most: readonly PrincipalEntry[];
  /** those that it names in any case */
  readonly least: readonly PrincipalEntry[];
}

export const everyone: PrincipalEntry = { type: "*", value: "*" };

/**
 * The principals in the place of an unknown one. The ARN of a resource names this resource and never everyone; that
 * of one that makes no requests itself is represented by the reference. All else, such as the account in an ARN, may be
 * anyone of the type.
 */
export function principalsIn(
  entry: PrincipalEntry,
  holes: readonly DocumentHole[],
  principalArn: PrincipalArn,
): NamedPrincipals {
  const { type, value } = entry;
  if (!hasMark(value)) return { most: [entry], least: [entry] };
  const isWhole = fillMarks(value, () => "") === "";
  const inside = isWhole ? marksIn(value).flatMap((mark) => holes[mark] ?? []) : [];
  const references = inside.flatMap(({ refersTo }) => refersTo);
  const isPlain = references.length > 0 && !inside.some(({ isComputed }) => isComputed);
  const isArn = isPlain && references.every((reference) => /[._]arn$/.test(reference));
  if (!isArn) return { most: [type === "AWS" || type === "*" ? everyone : { type, value: "*" }], least: [] };
  const most = references.map((reference) => ({ type, value: principalArn(reference) ?? reference }));
  return { most, least: most.length === 1 ? most : [] };
}
