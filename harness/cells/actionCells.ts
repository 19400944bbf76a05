import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { actionsOnService } from "./actionsOnService.js";
import type { Cell } from "./cell.js";
import type { StatementRequests } from "./statementRequests.js";

/** The cells of an `Action` or `NotAction` element. */
export function actionCells(near: StatementRequests): readonly Cell[] {
  const { action } = near.parts.statement;
  const cells = action.patterns.map((pattern, at) => ({
    matched: matchedCells(near, pattern, `action ${at}`),
    neighbours: neighbourCells(near, pattern, `action ${at}`),
  }));
  return cells.flatMap(({ matched, neighbours }) => [
    ...matched.map(({ name, actions }) => cellOf(near, { name, actions, isListed: true })),
    ...neighbours.map(({ name, actions }) => cellOf(near, { name, actions, isListed: false })),
  ]);
}

/** An action of each cell that is inside the element; of `NotAction` those near what it lists. */
export function actionsInside(near: StatementRequests): readonly string[] {
  const { negated, patterns } = near.parts.statement.action;
  const cells = patterns.flatMap((pattern) =>
    negated ? neighbourCells(near, pattern, "") : matchedCells(near, pattern, ""),
  );
  const first = cells.flatMap(({ actions }) => actions.slice(0, 1));
  return [...new Set([...first, ...(negated ? cells.flatMap(({ actions }) => actions) : [])])];
}

interface NamedActions {
  readonly name: string;
  readonly actions: readonly string[];
}

/**
 * What is outside the element is asked on resources and with keys by which all else matches. Of the neighbours of a
 * pattern only the nearest counts.
 */
function cellOf(
  near: StatementRequests,
  { name, actions, isListed }: NamedActions & { readonly isListed: boolean },
): Cell {
  const outside = isListed === near.parts.statement.action.negated;
  return {
    name: `${outside ? "outside" : "inside"} ${name}`,
    ...(outside && { outside: "action" }),
    closest: outside || !isListed,
    *requests() {
      for (const action of actions)
        yield* firstOf(near.of(action, [...near.plain(action), ...near.filled(action)]), mostOfAction);
    },
  };
}

/** The actions of one pattern: of a wildcard the first, the last and one of another verb. */
function matchedCells(near: StatementRequests, pattern: string, name: string): readonly NamedActions[] {
  const { reference } = near;
  if (!/[*?]/.test(pattern)) return [{ name, actions: [reference.action(pattern)?.name ?? pattern] }];
  const matches = matcher(pattern);
  const all = realActions(pattern, reference).filter(matches);
  const named = near.others
    .flatMap(({ statement }) => statement.action.patterns)
    .filter((one) => !/[*?]/.test(one));
  const real = [
    ...new Set([...named.filter(matches).map((one) => reference.action(one)?.name ?? one), ...all]),
  ];
  const [first] = all;
  const otherVerb = all.filter((one) => verbOf(one) !== verbOf(first ?? ""));
  const isShort = matcher(pattern.replace(/\*+$/, ""));
  const longer = all.filter((one) => !isShort(one));
  return [
    { name: `${name} first`, actions: real.slice(0, mostTried) },
    { name: `${name} last`, actions: all.toReversed().slice(0, mostTried) },
    ...(otherVerb.length > 0 ? [{ name: `${name} other verb`, actions: otherVerb.slice(0, mostTried) }] : []),
    ...(longer.length > 0 && longer.length < all.length
      ? [{ name: `${name} longer`, actions: longer.slice(0, mostTried) }]
      : []),
  ];
}

/** Actions that a cell tries before it stays empty, and requests for each of them. */
const [mostTried, mostOfAction] = [80, 24];

function* firstOf<T>(values: Iterable<T>, count: number): Iterable<T> {
  let left = count;
  for (const value of values) {
    if (left === 0) return;
    left -= 1;
    yield value;
  }
}

