import type { PrincipalElement, PrincipalEntry } from "../language/policyDocument.js";
import { type Caller, readCaller } from "./caller.js";

/**
 * How a statement's principal names the caller, from nothing to the caller itself. The account only lets the
 * account's own policies decide; the role's ARN lets in its sessions, within boundary and session policies.
 */
export const grants = { none: 0, account: 1, role: 2, direct: 3 } as const;

export type Grant = (typeof grants)[keyof typeof grants];

/**
 * Prepares `Principal` or `NotPrincipal`; an absent element (identity policies) names everyone.
 *
 * `NotPrincipal` names every caller that no entry covers; an entry for an account covers all its principals. An ARN
 * of another partition than the caller's covers no caller: partitions share no accounts.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function compilePrincipal(element: PrincipalElement | undefined): (caller: Caller) => Grant {
  if (element === undefined) return () => grants.direct;
  const entries = element.principals.map(compileEntry);
  const strongest = (caller: Caller): Grant => {
    let grant: Grant = grants.none;
    for (const entry of entries) {
      const given = entry(caller);
      if (given > grant) grant = given;
    }
    return grant;
  };
  if (!element.negated) return strongest;
  return (caller) => (strongest(caller) === grants.none ? grants.direct : grants.none);
}

function compileEntry({ type, value }: PrincipalEntry): (caller: Caller) => Grant {
  if (type === "*" || (type === "AWS" && value === "*")) return () => grants.direct;
  const types = callersOf[type];
  const account = /^(?:([0-9]{12})|arn:([^:]*):iam::([0-9]{12}):root)$/.exec(value);
  if (type === "AWS" && account !== null) {
    const [, id = account[3], partition] = account;
    return (caller) => {
      const isThere = partition === undefined || caller.partition === partition;
      return isThere && caller.account === id ? grants.account : grants.none;
    };
  }
  // in place of an entry that is known only after apply; AWS accepts no wildcard here
  if (value === "*") return ({ type: kind }) => (types.includes(kind) ? grants.direct : grants.none);
  const named = readCaller(value);
  return (caller) => {
    if (!types.includes(caller.type)) return grants.none;
    if (caller.name === value) return caller.type === "role" ? grants.role : grants.direct;
    const inRole = named.type === "role" && caller.type === "session" && caller.roleName === named.roleName;
    const isNear = caller.account === named.account && caller.partition === named.partition;
    return inRole && isNear ? grants.role : grants.none;
  };
}

/**
 * The callers that entries of a type can name. A service may be named as an identity provider too, both being
 * written as domain names; a request does not contain the canonical user that it comes from.
 */
const callersOf: Readonly<Record<Exclude<PrincipalEntry["type"], "*">, readonly Caller["type"][]>> = {
  AWS: ["root", "user", "role", "session"],
  Service: ["service"],
  Federated: ["service", "federated"],
  CanonicalUser: [],
};
