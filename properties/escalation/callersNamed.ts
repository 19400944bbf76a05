import { type Caller, readCaller } from "../../policies/evaluate/caller.js";
import { compilePrincipal, type Grant, grants } from "../../policies/evaluate/compilePrincipal.js";
import type { HeldResource } from "../../policies/language/policySet.js";

/** The callers that the Allow statements of a trust policy name. */
export interface Named {
  readonly grantsOf: readonly ((caller: Caller) => Grant)[];
  /** the sessions of roles: a role chooses the name of its session */
  readonly sessions: readonly Caller[];
}

/** The callers that a trust policy names. */
export function callersNamed({ policies }: HeldResource): Named {
  const principals = policies
    .flatMap(({ document }) => document.statements)
    .flatMap(({ effect, principal }) => (effect === "Allow" ? [principal] : []));
  const values = principals.flatMap((one) => (one?.negated ? [] : (one?.principals ?? [])));
  return {
    grantsOf: principals.map(compilePrincipal),
    sessions: values.map(({ value }) => readCaller(value)).filter(({ type }) => type === "session"),
  };
}

/** A session of the caller that a trust policy names. */
export const sessionOf = (caller: Caller, { sessions }: Named): Caller | undefined =>
  sessions.find(
    ({ account, roleName, partition }) =>
      caller.type === "role" &&
      account === caller.account &&
      roleName === caller.roleName &&
      partition === caller.partition,
  );

/** The most that the statements say of a caller. */
export const strongestOf = (caller: Caller, { grantsOf }: Named): Grant =>
  grantsOf.reduce<Grant>((most, grantOf) => {
    const grant = grantOf(caller);
    return grant > most ? grant : most;
  }, grants.none);