/**
 * The nearest real actions that the pattern does not match: by the beginning of the name, and by its object. Where
 * none of the service can decide: those of other services that act on the same resources.
 */
function neighbourCells(near: StatementRequests, pattern: string, name: string): readonly NamedActions[] {
  const { reference } = near;
  const isListed = (one: string) =>
    near.parts.matchesAction(one.toLowerCase()) !== near.parts.statement.action.negated;
  const [service = "", written = ""] = pattern.split(":", 2);
  const others = /[*?]/.test(service)
    ? []
    : reference.actionsOf(service).flatMap((one) => (isListed(one.name) ? [] : [one.name]));
  const nearest = byPrefix(others, beginningOf(written, near, pattern));
  const object = objectOf(written);
  const sameObject = others.filter((one) => object !== "" && objectOf(nameOf(one)) === object);
  const elsewhere = actionsElsewhere(near, service.toLowerCase()).filter((one) => !isListed(one));
  return [
    { name: `${name} nearest`, actions: [...nearest.slice(0, mostTried), ...elsewhere] },
    ...(sameObject.length > 0 ? [{ name: `${name} same object`, actions: sameObject }] : []),
  ];
}

/** What a pattern begins with; of one that begins with a wildcard the verb of an action that it matches. */
function beginningOf(written: string, { reference }: StatementRequests, pattern: string): string {
  const literal = written.replace(/[*?].*$/s, "");
  if (literal !== "" || written === "*" || /^[*?]*:/.test(pattern)) return literal;
  return verbOf(realActions(pattern, reference).find(matcher(pattern)) ?? "");
}

/** Those that begin as the word does come first, of them the shorter ones. */
const byPrefix = (actions: readonly string[], word: string): readonly string[] =>
  actions
    .map((one) => ({ one, common: commonPrefix(nameOf(one).toLowerCase(), word.toLowerCase()) }))
    .toSorted(
      (left, right) => right.common - left.common || nameOf(left.one).length - nameOf(right.one).length,
    )
    .map(({ one }) => one);

/**
 * Actions that other statements name, actions of other services on the resources that this one writes, and some of
 * each service.
 */
function actionsElsewhere({ parts, reference, others }: StatementRequests, service: string): readonly string[] {
  const written = (parts.statement.resource?.patterns ?? []).map((pattern) => pattern.split(":", 3)[2] ?? "");
  const named = others
    .flatMap(({ statement }) => statement.action.patterns)
    .flatMap((pattern) => reference.action(pattern)?.name ?? []);
  const onThese = [...new Set(written)].flatMap((one) => actionsOnService(one, reference));
  const some = reference.services.flatMap((one) => reference.actionsOf(one).slice(0, 3));
  return [
    ...[...new Set(named)].slice(0, mostTried),
    ...onThese.slice(0, mostTried / 2),
    ...some.slice(0, mostTried / 2).map(({ name }) => name),
  ].filter((one) => !one.startsWith(`${service}:`));
}

function realActions(pattern: string, reference: ServiceReference): readonly string[] {
  const service = pattern.split(":", 1)[0]!;
  const services = /[*?]/.test(service) ? reference.services : [service];
  return services.flatMap((one) => reference.actionsOf(one).map(({ name }) => name));
}

function matcher(pattern: string): (action: string) => boolean {
  const source = pattern
    .toLowerCase()
    .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  const expression = new RegExp(`^${source}$`, "s");
  return (action) => expression.test(action.toLowerCase());
}

const nameOf = (action: string): string => action.split(":", 2)[1] ?? "";
const verbOf = (action: string): string => /^[A-Z]?[a-z]+/.exec(nameOf(action))?.[0] ?? "";
const objectOf = (name: string): string => /^[A-Z][a-z]+([A-Z]\w*)$/.exec(name)?.[1]?.replace(/s$/, "") ?? "";

function commonPrefix(one: string, other: string): number {
  let at = 0;
  while (at < one.length && at < other.length && one[at] === other[at]) at += 1;
  return at;
}
