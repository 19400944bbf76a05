import type { PolicyDocument } from "../../policies/language/document.js";
import type { Policy, PolicySet } from "../../policies/language/policySet.js";
import { printPolicy } from "../../policies/language/printPolicy.js";

/**
 * A text that two policy sets share only if they mean the same: statements without their names and order,
 * layer by layer. The reverse does not hold.
 */
export const canonicalText = (set: PolicySet): string =>
  JSON.stringify({
    identity: statements(set.identity),
    boundary: set.boundary && statements([set.boundary]),
    session: set.session?.length ? statements(set.session) : undefined,
    resource: set.resource && statements([set.resource]),
    endpoint: set.endpoint && statements([set.endpoint]),
    scps: levels(set.scps),
    rcps: levels(set.rcps),
  });

/** A level without a policy does not restrict. */
const levels = (lists: PolicySet["scps"] = []): readonly (readonly string[])[] =>
  lists.filter(({ length }) => length > 0).map(statements);

/** Each statement as a document of its own: its meaning depends on the document's version alone. */
const statements = (policies: readonly Policy[]): readonly string[] =>
  [...new Set(policies.flatMap(({ document }) => singles(document)))].sort();

const singles = ({ version, statements }: PolicyDocument): readonly string[] =>
  statements.map(({ sid, ...statement }) => printPolicy({ version, statements: [statement] }, 0));
