import { readCaller } from "../../policies/evaluate/caller.js";
import { compileAction } from "../../policies/evaluate/compileAction.js";
import { compileArnPattern, matchArn } from "../../policies/language/arnPattern.js";
import type { Statement } from "../../policies/language/policyDocument.js";
import type { HeldResource } from "../../policies/language/policySet.js";
import type { Property } from "../property.js";
import { refutedBecause } from "../refutedBecause.js";
import type { Target } from "../target.js";

/**
 * The policy of each KMS key can be changed: a statement on the key allows `kms:PutKeyPolicy` to a principal of its
 * account, which no other account can ask for, and none denies it to all of them. Without one the key can never be changed
 * or deleted again but by AWS Support.
 *
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-default-allow-root-enable-iam
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { kmsAdministrable } from "planproof/properties";
 *
 * assert.equal(kmsAdministrable.about, "resources");
 * ```
 */
export const kmsAdministrable: Property = {
  id: "kms-administrable",
  sentence: "the policy of each KMS key can be changed by a principal or an account",
  severity: "high",
  preset: "recommended",
  page: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-default-allow-root-enable-iam",
  remedy: "let the account's root principal have kms:* on *, so that IAM policies can grant it",
  about: "resources",
  independent: true,
  appliesTo: (target) =>
    keysOf(target).length > 0 && target.bounds === undefined && target.holes.length === 0,
  search: (target) =>
    refutedBecause(
      keysOf(target)
        .filter((key) => !isAdministrable(key, target.resource?.isAccountUnknown === true))
        .map(
          ({ address }) =>
            `no statement of the policy of \`${address}\` lets its account ask for kms:PutKeyPolicy`,
        ),
    ),
};

const keysOf = ({ policies: { resources = [] }, resource }: Target): readonly HeldResource[] =>
  resource?.kind === "resource"
    ? resources.filter(
        ({ arns, policies }) => policies.length > 0 && arns.some((arn) => /^arn:[^:]*:kms:/.test(arn)),
      )
    : [];

const statementsOf = ({ policies }: HeldResource): readonly Statement[] =>
  policies.flatMap(({ document }) => document.statements);

function isAdministrable(key: HeldResource, isAccountUnknown: boolean): boolean {
  const about = statementsOf(key).filter((one) => isAbout(one, key));
  const account = isAccountUnknown ? undefined : key.account;
  return (
    about.some(({ effect, principal }) => effect === "Allow" && namesOwn(principal, account)) &&
    !about.some(
      ({ effect, principal, conditions }) =>
        effect === "Deny" && conditions.length === 0 && coversOwn(principal, account),
    )
  );
}

/** AWS ignores a statement of a key policy that has no `Resource`, or that of another key. */
function isAbout({ action, resource }: Statement, { arns }: HeldResource): boolean {
  if (resource === undefined || !compileAction(action)("kms:putkeypolicy")) return false;
  const matches = (pattern: string) => {
    const compiled = compileArnPattern([{ text: pattern }], { resolve: () => undefined, variablesFrom: 5 });
    return compiled !== undefined && arns.some((arn) => matchArn(compiled, arn));
  };
  return resource.patterns.some((pattern) => pattern === "*" || matches(pattern)) !== resource.negated;
}

const namesOwn = (principal: Statement["principal"], account: string | undefined): boolean =>
  principal?.negated === true ||
  (principal?.principals ?? []).some(
    ({ type, value }) =>
      type === "*" ||
      (type === "AWS" &&
        (value === "*" || account === undefined || isOf(readCaller(value).account, account))),
  );

/** Everyone, or all of the account. */
const coversOwn = (principal: Statement["principal"], account: string | undefined): boolean =>
  principal?.negated === false &&
  principal.principals.some(({ type, value }) => {
    if (type !== "*" && type !== "AWS") return false;
    const caller = readCaller(value);
    return value === "*" || (account !== undefined && caller.type === "root" && caller.account === account);
  });

/** A unique ID is of an account that it does not say. */
const isOf = (other: string, account: string): boolean => other === account || !/^\d{12}$/.test(other);
