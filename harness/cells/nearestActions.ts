import { commonPrefix } from "../../generators/near/commonPrefix.js";
import { serviceOf } from "../../policies/reference/serviceOf.js";
import { wellKnownActions } from "../../policies/reference/wellKnownActions.js";
import { firstOf } from "./firstOf.js";
import { foreignActions } from "./foreignActions.js";
import { isWild } from "./isWild.js";
import { nameOf, objectOf, verbOf } from "./nameOf.js";
import { patternMatcher } from "./patternMatcher.js";
import type { StatementActions } from "./statementActions.js";

/**
 * Actions of the pattern's service that the element does not list: those that begin as it does first, then the shorter
 * ones. Of a service that the reference lacks they are made up.
 */
export function nearestActions(actions: StatementActions, pattern: string): readonly string[] {
  const service = serviceOf(pattern);
  const word = beginningOf(actions, pattern);
  if (isUnknown(actions, service))
    return [word, verbOf(word), ""]
      .map((begin) => `${service}:${begin}Example`)
      .filter((one) => !actions.isListed(one));
  return actions
    .unlisted(service)
    .map((action) => ({ action, common: commonPrefix(nameOf(action).toLowerCase(), word.toLowerCase()) }))
    .toSorted((one, other) => other.common - one.common || one.action.length - other.action.length)
    .map(({ action }) => action);
}

const isUnknown = ({ reference }: StatementActions, service: string): boolean =>
  !isWild(service) && reference.actionsOf(service).length === 0;

/** What a pattern begins with; of one that begins with a wildcard the verb of an action that it matches. */
function beginningOf({ reference }: StatementActions, pattern: string): string {
  const written = pattern.includes(":") ? nameOf(pattern) : "";
  const literal = written.replace(/[*?].*$/s, "");
  if (literal !== "" || written === "*" || isWild(serviceOf(pattern))) return literal;
  const matches = patternMatcher(pattern);
  return verbOf(reference.actionsOf(serviceOf(pattern)).find(({ name }) => matches(name))?.name ?? "");
}

/** Those about the same object, with another verb: those that end as the pattern does first, then one and several of it. */
export function sameObject(actions: StatementActions, pattern: string): readonly string[] {
  const object = objectOf(pattern);
  if (object === "") return [];
  const unlisted = actions.unlisted(serviceOf(pattern));
  const same = unlisted.filter((one) => objectOf(one) === object);
  const longer = unlisted.filter((one) => nameOf(one).endsWith(object));
  const alike = unlisted.filter((one) => singular(objectOf(one)) === singular(object));
  return [...new Set([...same, ...longer, ...alike])];
}

/** Those that begin with the same verb and end with the same word: what is between them differs. */
export function sameEnds(actions: StatementActions, pattern: string): readonly string[] {
  const [verb, end] = [verbOf(pattern), /[A-Z][a-z]+$/.exec(nameOf(pattern))?.[0]];
  if (isWild(pattern) || end === undefined) return [];
  return actions
    .unlisted(serviceOf(pattern))
    .filter((one) => verbOf(one) === verb && nameOf(one).endsWith(end));
}

const singular = (object: string): string => object.replace(/s$/, "");

/** Actions of the services of the element with a verb that it does not name. */
export function otherVerbs(actions: StatementActions): readonly string[] {
  const named = new Set(actions.parts.statement.action.patterns.map(verbOf));
  const others = actions.servicesNamed().flatMap((service) => actions.unlisted(service));
  return others.filter((one) => !named.has(verbOf(one)));
}

/**
 * Actions of services that the element does not name: well-known ones, those that other statements name, those that
 * act on resources of its services, and the first ones of some services.
 */
export function* otherServices(actions: StatementActions): Iterable<string> {
  const { reference } = actions;
  const named = new Set(actions.servicesNamed());
  const isOther = (action: string) => !named.has(serviceOf(action)) && !actions.isListed(action);
  const known = wellKnownActions.filter((action) => reference.action(action) !== undefined);
  yield* [...new Set([...known, ...actions.namedByOthers()])].filter(isOther).slice(0, 80);
  for (const service of [...actions.servicesOfResources(), "*"])
    for (const name of foreignActions(reference).get(service) ?? []) if (isOther(name)) yield name;
  for (const service of firstOf(reference.services, 12))
    for (const { name } of reference.actionsOf(service).slice(0, 3)) if (isOther(name)) yield name;
}
