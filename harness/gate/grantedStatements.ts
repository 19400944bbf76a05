import type { PatternElement, PolicyVersion, Statement } from "../../policies/language/policyDocument.js";
import type { HeldResource, Policy, PolicySet } from "../../policies/language/policySet.js";
import { type Access, matchedVersion } from "../../policies/prove/question/access.js";
import { inAll } from "../../properties/allowedBy.js";

/** An Allow statement of a policy that can grant. */
export interface GrantedStatement {
  readonly source: string;
  readonly version: PolicyVersion;
  readonly statement: Statement;
  /** the resource whose policy it is in; absent for a policy of a principal */
  readonly held?: HeldResource;
}

/** The Allow statements of the policies of a set that can grant. */
export const grantedStatements = ({
  identity,
  resource,
  resources = [],
}: PolicySet): readonly GrantedStatement[] => [
  ...[...identity, ...(resource ? [resource] : [])].flatMap((policy) => allowsOf(policy)),
  ...resources.flatMap((held) => held.policies.flatMap((policy) => allowsOf(policy, held))),
];

const allowsOf = ({ source, document }: Policy, held?: HeldResource): readonly GrantedStatement[] =>
  document.statements
    .filter(({ effect }) => effect === "Allow")
    .map((statement) => ({ source, version: document.version, statement, ...(held && { held }) }));

/** The requests that a statement matches, by any caller: of a resource policy those on its resource. */
export function requestsOf({ statement, version, held }: GrantedStatement): Access {
  const { action, resource, conditions } = statement;
  const matched: Access = {
    kind: "matching",
    statement: {
      action,
      ...(resource && { resource: readAs(version, resource) }),
      conditions: conditions.map((one) => ({
        ...one,
        values: one.values.map((value) => spell(version, value)),
      })),
    },
  };
  if (held === undefined) return matched;
  const { arns, actions = ["*"] } = held;
  return inAll(matched, {
    kind: "matching",
    statement: {
      action: { negated: false, patterns: actions },
      resource: { negated: false, patterns: arns.map((arn) => spell("2008-10-17", arn)) },
    },
  });
}

const readAs = (version: PolicyVersion, { negated, patterns }: PatternElement): PatternElement => ({
  negated,
  patterns: patterns.map((pattern) => spell(version, pattern)),
});

/** The older version has no variables: what looks like one is escaped. */
const spell = (version: PolicyVersion, text: string): string =>
  version === matchedVersion ? text : text.replaceAll("${", () => "${$}{");
