import type { ServiceReference } from "../../policies/reference/serviceReference.js";
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
    ...matched.map(({ name, actions }) => cellOf(near, name, actions, action.negated)),
    ...neighbours.map(({ name, actions }) => cellOf(near, name, actions, !action.negated)),
  ]);
}

interface NamedActions {
  readonly name: string;
  readonly actions: readonly string[];
}

/** What is outside the element is asked on resources and with keys by which all else matches. */
const cellOf = (
  near: StatementRequests,
  name: string,
  actions: readonly string[],
  outside: boolean,
): Cell => ({
  name: `${outside ? "outside" : "inside"} ${name}`,
  ...(outside && { outside: "action" }),
  closest: outside,
  *requests() {
    for (const action of actions) yield* near.of(action, [...near.plain(action), ...near.filled(action)]);
  },
});

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
  return [
    { name: `${name} first`, actions: real.slice(0, mostTried) },
    { name: `${name} last`, actions: all.toReversed().slice(0, mostTried) },
    ...(otherVerb.length > 0 ? [{ name: `${name} other verb`, actions: otherVerb.slice(0, mostTried) }] : []),
  ];
}

/** Actions that a cell tries before it stays empty. */
const mostTried = 80;

/** The nearest real actions that the pattern does not match: by the beginning of the name, and by its object. */
function neighbourCells(near: StatementRequests, pattern: string, name: string): readonly NamedActions[] {
  const { reference } = near;
  const isCovered = (one: string) =>
    near.parts.matchesAction(one.toLowerCase()) !== near.parts.statement.action.negated;
  const [service = "", written = ""] = pattern.split(":", 2);
  const others = /[*?]/.test(service)
    ? []
    : reference.actionsOf(service).flatMap((one) => (isCovered(one.name) ? [] : [one.name]));
  const literal = written.toLowerCase().replace(/[*?].*$/s, "");
  const ranked = others
    .map((one) => ({ one, common: commonPrefix(nameOf(one).toLowerCase(), literal) }))
    .toSorted(
      (left, right) => right.common - left.common || nameOf(left.one).length - nameOf(right.one).length,
    )
    .map(({ one }) => one);
  const object = objectOf(written);
  const sameObject = others.filter((one) => object !== "" && objectOf(nameOf(one)) === object);
  const elsewhere = reference.services
    .filter((one) => one !== service.toLowerCase())
    .flatMap((one) =>
      reference
        .actionsOf(one)
        .slice(0, 3)
        .map((action) => action.name),
    )
    .filter((one) => !isCovered(one));
  return [
    { name: `${name} nearest`, actions: [...ranked.slice(0, mostTried), ...elsewhere.slice(0, mostTried)] },
    ...(sameObject.length > 0 ? [{ name: `${name} same object`, actions: sameObject }] : []),
  ];
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
