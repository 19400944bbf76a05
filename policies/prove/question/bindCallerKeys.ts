import { readCaller } from "../../evaluate/caller.js";
import type { Request } from "../../language/request.js";
import { matchPattern, type Pattern, plainGlob, plainLiteral } from "../sets/pattern.js";
import { textSet } from "../sets/textSet.js";
import { keyAtom } from "./atom.js";
import { allOf, anyOf, atomFormula, type Formula, never } from "./formula.js";
import type { ProofPrincipal } from "./requesterOf.js";
import { atomsOf } from "./typedBoxes.js";

/** The formula with the keys that occur in it and say who calls bound to the caller: such a value, or missing. */
export function bindCallerKeys(goal: Formula, { principal, callerKeys }: ProofPrincipal): Formula {
  if (callerKeys !== "bound") return goal;
  const names = new Set(atomsOf(goal).flatMap((atom) => (atom.dimension === "key" ? atom.name : [])));
  const bound = [...callerValues(principal)].filter(([name]) => names.has(name));
  return allOf([goal, ...bound.map(([name, values]) => bind(name, values))]);
}

const bind = (name: string, values: readonly Pattern[]): Formula =>
  anyOf([
    atomFormula(keyAtom(name, { about: "missing" })),
    values.length === 0 ? never : atomFormula(keyAtom(name, { about: "in", set: textSet(values) })),
  ]);

/** Whether the keys of a request that say who calls fit its principal. */
export function fitsCaller({ principal, context }: Request): boolean {
  const known = callerValues(principal);
  return Object.entries(context).every(([key, value]) => {
    const values = known.get(key.toLowerCase());
    return (
      values === undefined ||
      (typeof value === "string" && values.some((pattern) => matchPattern(pattern, value)))
    );
  });
}

const ofServices = [
  "aws:sourcearn",
  "aws:sourceaccount",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
  "aws:principalservicename",
];

/**
 * What AWS sends about a caller, by key in lower case; nothing where a list is empty, and a key that is not
 * listed may have any value.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
function callerValues(principal: string): ReadonlyMap<string, readonly Pattern[]> {
  const { type, account, partition, roleName } = readCaller(principal);
  if (type === "service") return new Map([["aws:principalisawsservice", [plainLiteral("true")]]]);
  const sent = ofServices.map((name) => [name, []] as const);
  if (account === "") return new Map<string, readonly Pattern[]>(sent);
  // a session is called by the ARN of its role, whose path the session's own ARN does not say
  const role = `arn:${partition}:iam::${account}:role/`;
  const isSession = type === "session" && roleName !== undefined;
  const arns = isSession
    ? [plainLiteral(`${role}${roleName}`), plainGlob(`${role}*/${roleName}`)]
    : [plainLiteral(principal)];
  const types = { root: "Account", user: "User", role: "AssumedRole", session: "AssumedRole" } as const;
  const called = type === "session" && !isSession ? "FederatedUser" : types[type as keyof typeof types];
  return new Map<string, readonly Pattern[]>([
    ...sent,
    ["aws:principalarn", arns],
    ["aws:principalaccount", [plainLiteral(account)]],
    ["aws:principaltype", [plainLiteral(called)]],
    ["aws:principalisawsservice", [plainLiteral("false")]],
  ]);
}
