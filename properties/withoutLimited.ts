import type { Condition, Statement } from "../policies/language/policyDocument.js";
import type { Policy, PolicySet } from "../policies/language/policySet.js";

/**
 * The policies without the Allow statements that a condition limits to some resources or purposes: what is left
 * allows a request on any resource that it matches. Conditions on the place, the time, the network, the encryption or the
 * caller of a request, on the account or the organization of the resource, and those that a missing key passes, limit
 * no resources.
 */
export const withoutLimited = (policies: PolicySet): PolicySet => ({
  ...policies,
  identity: policies.identity.map(withoutLimitedStatements),
  ...(policies.boundary && { boundary: withoutLimitedStatements(policies.boundary) }),
});

const withoutLimitedStatements = ({ source, document }: Policy): Policy => ({
  source,
  document: { ...document, statements: document.statements.filter((one) => !isLimited(one)) },
});

const isLimited = ({ effect, conditions }: Statement): boolean =>
  effect === "Allow" && conditions.some(limitsResources);

/**
 * Keys, in lower case, that say where, when, how and by which principal a request is made, and in which account or
 * organization.
 *
 * Source, 2026-11-25: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const circumstances: ReadonlySet<string> = new Set([
  "aws:currenttime",
  "aws:ec2instancesourceprivateipv4",
  "aws:ec2instancesourcevpc",
  "aws:epochtime",
  "aws:federatedprovider",
  "aws:multifactorauthage",
  "aws:multifactorauthpresent",
  "aws:referer",
  "aws:requestedregion",
  "aws:resourceaccount",
  "aws:resourceorgid",
  "aws:resourceorgpaths",
  "aws:securetransport",
  "aws:sourceidentity",
  "aws:sourceip",
  "aws:sourcevpc",
  "aws:sourcevpcarn",
  "aws:sourcevpce",
  "aws:tokenissuetime",
  "aws:useragent",
  "aws:userid",
  "aws:username",
  "aws:viaawsservice",
  "aws:vpceaccount",
  "aws:vpceorgid",
  "aws:vpceorgpaths",
  "aws:vpcsourceip",
  "ec2:region",
  "s3:authtype",
  "s3:resourceaccount",
  "s3:signatureage",
  "s3:signatureversion",
  "s3:tlsversion",
]);

/** Also each key about the principal, but for those about a service that makes the request. */
const isCircumstance = (key: string): boolean =>
  circumstances.has(key) || /^aws:principal(?!servicename)/.test(key);

const limitsResources = ({ key, operator, values }: Condition): boolean =>
  !isCircumstance(key.toLowerCase()) &&
  !operator.ifExists &&
  operator.quantifier !== "ForAllValues" &&
  !/Not/.test(operator.name) &&
  !(operator.name === "Null" && values.every((value) => value.toLowerCase() === "true"));
