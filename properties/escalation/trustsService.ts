import { authorize } from "../../policies/evaluate/authorize.js";
import { compile } from "../../policies/evaluate/compile.js";
import type { Condition } from "../../policies/language/policyDocument.js";
import type { HeldResource, PolicySet } from "../../policies/language/policySet.js";
import { findRequest } from "../../policies/prove/findRequest.js";

/** A region, as in the name of a service that has one for each. */
const region = "[a-z]{2}(?:-[a-z]+)+-[0-9]";

/** Whether a name is that of a service, in a region or in China, too: `states.eu-west-1.amazonaws.com`, `ec2.amazonaws.com.cn`. */
export function namesService(name: string, service: string): boolean {
  if (name === service) return true;
  const [own] = service.split(".amazonaws.com", 1);
  return (
    name.startsWith(`${own}.`) &&
    new RegExp(`^(?:\\.${region})?\\.amazonaws\\.com(?:\\.cn)?$`).test(name.slice(own!.length))
  );
}

/** The names of a service that the Allow statements of a trust policy write. */
export const serviceNames = ({ policies }: HeldResource, service: string): readonly string[] => [
  ...new Set(
    policies
      .flatMap(({ document }) => document.statements)
      .flatMap(({ effect, principal }) =>
        effect === "Allow" && principal !== undefined && !principal.negated ? principal.principals : [],
      )
      .flatMap(({ type, value }) => (type === "Service" && namesService(value, service) ? value : [])),
  ),
];

/** The account that owns a role. */
interface OwnAccount {
  readonly account: string;
  /** false where an example represents it */
  readonly isKnown: boolean;
}

/**
 * Whether the trust policy of a role lets a service in by its name. `*` does not name one: what is public is reported by
 * another law.
 */
export const trustsService = (trust: HeldResource, service: string, own: OwnAccount): boolean =>
  serviceNames(trust, service).some((name) => trustsName(trust, name, own));

function trustsName(trust: HeldResource, service: string, { account, isKnown }: OwnAccount): boolean {
  const policies = trust.policies.map(({ source, document }) => ({
    source,
    document: {
      ...document,
      statements: document.statements.filter(
        ({ effect, principal }) =>
          effect === "Deny" ||
          (principal !== undefined &&
            !principal.negated &&
            principal.principals.some(({ type, value }) => type === "Service" && value === service)),
      ),
    },
  }));
  const set: PolicySet = { identity: [], resources: [{ ...trust, policies }] };
  const [resource = ""] = trust.arns;
  const request = {
    principal: service,
    action: "sts:AssumeRole",
    resource,
    resourceAccount: account,
    context: {},
  };
  if (authorize(compile(set), request) === "allowed") return true;
  // it calls for the account of the role
  const ofAccount: Condition = {
    operator: { name: "StringEquals", ifExists: true },
    key: "aws:SourceAccount",
    values: [account],
  };
  const asked = {
    action: { negated: false, patterns: ["sts:AssumeRole"] },
    resource: { negated: false, patterns: trust.arns },
    conditions: isKnown ? [ofAccount] : [],
  };
  const parts = [
    { kind: "of", policies: set },
    { kind: "matching", statement: asked },
  ] as const;
  return (
    findRequest({ kind: "both", parts }, { principal: service, resourceAccount: account }).kind === "found"
  );
}
