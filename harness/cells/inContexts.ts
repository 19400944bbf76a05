import { conditionPool } from "../../generators/near/keyPool.js";
import type { Request } from "../../policies/language/request.js";
import { type StatementContext, withKey } from "./baseContext.js";
import type { StatementParts } from "./statementParts.js";

/**
 * A request, then the same with keys of other statements in addition: those that an Allow asks for, and those by
 * which a Deny is avoided. Keys that the request has are kept.
 *
 * @param concerned the other statements that match the action
 */
export function* inContexts(request: Request, concerned: readonly StatementParts[]): Iterable<Request> {
  yield request;
  const denies = concerned.filter(({ statement }) => statement.effect === "Deny");
  const allows = concerned.filter(({ statement }) => statement.effect === "Allow");
  const bases = [request, ...allows.slice(0, most).map((one) => completed(request, one.base))];
  for (const base of bases) {
    if (base !== request) yield base;
    const avoided = denies.reduce(avoiding, base);
    if (avoided !== base) yield avoided;
  }
}

/** Statements whose keys are tried in addition. */
const most = 8;

const completed = (request: Request, context: StatementContext): Request => {
  const own = new Set(Object.keys(request.context).map((key) => key.toLowerCase()));
  const more = Object.entries(context).filter(([key]) => !own.has(key.toLowerCase()));
  return more.length === 0
    ? request
    : { ...request, context: { ...request.context, ...Object.fromEntries(more) } };
};

/** The request with one key by which a Deny does not match it, where there is one. */
function avoiding(request: Request, deny: StatementParts): Request {
  if (deny.failing(request).length > 0) return request;
  const own = new Set(Object.keys(request.context).map((key) => key.toLowerCase()));
  for (const condition of deny.statement.conditions) {
    if (own.has(condition.key.toLowerCase())) continue;
    for (const value of conditionPool(condition, deny.version).outside) {
      const changed = { ...request, context: withKey(request.context, condition.key, value) };
      if (deny.failing(changed).length > 0) return changed;
    }
  }
  return request;
}
