import { parseIpRange } from "../policies/language/ipRange.js";
import type { Condition, OperatorName } from "../policies/language/policyDocument.js";
import type { Policy } from "../policies/language/policySet.js";

/**
 * What a request is like that does not come from where some policies name: conditions that exclude the networks,
 * access points, sources and unique IDs that they write out. Such a condition lets in callers that the account
 * chose, and does not make a resource public, as AWS counts it.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export function fromElsewhere(policies: readonly Policy[]): readonly Condition[] {
  const conditions = policies.flatMap(({ document }) => document.statements.flatMap((one) => one.conditions));
  return [...origins].flatMap(([key, { operator, isFixed }]) => {
    const written = conditions.filter((one) => one.key.toLowerCase() === key && one.operator.name !== "Null");
    const values = [...new Set(written.flatMap((one) => one.values))].filter(isFixed);
    return values.length === 0
      ? []
      : [{ operator: { name: operator, ifExists: false }, key: written[0]!.key, values }];
  });
}

interface Origin {
  /** under which a request is from elsewhere; a key that is missing satisfies it */
  readonly operator: OperatorName;
  /** whether a value names an origin, and does not match those of anyone */
  readonly isFixed: (value: string) => boolean;
}

const name: Origin = { operator: "StringNotLike", isFixed: (value) => /^[^*?$]/.test(value) };
const arn: Origin = {
  operator: "ArnNotLike",
  isFixed: (value) => {
    const [, , , , account = "", ...rest] = value.split(":");
    return /^\d{12}$/.test(account) || /^[^*?$]/.test(rest.join(":"));
  },
};

/** Wider ranges hold the addresses of anyone. */
const range: Origin = {
  operator: "NotIpAddress",
  isFixed: (value) => {
    const bits = Number(value.split("/")[1] ?? 128);
    return parseIpRange(value) !== undefined && bits >= (value.includes(":") ? 32 : 8);
  },
};

/** `AROA…:*` is a role, `AROA*` any. */
const uniqueId: Origin = { operator: "StringNotLike", isFixed: (value) => /^A[A-Z0-9]{8}/.test(value) };

const origins: ReadonlyMap<string, Origin> = new Map([
  ["aws:sourceip", range],
  ["aws:vpcsourceip", range],
  ["aws:sourcevpc", name],
  ["aws:sourcevpce", name],
  ["aws:vpceaccount", name],
  ["aws:vpceorgid", name],
  ["aws:sourcearn", arn],
  ["aws:sourceaccount", name],
  ["aws:sourceorgid", name],
  ["aws:userid", uniqueId],
  ["s3:dataaccesspointaccount", name],
  ["s3:dataaccesspointarn", arn],
]);
