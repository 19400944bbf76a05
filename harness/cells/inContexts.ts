import { fillVariables } from "../../generators/near/fillVariables.js";
import { conditionPool } from "../../generators/near/keyPool.js";
import type { Statement } from "../../policies/language/policyDocument.js";
import type { Request } from "../../policies/language/request.js";
import { type StatementContext, withKey } from "./baseContext.js";
import type { StatementParts } from "./statementParts.js";

/**
 * A request, then the same with keys of other statements in addition: those that an Allow asks for, and those by
 * which a Deny is avoided; near an Allow also those by which the other Allows are. Keys that the request has are kept.
 *
 * @param effect of the statement that is to decide
 * @param concerned the other statements that match the action
 */
export function* inContexts(
  request: Request,
  effect: Statement["effect"],
  concerned: readonly StatementParts[],
): Iterable<Request> {
  yield request;
  const denies = concerned.filter(({ statement }) => statement.effect === "Deny");
  const allows = concerned.filter(({ statement }) => statement.effect === "Allow");
  const bases = [request, ...allows.slice(0, most).map((one) => completed(request, one.base))];
  for (const base of bases) {
    if (base !== request) yield base;
    const avoided = denies.reduce(avoiding, base);
    if (avoided !== base) yield avoided;
  }
  if (effect === "Deny" || allows.length === 0) return;
  const alone = [...denies, ...allows].reduce(avoiding, request);
  if (alone !== request) yield alone;
}

/** Statements whose keys are tried in addition. */
const most = 8;

function completed(request: Request, context: StatementContext): Request {
  const own = keysOf(request);
  const more = Object.entries(context).filter(([key]) => !own.has(key.toLowerCase()));
  return more.length === 0
    ? request
    : { ...request, context: { ...request.context, ...Object.fromEntries(more) } };
}

const keysOf = ({ context }: Request): ReadonlySet<string> =>
  new Set(Object.keys(context).map((key) => key.toLowerCase()));

/** The request with one key by which a statement does not match it, and those of its variables, where there is one. */
function avoiding(request: Request, statement: StatementParts): Request {
  if (statement.failing(request).length > 0) return request;
  const own = keysOf(request);
  for (const condition of statement.statement.conditions) {
    if (own.has(condition.key.toLowerCase())) continue;
    const keys = condition.values.flatMap((value) => fillVariables(value, statement.version).keys);
    const variables = keys.map((key) => [key, statement.variables.get(key.toLowerCase())!] as const);
    const { context } = completed(request, Object.fromEntries(variables));
    for (const value of conditionPool(condition, statement.version).outside) {
      const changed = { ...request, context: withKey(context, condition.key, value) };
      if (statement.failing(changed).length > 0) return changed;
    }
  }
  return request;
}
