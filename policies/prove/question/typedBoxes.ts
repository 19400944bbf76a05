import type { ActionReference } from "../../reference/serviceReference.js";
import type { Budget } from "../sets/budget.js";
import { plainGlob, plainLiteral } from "../sets/pattern.js";
import { patternsDisjoint, textSet } from "../sets/textSet.js";
import { type ActionGroup, ActionGroups, type Distinction, type RequestClass } from "./actionGroups.js";
import { type Atom, keyAtom, textAtom } from "./atom.js";
import { allOf, anyOf, atomFormula, type Formula } from "./formula.js";
import { knowingAction, restrict } from "./restrict.js";
import type { TypedReference } from "./typedReference.js";
import { requestRegion, type TypedUniverse } from "./typedUniverse.js";

/** Requests of the typed universe that a goal distinguishes only by resource and keys. */
export interface TypedBox {
  /** one of the actions, canonical casing; the others are alike to the goal; undefined where the goal has it */
  readonly action: string | undefined;
  /** a readable resource; `*` where the action is requested on it; undefined for any */
  readonly example: string | undefined;
  /** the goal for these requests, free of action atoms where the action is given */
  readonly goal: Formula;
}

/** Atoms that are compared with an action in about one step. */
const atomsPerStep = 8;

/** All boxes of {@link eachTypedBox}. */
export const typedBoxes = (goal: Formula, universe: TypedUniverse): readonly TypedBox[] => [
  ...eachTypedBox(goal, universe),
];

/**
 * The typed universe as boxes, those that a goal distinguishes: one for each action of the reference and each
 * kind of resource, with the keys that are not supported missing; then one for each action or service that the
 * reference lacks. Made one at a time, for one of the first is often enough. Linear in the actions of the
 * reference; not all of them once the budget is used up.
 */
export function* eachTypedBox(
  goal: Formula,
  { reference, partition, unlisted }: TypedUniverse,
  budget?: Budget,
): Generator<TypedBox> {
  const atoms = [...new Map(atomsOf(goal).map((atom) => [atom.key, atom])).values()];
  const actionAtoms = atoms.flatMap((atom) => (atom.dimension === "action" ? [atom] : []));
  const names = [...new Set(atoms.flatMap((atom) => (atom.dimension === "key" ? atom.name : [])))].sort();
  const distinction = { actionAtoms, names, partition };
  yield* listedBoxes(goal, { reference, distinction, ...(budget && { budget }) });
  if (budget?.exhausted) return;
  for (const pattern of unlisted) {
    const region = names.includes(requestedRegion) ? requestRegion(pattern, partition) : undefined;
    const box = unlistedBox(inRegion(goal, region), pattern);
    if (!isNever(box.goal)) yield box;
  }
}

interface Listed {
  readonly reference: TypedReference;
  readonly distinction: Distinction;
  readonly budget?: Budget;
}

/** The boxes of the actions that the reference has. */
function* listedBoxes(goal: Formula, { reference, distinction, budget }: Listed): Generator<TypedBox> {
  const named = namedActions(goal)?.flatMap((name) => reference.action(name) ?? []);
  const groups = named ? new ActionGroups(reference, distinction) : groupsOfAll(reference, distinction);
  const rests = new Map<ActionGroup, Formula>();
  const restOf = (group: ActionGroup, action: string): Formula => {
    const rest = rests.get(group) ?? restrict(goal, knowingAction(action));
    rests.set(group, rest);
    return rest;
  };
  const isAsked = (service: string): boolean => {
    const group = groups.ofService(service);
    return group === undefined || !isNever(restOf(group, `${service}:any`));
  };
  for (const actions of named ? [named] : actionsByService(reference, isAsked)) {
    budget?.spend((actions.length * distinction.actionAtoms.length) / atomsPerStep);
    if (budget?.exhausted) return;
    for (const action of actions) {
      const group = groups.of(action);
      const rest = restOf(group, action.name.toLowerCase());
      if (isNever(rest)) continue;
      for (const one of group.classesOf(action)) {
        const asked = inRegion(rest, one.region);
        if (isOfOtherResources(asked, one)) continue;
        const box = listedBox(asked, action.name, one);
        if (!isNever(box.goal)) yield box;
      }
    }
  }
}

