import type { Statement } from "../../../policies/language/policyDocument.js";
import type { HeldResource } from "../../../policies/language/policySet.js";
import type { DecidingStatement } from "../../../policies/language/request.js";
import { type Access, matchedVersion } from "../../../policies/prove/question/access.js";
import { inAll } from "../../../properties/allowedBy.js";
import { inSpace } from "./callerAccess.js";
import type { Diff } from "./diff.js";
import type { ReportedAccess } from "./reportedAccess.js";

/**
 * The requests that statements for everyone allow at one time alone, of those that the changes of a class of callers are
 * by. Such a statement may have a condition that no one caller represents, such as a pattern of ARNs: where it is
 * reported of a wider class, it is reported of all that it means.
 */
export function byStatements(
  { changes }: Diff,
  before: HeldResource,
  after: HeldResource,
): NonNullable<ReportedAccess["byStatements"]> {
  const allowedBy = (isGone: boolean, [held, other]: readonly [HeldResource, HeldResource]) => {
    const deciding = changes
      .filter(({ change }) => (change === "removed" || change === "narrowed") === isGone)
      .flatMap(({ statements }) => statements);
    const former = new Set(statementsOf(other).map(({ statement }) => meaningOf(statement)));
    return statementsOf(held)
      .filter(({ statement, ...one }) => isForEveryone(statement) && deciding.some(isAt(one, statement)))
      .filter(({ statement }) => !former.has(meaningOf(statement)))
      .map(({ statement: { action, resource, conditions } }): Access => {
        const matched = { action, conditions, ...(resource && { resource }) };
        return inAll(inSpace(held), { kind: "matching", statement: matched });
      });
  };
  return { gains: allowedBy(false, [after, before]), losses: allowedBy(true, [before, after]) };
}

/** The statements that are read as a question reads a statement. */
const statementsOf = ({ policies }: HeldResource) =>
  policies
    .filter(({ document }) => document.version === matchedVersion)
    .flatMap(({ source, document }) => document.statements.map((statement) => ({ source, statement })));

const isAt =
  ({ source }: Pick<DecidingStatement, "source">, { pointer }: Statement) =>
  (one: DecidingStatement): boolean =>
    one.source === source && one.pointer === pointer;

const isForEveryone = ({ effect, principal }: Statement): boolean =>
  effect === "Allow" &&
  principal?.negated === false &&
  principal.principals.some(({ type, value }) => type === "*" || (type === "AWS" && value === "*"));

/** Equal for statements that say the same, regardless of their place. */
const meaningOf = ({ principal, action, resource, conditions, effect }: Statement): string =>
  JSON.stringify({ principal, action, resource, conditions, effect });
