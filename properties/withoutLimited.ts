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

/** Keys that say where, when, how and by which principal a request is made, and in which account or organization. */
const circumstances = new RegExp(
  `^(?:${[
    "aws:(?:requestedregion|securetransport|multifactorauth(?:present|age)|currenttime|epochtime|tokenissuetime)",
    "aws:(?:useragent|referer|sourceip|vpcsourceip|sourcevpc(?:arn|e)?|vpce(?:account|orgid|orgpaths)|viaawsservice)",
    "aws:(?:principal(?!servicename).*|userid|username|federatedprovider|sourceidentity)",
    "aws:ec2instancesource(?:vpc|privateipv4)",
    "aws:resource(?:account|orgid|orgpaths)",
    "ec2:region|s3:(?:resourceaccount|authtype|signatureage|signatureversion|tlsversion)",
  ].join("|")})$`,
  "i",
);

const limitsResources = ({ key, operator, values }: Condition): boolean =>
  !circumstances.test(key) &&
  !operator.ifExists &&
  operator.quantifier !== "ForAllValues" &&
  !/Not/.test(operator.name) &&
  !(operator.name === "Null" && values.every((value) => value.toLowerCase() === "true"));