/** The well-known actions, then the others by service: one that is not asked about is not read. */
function* actionsByService(
  reference: TypedReference,
  isAsked: (service: string) => boolean,
): Generator<readonly ActionReference[]> {
  yield reference.wellKnown;
  for (const service of reference.services) if (isAsked(service)) yield reference.othersOf(service);
}

/** The groups of all actions; questions about the same policies, which follow each other, share them. */
function groupsOfAll(reference: TypedReference, distinction: Distinction): ActionGroups {
  const { actionAtoms, names, partition } = distinction;
  const key = JSON.stringify([partition ?? null, names, actionAtoms.map((atom) => atom.key).sort()]);
  return reference.latest(key, () => new ActionGroups(reference, distinction));
}

/** The actions that the goal asks for by name, in lower case; undefined where it does not. */
function namedActions(goal: Formula): readonly string[] | undefined {
  for (const part of goal.kind === "all" ? goal.parts : [goal]) {
    if (part.kind !== "atom" || !part.positive || part.atom.dimension !== "action") continue;
    const { globs, literals } = part.atom.set;
    if (globs.length === 0) return [...literals];
  }
  return undefined;
}

const isNever = (formula: Formula): boolean => formula.kind === "any" && formula.parts.length === 0;

function listedBox(goal: Formula, action: string, { resource, supported }: RequestClass): TypedBox {
  const rest = restrict(goal, (atom) => {
    if (atom.dimension !== "key" || supported.has(atom.name)) return undefined;
    return ofMissing(atom.asks.about);
  });
  const ofKind = atomFormula(textAtom("resource", textSet([resource.pattern])));
  return { action, example: resource.example, goal: allOf([ofKind, rest]) };
}

/**
 * Whether the goal excludes all resources of a kind, with the keys that it lacks: plain to see of most kinds, and there
 * are thousands.
 */
function isOfOtherResources(goal: Formula, { resource: { pattern }, supported }: RequestClass): boolean {
  const rest = restrict(goal, (atom) => {
    if (atom.dimension === "action") return undefined;
    if (atom.dimension === "key") return supported.has(atom.name) ? undefined : ofMissing(atom.asks.about);
    return atom.set.patterns.every((one) => patternsDisjoint(pattern, one)) ? false : undefined;
  });
  return isNever(rest);
}

/** Nothing is known of the requests but the action, or the service. */
function unlistedBox(goal: Formula, pattern: string): TypedBox {
  const isAction = !/[*?]/.test(pattern);
  const action = atomFormula(textAtom("action", textSet([plainGlob(pattern)])));
  return {
    action: undefined,
    example: undefined,
    goal: allOf([action, isAction ? restrict(goal, knowingAction(pattern)) : goal]),
  };
}

const requestedRegion = "aws:requestedregion";

/** The goal for requests that carry no other region. */
function inRegion(goal: Formula, region: string | undefined): Formula {
  if (region === undefined) return goal;
  const about = (asks: Parameters<typeof keyAtom>[1]) => atomFormula(keyAtom("aws:RequestedRegion", asks));
  const set = textSet([plainLiteral(region)]);
  return allOf([goal, anyOf([about({ about: "missing" }), about({ about: "in", set })])]);
}

const ofMissing = (about: string): boolean => about === "missing" || about === "null" || about === "every";

/** All atoms of a formula, some more than once. */
export function atomsOf(formula: Formula): readonly Atom[] {
  const found = new Set<Atom>();
  const visit = (part: Formula): void => {
    if (part.kind === "atom") found.add(part.atom);
    else part.parts.forEach(visit);
  };
  visit(formula);
  return [...found];
}
