import { compileAction } from "../../policies/evaluate/compileAction.js";
import { serviceOf } from "../../policies/reference/serviceOf.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import type { Cell, Spare } from "./cell.js";
import { firstOf } from "./firstOf.js";
import { isWild } from "./isWild.js";
import { verbOf } from "./nameOf.js";
import { nearestActions, otherServices, otherVerbs, sameEnds, sameObject } from "./nearestActions.js";
import { patternMatcher } from "./patternMatcher.js";
import type { StatementActions } from "./statementActions.js";
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
  /** whether only the first action that fills it counts; those outside and near a pattern always do; @defaultValue false */
  readonly closest?: boolean;
  readonly spare?: Spare;
}

/** Actions that a cell tries before it stays empty, and requests for each of them. */
const [mostTried, mostOfAction] = [80, 48];

/**
 * What is outside the element is asked on resources and with keys by which all else matches. Of the neighbours of a
 * pattern only the nearest counts.
 */
function cellOf(
  near: StatementRequests,
  { name, actions, closest = false, isListed, spare }: NamedActions & { readonly isListed: boolean },
): Cell {
  const outside = isListed === near.parts.statement.action.negated;
  const { resources } = near;
  return {
    name: `${outside ? "outside" : "inside"} ${name}`,
    ...(outside && { outside: "action" }),
    closest: outside || !isListed || closest,
    ...(spare && { spare }),
    *requests() {
      for (const action of actions) {
        const all = [...resources.plain(action), ...near.ofOthers(action), ...resources.filled(action)];
        yield* firstOf(near.of(action, all), mostOfAction);
      }
    },
  };
}

/**
 * The actions of one pattern: of a wildcard the first, the last, one of another verb, and one that goes on; those that
 * no other pattern matches, where there are any.
 */
function matchedCells(
  { actions }: StatementRequests,
  pattern: string,
  name: string,
): readonly NamedActions[] {
  const { reference } = actions;
  if (!isWild(pattern)) return [{ name, actions: [reference.action(pattern)?.name ?? pattern] }];
  const all = aloneIn(actions, pattern);
  const isAlone = new Set(all);
  const named = actions.namedByOthers().filter((one) => isAlone.has(one));
  const [first = "", ...rest] = all;
  const last = rest.at(-1);
  const otherVerb = all.filter((one) => verbOf(one) !== verbOf(first));
  const isShort = patternMatcher(pattern.replace(/\*+$/, ""));
  const longer = all.filter((one) => !isShort(one));
  const most = (some: readonly string[]) => some.slice(0, mostTried);
  return [
    { name: `${name} first`, actions: most([...new Set([...named, ...all])].filter((one) => one !== last)) },
    { name: `${name} last`, actions: most(all.toReversed()), closest: true },
    ...(otherVerb.length > 0 ? [{ name: `${name} other verb`, actions: most(otherVerb) }] : []),
    ...(longer.length > 0 && longer.length < all.length
      ? [{ name: `${name} longer`, actions: most(longer) }]
      : []),
  ];
}

/** The real actions of a pattern that no other pattern of the element matches; all of them where each has another. */
function aloneIn({ parts, reference }: StatementActions, pattern: string): readonly string[] {
  const all = realActions(pattern, reference).filter(patternMatcher(pattern));
  const patterns = parts.statement.action.patterns.filter((one) => one !== pattern);
  const isElsewhere = compileAction({ negated: false, patterns });
  const alone = all.filter((one) => !isElsewhere(one.toLowerCase()));
  return alone.length > 0 ? alone : all;
}

/** The nearest real actions that the pattern does not match: by the beginning of the name, by its object, and by both ends. */
const neighbourCells = (near: StatementRequests, pattern: string, name: string): readonly NamedActions[] => [
  {
    name: `${name} nearest`,
    actions: chained(
      () => firstOf(nearestActions(near.actions, pattern), mostTried),
      () => otherServices(near.actions),
    ),
  },
  { name: `${name} same object`, actions: sameObject(near.actions, pattern), spare: "useful" },
  { name: `${name} same ends`, actions: sameEnds(near.actions, pattern), spare: "useful" },
];

/** What no pattern of the element comes near to: a verb that it does not name, and another service. */
const otherCells = (near: StatementRequests): readonly NamedActions[] => [
  { name: "action of another verb", actions: chained(() => otherVerbs(near.actions)), spare: "useful" },
  { name: "action of another service", actions: chained(() => otherServices(near.actions)), spare: "rare" },
];

/** The values of some lists, each list made when it is reached. */
const chained = <T>(...lists: readonly (() => Iterable<T>)[]): Iterable<T> => ({
  *[Symbol.iterator]() {
    for (const list of lists) yield* list();
  },
});

/** The actions of the services of a pattern; of a service that the reference lacks one that the pattern matches. */
function realActions(pattern: string, reference: ServiceReference): readonly string[] {
  const service = serviceOf(pattern);
  if (!isWild(service) && reference.actionsOf(service).length === 0)
    return [pattern.replaceAll("*", "Example").replaceAll("?", "x")];
  const services = isWild(service) ? reference.services : [service];
  return services.flatMap((one) => reference.actionsOf(one).map(({ name }) => name));
}
