import type { Access } from "../../policies/prove/question/access.js";
import { inAll, inAny } from "../../properties/allowedBy.js";
import type { Excepted } from "../../properties/excepted.js";
import { boundsOf, type Target } from "../../properties/target.js";
import { coversCaller } from "./coversCaller.js";
import type { Exception } from "./exception.js";
import { type GrantedStatement, grantedStatements, requestsOf } from "./grantedStatements.js";
import { shortHash } from "./shortHash.js";
import { statementDigest } from "./statementDigest.js";

/** Names an exception by what it takes out, regardless of reason, owner and day. */
export const exceptionId = ({ property, target, statement, actions, resources, caller }: Exception): string =>
  shortHash(JSON.stringify([property, target, statement, actions, resources, caller]));

/** The statements of a target that an exception names; all that it has where it names none. */
export function namedStatements({ statement: name }: Exception, target: Target): readonly GrantedStatement[] {
  const all = grantedStatements(boundsOf(target).upper);
  if (name === undefined) return all;
  const byDigest = all.filter(({ statement }) => statementDigest(statement) === name);
  if (byDigest.length > 0) return byDigest;
  return all.filter(({ statement: { sid, index } }) => sid === name || String(index) === String(name));
}

/**
 * The requests that an exception takes out of the questions about a target. Where a part of its statement is unknown,
 * they are those that the statement allows in any case.
 */
export function exceptedBy(exception: Exception, target: Target): Excepted {
  const { statement, actions, resources, caller } = exception;
  const patterns: Access = {
    kind: "matching",
    statement: {
      ...(actions && { action: { negated: false, patterns: actions } }),
      ...(resources && { resource: { negated: false, patterns: resources } }),
    },
  };
  const isOf =
    caller === undefined
      ? {}
      : { isOf: (one: Parameters<typeof coversCaller>[1]) => coversCaller(caller, one) };
  if (statement === undefined) return { access: patterns, ...isOf };
  const { access, ...about } = requestsAllowedBy(namedStatements(exception, target), target);
  return { access: inAll(patterns, access), ...about, ...isOf };
}

/** The requests that some statements that say the same allow, in any case. */
export function requestsAllowedBy(named: readonly GrantedStatement[], target: Target): Excepted {
  const certain = grantedStatements(boundsOf(target).lower);
  const known = named.flatMap(({ source, statement: { pointer } }) =>
    certain.filter((one) => one.source === source && one.statement.pointer === pointer),
  );
  const principals = named[0]?.statement.principal;
  return { access: inAny(...known.map(requestsOf)), ...(principals && { principals }) };
}
