import { iamQuotas } from "../../policies/reference/facts/iamQuotas.js";
import type { Property } from "../property.js";
import { refutedBecause } from "../refutedBecause.js";
import type { Counted } from "../target.js";

/**
 * The policies of a principal fit into IAM's quotas: each managed policy and the trust policy alone, the inline policies
 * added up, and the number of attached managed policies. White space does not count.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { quota } from "planproof/properties";
 *
 * assert.equal(quota.severity, "error");
 * ```
 */
export const quota: Property = {
  id: "quota",
  sentence: "the policies of a principal fit into the quotas of IAM",
  severity: "error",
  preset: "recommended",
  page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
  remedy: "split the policy, move inline policies into managed ones, or join statements",
  about: "plan",
  independent: true,
  appliesTo: ({ counted }) => counted?.kind === "holder",
  search: ({ counted }) => refutedBecause(counted?.kind === "holder" ? exceeded(counted) : []),
};

type Holder = Extract<Counted, { kind: "holder" }>;

function exceeded({ type, policies, attached }: Holder): readonly string[] {
  const inline = policies.filter(({ kind }) => kind === "inline");
  const sum = inline.reduce((total, { size }) => total + size, 0);
  const mostInline = iamQuotas.inline[type] ?? Number.POSITIVE_INFINITY;
  const mostAttached = iamQuotas.attached[type] ?? Number.POSITIVE_INFINITY;
  return [
    ...policies.flatMap(({ source, kind, size }) =>
      kind !== "inline" && size > iamQuotas[kind]
        ? [`\`${source}\` has ${size} characters, and IAM takes ${iamQuotas[kind]}`]
        : [],
    ),
    ...(sum > mostInline
      ? [
          `the inline policies ${inline.map(({ source }) => `\`${source}\``).join(", ")} have ${sum} characters together, and IAM takes ${mostInline}`,
        ]
      : []),
    ...(attached > mostAttached
      ? [`${attached} managed policies are attached, and IAM takes ${mostAttached}`]
      : []),
  ];
}
