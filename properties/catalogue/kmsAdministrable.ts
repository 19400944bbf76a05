import { compileAction } from "../../policies/evaluate/compileAction.js";
import type { Statement } from "../../policies/language/policyDocument.js";
import type { HeldResource } from "../../policies/language/policySet.js";
import type { Property } from "../property.js";
import { refutedBecause } from "../refutedBecause.js";
import type { Target } from "../target.js";

/**
 * The policy of each KMS key can be changed: a statement with a resource allows `kms:PutKeyPolicy` to a principal
 * or an account. Without one the key can never be changed or deleted again but by AWS Support.
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
        .filter((key) => !statementsOf(key).some(letsAdministrate))
        .map(({ address }) => `no statement of the policy of \`${address}\` allows kms:PutKeyPolicy`),
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

/** AWS ignores a statement of a key policy that has no `Resource`. */
const letsAdministrate = ({ effect, action, resource, principal }: Statement): boolean =>
  effect === "Allow" &&
  resource !== undefined &&
  compileAction(action)("kms:putkeypolicy") &&
  (principal?.principals ?? []).some(({ type }) => type === "AWS" || type === "*");
