import type { Statement } from "../../../policies/language/policyDocument.js";
import type { HeldResource } from "../../../policies/language/policySet.js";
import type { DecidingStatement } from "../../../policies/language/request.js";
import { type Access, matchedVersion } from "../../../policies/prove/question/access.js";
import { inAll } from "../../../properties/allowedBy.js";
import { inSpace } from "./callerAccess.js";
import type { Diff } from "./diff.js";
import type { ReportedAccess } from "./reportedAccess.js";

/**
 * The requests for the actions of some changes that a statement allows at one time alone, where the changes are by such
 * a statement and it is for everyone. It may have a condition that no one caller represents, such as a pattern of ARNs:
 * where it is reported of a wider class, it is reported of all that it means.
 */
export function byStatements(
  { changes }: Diff,
  before: HeldResource,
  after: HeldResource,
): NonNullable<ReportedAccess["byStatements"]> {
  const allowedBy = (isGone: boolean, [held, other]: readonly [HeldResource, HeldResource]) => {
    const former = new Set(statementsOf(other).map(({ statement }) => meaningOf(statement)));
    const fresh = statementsOf(held).filter(
      ({ statement }) => isForEveryone(statement) && !former.has(meaningOf(statement)),
    );
    return changes
      .filter(({ change }) => (change === "removed" || change === "narrowed") === isGone)
      .flatMap(({ actions, statements }) =>
        fresh
          .filter(({ source, statement }) => statements.some(isAt(source, statement)))
          .map(({ statement }) => inAll(named(actions), inSpace(held), matching(statement))),
      );
  };
  return { gains: allowedBy(false, [after, before]), losses: allowedBy(true, [before, after]) };
}

const named = (patterns: readonly string[]): Access => ({ kind: "actions", patterns, except: [] });

const matching = ({ action, resource, conditions }: Statement): Access => ({
  kind: "matching",
  statement: { action, conditions, ...(resource && { resource }) },
});

/** The statements that are read as a question reads a statement. */
const statementsOf = ({ policies }: HeldResource) =>
  policies
    .filter(({ document }) => document.version === matchedVersion)
    .flatMap(({ source, document }) => document.statements.map((statement) => ({ source, statement })));

const isAt =
  (source: string, { pointer }: Statement) =>
  (one: DecidingStatement): boolean =>
    one.source === source && one.pointer === pointer;

const isForEveryone = ({ effect, principal }: Statement): boolean =>
  effect === "Allow" &&
  principal?.negated === false &&
  principal.principals.some(({ type, value }) => type === "*" || (type === "AWS" && value === "*"));

/** Equal for statements that say the same, regardless of their place. */
const meaningOf = ({ principal, action, resource, conditions, effect }: Statement): string =>
  JSON.stringify({ principal, action, resource, conditions, effect });
