import type { PrincipalElement, Statement } from "../../../policies/language/policyDocument.js";
import type { HeldResource, Policy } from "../../../policies/language/policySet.js";
import type { Bounded } from "../../../properties/bounded.js";
import type { Hole } from "../../../properties/hole.js";

/** An account that is an example, as it is unknown. */
export interface ExampleAccount {
  readonly account: string;
  /** absent where it is known */
  readonly partition?: string;
}

/**
 * A resource for callers of an unknown account, which may be one that its policies name, or the one that owns it. At
 * most, every such account grants to them and none denies; at least, every one denies and none grants.
 */
export function perhapsOwn(resource: Bounded<HeldResource>, own: ExampleAccount): Bounded<HeldResource> {
  const { upper, lower, unknown } = resource;
  const names = new Set([upper, lower].flatMap((held) => accountsNamed(held, own)));
  if (names.size === 0) return resource;
  return {
    upper: { ...withPolicies(upper, own, true), account: own.account },
    lower: withPolicies(lower, own, false),
    unknown: [...unknown, unknownAccount(upper.address, [...names])],
  };
}

const unknownAccount = (address: string, names: readonly string[]): Hole => ({
  address,
  reason: `the account of the caller is unknown, and may be ${names.map((name) => `\`${name}\``).join(" or ")}, which the policy names or which owns the resource`,
  refersTo: [],
  remedy: "give the account with `--account`",
  part: "outside",
  afterApply: true,
});

const idIn = (value: string): string | undefined =>
  /^(?:arn:[^:]*:(?:iam|sts)::)?([0-9]{12})(?=:|$)/.exec(value)?.[1];

function accountsNamed({ account, policies }: HeldResource, own: ExampleAccount): readonly string[] {
  const principals = policies.flatMap(({ document }) =>
    document.statements.flatMap(({ principal }) => principal?.principals ?? []),
  );
  const named = principals.flatMap(({ type, value }) => (type === "AWS" ? (idIn(value) ?? []) : []));
  return [...named, ...(account === undefined ? [] : [account])].filter((id) => id !== own.account);
}

const withPolicies = (held: HeldResource, own: ExampleAccount, isMost: boolean): HeldResource => ({
  ...held,
  policies: held.policies.map((policy) => withOwn(policy, own, isMost)),
});

function withOwn(policy: Policy, own: ExampleAccount, isMost: boolean): Policy {
  const { document } = policy;
  const statements = document.statements.map((statement): Statement => {
    const { principal, effect } = statement;
    // to name more callers allows more, or with `NotPrincipal`, or in a Deny, less
    if (principal === undefined || ((effect === "Allow") !== principal.negated) !== isMost) return statement;
    return { ...statement, principal: alsoOwn(principal, own) };
  });
  return { ...policy, document: { ...document, statements } };
}

/** Each ARN or account is also the one of the same name in the example account. */
function alsoOwn({ negated, principals }: PrincipalElement, own: ExampleAccount): PrincipalElement {
  const others = principals.flatMap((entry) => {
    const id = entry.type === "AWS" ? idIn(entry.value) : undefined;
    if (id === undefined || id === own.account) return [];
    const value = entry.value.replace(id, own.account);
    return { ...entry, value: own.partition === undefined ? value : inPartition(value, own.partition) };
  });
  return { negated, principals: [...principals, ...others] };
}

const inPartition = (arn: string, partition: string): string =>
  arn.replace(/^arn:[^:]*:/, `arn:${partition}:`);
