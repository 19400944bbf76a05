import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import type { Cell, Spare } from "./cell.js";
import { verbOf } from "./nameOf.js";
import { firstOf, nearestActions, otherServices, otherVerbs, sameObject } from "./nearestActions.js";
import { patternMatcher } from "./patternMatcher.js";
import type { StatementRequests } from "./statementRequests.js";

/** The cells of an `Action` or `NotAction` element. */
export function actionCells(near: StatementRequests): readonly Cell[] {
  const { patterns } = near.parts.statement.action;
  return [
    ...patterns.flatMap((pattern, at) => [
      ...matchedCells(near, pattern, `action ${at}`).map((one) => cellOf(near, { ...one, isListed: true })),
      ...neighbourCells(near, pattern, `action ${at}`).map((one) =>
        cellOf(near, { ...one, isListed: false }),
      ),
    ]),
    ...otherCells(near).map((one) => cellOf(near, { ...one, isListed: false })),
  ];
}

/** An action of each cell that is inside the element; of `NotAction` those near what it lists. */
export function actionsInside(near: StatementRequests): readonly string[] {
  const { negated, patterns } = near.parts.statement.action;
  if (!negated) {
    const cells = patterns.flatMap((pattern) => matchedCells(near, pattern, ""));
    return [...new Set(cells.flatMap(({ actions }) => [...firstOf(actions, 1)]))];
  }
  const cells = [...patterns.flatMap((pattern) => neighbourCells(near, pattern, "")), ...otherCells(near)];
  const lists = cells.map(({ actions }) => [...firstOf(actions, mostTried)]);
  return [...new Set([...lists.flatMap((list) => list.slice(0, 1)), ...lists.flat()])];
}

interface NamedActions {
  readonly name: string;
  readonly actions: Iterable<string>;
  readonly spare?: Spare;
}

/** Actions that a cell tries before it stays empty, and requests for each of them. */
const [mostTried, mostOfAction] = [80, 24];

/**
 * What is outside the element is asked on resources and with keys by which all else matches. Of the neighbours of a
 * pattern only the nearest counts.
 */
function cellOf(
  near: StatementRequests,
  { name, actions, isListed, spare }: NamedActions & { readonly isListed: boolean },
): Cell {
  const outside = isListed === near.parts.statement.action.negated;
  return {
    name: `${outside ? "outside" : "inside"} ${name}`,
    ...(outside && { outside: "action" }),
    closest: outside || !isListed,
    ...(spare && { spare }),
    *requests() {
      for (const action of actions)
        yield* firstOf(
          near.of(action, [...near.plain(action), ...near.excepted(action), ...near.filled(action)]),
          mostOfAction,
        );
    },
  };
}

/** The actions of one pattern: of a wildcard the first, the last, one of another verb, and one that goes on. */
function matchedCells(near: StatementRequests, pattern: string, name: string): readonly NamedActions[] {
  const { reference } = near;
  if (!/[*?]/.test(pattern)) return [{ name, actions: [reference.action(pattern)?.name ?? pattern] }];
  const matches = patternMatcher(pattern);
  const all = realActions(pattern, reference).filter(matches);
  const named = near.actionsNamed().filter(matches);
  const real = [...new Set([...named, ...all])];
  const [first = ""] = all;
  const otherVerb = all.filter((one) => verbOf(one) !== verbOf(first));
  const isShort = patternMatcher(pattern.replace(/\*+$/, ""));
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

/** The nearest real actions that the pattern does not match: by the beginning of the name, and by its object. */
const neighbourCells = (near: StatementRequests, pattern: string, name: string): readonly NamedActions[] => [
  {
    name: `${name} nearest`,
    actions: chained(
      () => firstOf(nearestActions(near, pattern), mostTried),
      () => otherServices(near),
    ),
  },
  { name: `${name} same object`, actions: sameObject(near, pattern), spare: "useful" },
];

/** What no pattern of the element comes near to: a verb that it does not name, and another service. */
const otherCells = (near: StatementRequests): readonly NamedActions[] => [
  { name: "action of another verb", actions: chained(() => otherVerbs(near)), spare: "rare" },
  { name: "action of another service", actions: chained(() => otherServices(near)), spare: "rare" },
];

/** The values of some lists, each list made when it is reached. */
const chained = <T>(...lists: readonly (() => Iterable<T>)[]): Iterable<T> => ({
  *[Symbol.iterator]() {
    for (const list of lists) yield* list();
  },
});

/** The actions of the services of a pattern; of a service that the reference lacks one that the pattern matches. */
function realActions(pattern: string, reference: ServiceReference): readonly string[] {
  const service = pattern.split(":", 1)[0]!;
  if (!/[*?]/.test(service) && reference.actionsOf(service).length === 0)
    return [pattern.replaceAll("*", "Example").replaceAll("?", "x")];
  const services = /[*?]/.test(service) ? reference.services : [service];
  return services.flatMap((one) => reference.actionsOf(one).map(({ name }) => name));
}
