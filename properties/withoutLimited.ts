import type { Condition, Statement } from "../policies/language/policyDocument.js";
import type { Policy, PolicySet } from "../policies/language/policySet.js";

/**
 * The policies without the Allow statements that a condition limits to some resources or purposes: what is left
 * allows a request on any resource that it matches. Conditions on the caller, the place, the time, the network or the
 * encryption of a request, or on the account of the resource, and those that a missing key passes, limit no resources.
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

/** Keys that say who makes a request, where, when and how, and whose resources it is on. */
const circumstances =
  /^aws:(?:requestedregion|securetransport|multifactorauth(?:present|age)|currenttime|epochtime|tokenissuetime|useragent|referer|sourceip|viaawsservice|principal(?!servicename).*|username|userid|sourceidentity|federatedprovider|source(?:vpc|vpce|vpcarn)|vpcsourceip|vpce(?:account|orgid|orgpaths)|ec2instancesource(?:vpc|privateipv4)|resource(?:account|orgid|orgpaths))$/i;

const limitsResources = ({ key, operator, values }: Condition): boolean =>
  !circumstances.test(key) &&
  !operator.ifExists &&
  operator.quantifier !== "ForAllValues" &&
  !/Not/.test(operator.name) &&
  !(operator.name === "Null" && values.every((value) => value.toLowerCase() === "true"));
