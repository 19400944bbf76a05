import { wellKnownActions } from "../../policies/reference/wellKnownActions.js";
import { nameOf, objectOf, verbOf } from "./nameOf.js";
import { patternMatcher } from "./patternMatcher.js";
import type { StatementRequests } from "./statementRequests.js";

/** Actions of the pattern's service that the element does not list: those that begin as it does first, then the shorter ones. */
export function nearestActions(near: StatementRequests, pattern: string): readonly string[] {
  const word = beginningOf(near, pattern).toLowerCase();
  return near
    .unlisted(serviceOf(pattern))
    .map((action) => ({ action, common: commonPrefix(nameOf(action), word) }))
    .toSorted((one, other) => other.common - one.common || one.action.length - other.action.length)
    .map(({ action }) => action);
}

/** What a pattern begins with; of one that begins with a wildcard the verb of an action that it matches. */
function beginningOf({ reference }: StatementRequests, pattern: string): string {
  const written = pattern.includes(":") ? nameOf(pattern) : "";
  const literal = written.replace(/[*?].*$/s, "");
  if (literal !== "" || written === "*" || /[*?]/.test(serviceOf(pattern))) return literal;
  const matches = patternMatcher(pattern);
  return verbOf(reference.actionsOf(serviceOf(pattern)).find(({ name }) => matches(name))?.name ?? "");
}

/** Those about the same object: another verb. */
export function sameObject(near: StatementRequests, pattern: string): readonly string[] {
  const object = objectOf(pattern);
  return object === "" ? [] : near.unlisted(serviceOf(pattern)).filter((one) => objectOf(one) === object);
}

/** Actions of the services of the element with a verb that it does not name. */
export function otherVerbs(near: StatementRequests): readonly string[] {
  const named = new Set(near.parts.statement.action.patterns.map(verbOf));
  const others = near.servicesNamed().flatMap((service) => near.unlisted(service));
  return others.filter((one) => !named.has(verbOf(one)));
}

/** Services some of whose actions act on resources of other services. */
const acting = ["backup", "ebs", "ssm", "sts", "wafv2"];

/**
 * Actions of services that the element does not name: well-known ones, those that other statements name, some that
 * act on resources of other services, and the first ones of each service.
 */
export function* otherServices(near: StatementRequests): Iterable<string> {
  const { reference } = near;
  const named = new Set(near.servicesNamed());
  const isOther = (action: string) => !named.has(serviceOf(action)) && !near.isListed(action);
  const known = wellKnownActions.filter((action) => reference.action(action) !== undefined);
  const written = (near.parts.statement.resource?.patterns ?? []).map((pattern) => pattern.split(":", 3)[2]);
  yield* [...new Set([...known, ...near.actionsNamed()])].filter(isOther).slice(0, 80);
  for (const service of acting)
    for (const { name, resourceTypes } of reference.actionsOf(service)) {
      const on = resourceTypes.flatMap(({ arnTemplates }) =>
        arnTemplates.map((one) => one.split(":", 3)[2]!),
      );
      if (isOther(name) && on.some((one) => one.includes("$") || written.includes(one))) yield name;
    }
  for (const service of firstOf(reference.services, 12))
    for (const { name } of reference.actionsOf(service).slice(0, 3)) if (isOther(name)) yield name;
}

export function* firstOf<T>(values: Iterable<T>, count: number): Iterable<T> {
  let left = count;
  for (const value of values) {
    if (left === 0) return;
    left -= 1;
    yield value;
  }
}

const serviceOf = (pattern: string): string => pattern.split(":", 1)[0]!.toLowerCase();

/** @param word in lower case */
function commonPrefix(name: string, word: string): number {
  const folded = name.toLowerCase();
  let at = 0;
  while (at < folded.length && at < word.length && folded[at] === word[at]) at += 1;
  return at;
}
