import type { ActionReference, ServiceReference } from "../../reference/serviceReference.js";
import { wellKnownActions } from "../../reference/wellKnownActions.js";
import type { Budget } from "../sets/budget.js";
import { plainGlob, plainLiteral } from "../sets/pattern.js";
import { textSet } from "../sets/textSet.js";
import { type Atom, keyAtom, textAtom } from "./atom.js";
import { allOf, anyOf, atomFormula, type Formula } from "./formula.js";
import { kindsOf, type RequestKind, supportsKey } from "./requestKinds.js";
import { knowingAction, restrict } from "./restrict.js";
import { requestRegion, type TypedUniverse } from "./typedUniverse.js";

/** Requests of the typed universe that a goal cannot tell apart but by resource and keys. */
export interface TypedBox {
  /** one of the actions, canonical casing; the others are alike to the goal; undefined where the goal tells it */
  readonly action: string | undefined;
  /** a resource that people recognise; `*` where the action is requested on it; undefined for any */
  readonly example: string | undefined;
  /** the goal for these requests, free of action atoms where the action is given */
  readonly goal: Formula;
}

/** Atoms that are compared with an action in about one step. */
const atomsPerStep = 8;

/**
 * The typed universe as boxes, those a goal tells apart: one for each action of the reference and each kind of
 * resource, with the keys that are not supported missing; then one for each action or service that the
 * reference lacks. Linear in the actions of the reference; not all of them once the budget is used up.
 */
export function typedBoxes(goal: Formula, universe: TypedUniverse, budget?: Budget): readonly TypedBox[] {
  const { reference, partition, unlisted } = universe;
  const atoms = [...new Map(atomsOf(goal).map((atom) => [atom.key, atom])).values()];
  const actionAtoms = atoms.filter(({ dimension }) => dimension === "action");
  const names = [...new Set(atoms.flatMap((atom) => (atom.dimension === "key" ? atom.name : [])))];
  const rests = new Map<string, Formula>();
  const boxes = new Map<string, TypedBox>();
  for (const action of actionsAskedAbout(goal, reference)) {
    budget?.spend(actionAtoms.length / atomsPerStep);
    if (budget?.exhausted) break;
    const folded = action.name.toLowerCase();
    const known = knowingAction(folded);
    const signature = actionAtoms.map((atom) => (known(atom) ? 1 : 0)).join("");
    const rest = rests.get(signature) ?? restrict(goal, known);
    rests.set(signature, rest);
    if (isNever(rest)) continue;
    const region = names.includes(requestedRegion) ? requestRegion(folded, partition) : undefined;
    for (const kind of kindsOf(action, partition)) {
      const supported = new Set(names.filter((name) => supportsKey(kind, name, reference)));
      const carried = names.map((name) => (supported.has(name) ? 1 : 0)).join("");
      const key = `${signature} ${carried} ${region} ${kind.template}`;
      if (!boxes.has(key))
        boxes.set(key, listedBox(inRegion(rest, region), action.name, { kind, supported }));
    }
  }
  const others = unlisted.map((pattern) => {
    const region = names.includes(requestedRegion) ? requestRegion(pattern, partition) : undefined;
    return unlistedBox(inRegion(goal, region), pattern);
  });
  return [...boxes.values(), ...others].filter((box) => !isNever(box.goal));
}

/** The actions of the reference, well-known ones first; only those named where the goal asks for some by name. */
function actionsAskedAbout(goal: Formula, reference: ServiceReference): readonly ActionReference[] {
  for (const part of goal.kind === "all" ? goal.parts : [goal]) {
    if (part.kind !== "atom" || !part.positive || part.atom.dimension !== "action") continue;
    const { globs, literals } = part.atom.set;
    if (globs.length === 0) return [...literals].flatMap((name) => reference.action(name) ?? []);
  }
  const known = wellKnownActions.flatMap((name) => reference.action(name) ?? []);
  return [...known, ...reference.services.flatMap((service) => reference.actionsOf(service))];
}

const isNever = (formula: Formula): boolean => formula.kind === "any" && formula.parts.length === 0;

function listedBox(
  goal: Formula,
  action: string,
  { kind, supported }: { readonly kind: RequestKind; readonly supported: ReadonlySet<string> },
): TypedBox {
  const rest = restrict(goal, (atom) => {
    if (atom.dimension !== "key" || supported.has(atom.name)) return undefined;
    return ofMissing(atom.asks.about);
  });
  const resource = atomFormula(textAtom("resource", textSet([kind.pattern()])));
  return { action, example: kind.example(), goal: allOf([resource, rest]) };
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
