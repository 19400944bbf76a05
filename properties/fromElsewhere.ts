import { parseIpRange } from "../policies/language/ipRange.js";
import type { Condition, ConditionOperator } from "../policies/language/policyDocument.js";
import type { Policy } from "../policies/language/policySet.js";
import { conditionsIn, keysIn } from "./meeting.js";

/**
 * What a request is like that does not come from where some policies name: conditions that exclude the networks,
 * access points, sources and unique IDs that they write out. Such a condition lets in callers that the account
 * chose, and does not make a resource public, as AWS counts it. Nor does one on the mount targets of a file system,
 * which are in networks of the account.
 *
 * Sources: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status,
 * https://docs.aws.amazon.com/efs/latest/ug/access-control-block-public-access.html
 */
export const fromElsewhere = (policies: readonly Policy[]): readonly Condition[] => [
  ...outsideFixed(policies, origins),
  ...keysIn({ policies })
    .filter((key) => key === "elasticfilesystem:accessedviamounttarget")
    .map((key): Condition => ({ operator: { name: "Bool", ifExists: true }, key, values: ["false"] })),
];

/**
 * What a request is like that has none of the values by which some policies say who calls: conditions that exclude
 * those that are fixed. A value that anyone can have excludes nothing.
 *
 * @param kept by keys in lower case
 */
export function outsideFixed(
  policies: readonly Policy[],
  kept: ReadonlyMap<string, FixedKey>,
): readonly Condition[] {
  const conditions = conditionsIn(policies);
  return [...kept].flatMap(([key, { isFixed, ...operator }]) => {
    const written = conditions.filter((one) => one.key.toLowerCase() === key && one.operator.name !== "Null");
    const values = [...new Set(written.flatMap((one) => one.values))].filter(isFixed);
    return values.length === 0
      ? []
      : [{ operator: { ...operator, ifExists: false }, key: written[0]!.key, values }];
  });
}

/**
 * What a request is like whose caller, or source, differs from the resource in what a key says of each, such as the
 * account or the organization, where some policies ask for that of the resource.
 *
 * @param own the key of the caller or the source, such as `aws:PrincipalOrgID`
 * @param resource the key of the resource, such as `aws:ResourceOrgID`
 */
export function differing(policies: readonly Policy[], own: string, resource: string): readonly Condition[] {
  const isResource = new RegExp(`${resource}\\b`, "i");
  const isAsked = conditionsIn(policies).some(({ key, values }) =>
    [key, ...values].some((text) => isResource.test(text)),
  );
  if (!isAsked) return [];
  const operator = { name: "StringNotEquals", ifExists: true } as const;
  // the same both ways, as a policy can say it in each
  return [
    { operator, key: own, values: [`\${${resource}}`] },
    { operator, key: resource, values: [`\${${own}}`] },
  ];
}

/** Under an operator a request is from elsewhere; a key that is missing satisfies it. */
export interface FixedKey extends Pick<ConditionOperator, "name" | "quantifier"> {
  /** whether a value names an origin, and does not match those of anyone */
  readonly isFixed: (value: string) => boolean;
}

/** Anyone can have an endpoint, a VPC or an account whose ID matches a pattern. */
export const fixedId: FixedKey = { name: "StringNotLike", isFixed: (value) => !/[*?$]/.test(value) };

/** The units of one organization. */
export const fixedPaths: FixedKey = {
  name: "StringNotLike",
  quantifier: "ForAllValues",
  isFixed: (value) => /^o-[a-z0-9]{10,32}\//.test(value),
};

/** In an account, or a bucket, which no other account can have by the same name. */
const arn: FixedKey = {
  name: "ArnNotLike",
  isFixed: (value) => {
    const [, , service, , account = "", ...rest] = value.split(":");
    return /^\d{12}$/.test(account) || (service === "s3" && /^[^*?$/]+$/.test(rest.join(":")));
  },
};

/** Wider ranges hold the addresses of anyone. */
const range: FixedKey = {
  name: "NotIpAddress",
  isFixed: (value) => {
    const bits = Number(value.split("/")[1] ?? 128);
    return parseIpRange(value) !== undefined && bits >= (value.includes(":") ? 32 : 8);
  },
};

/** `AROA…:*` is a role, `AROA*` any. */
const uniqueId: FixedKey = { name: "StringNotLike", isFixed: (value) => /^A[A-Z0-9]{8}/.test(value) };

/** Not `aws:VpcSourceIp`: each VPC can have the same private addresses. */
const origins: ReadonlyMap<string, FixedKey> = new Map([
  ["aws:sourceip", range],
  ["aws:sourcevpc", fixedId],
  ["aws:sourcevpcarn", arn],
  ["aws:sourcevpce", fixedId],
  ["aws:vpceaccount", fixedId],
  ["aws:vpceorgid", fixedId],
  ["aws:vpceorgpaths", fixedPaths],
  ["aws:sourcearn", arn],
  ["aws:sourceaccount", fixedId],
  ["aws:sourceorgid", fixedId],
  ["aws:sourceorgpaths", fixedPaths],
  ["aws:userid", uniqueId],
  ["s3:dataaccesspointaccount", fixedId],
  ["s3:dataaccesspointarn", arn],
]);
