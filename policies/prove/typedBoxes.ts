import { exampleArn } from "../reference/exampleNames.js";
import type {
  ActionReference,
  ResourceTypeReference,
  ServiceReference,
} from "../reference/serviceReference.js";
import { type Atom, textAtom } from "./atom.js";
import type { Budget } from "./budget.js";
import { allOf, atomFormula, type Formula } from "./formula.js";
import { type Pattern, readPattern } from "./pattern.js";
import { knowingAction, restrict } from "./restrict.js";
import { textSet } from "./textSet.js";
import { wellKnownActions } from "./wellKnownActions.js";

/** Requests of the typed universe that a goal cannot tell apart but by resource and keys. */
export interface TypedBox {
  /** one of the actions, canonical casing; the others are alike to the goal */
  readonly action: string;
  /** a resource that people recognise; `*` where the action is requested on it */
  readonly example: string;
  /** the goal for these requests, free of action atoms */
  readonly goal: Formula;
}

/** How requests on one kind of resource look: its pattern (undefined for `*`), and the keys they may carry. */
export interface Kind {
  readonly resource: string | undefined;
  readonly example: string;
  readonly keys: readonly string[];
}

/** Atoms that are compared with an action in about one step. */
const atomsPerStep = 8;

/**
 * The typed universe as boxes, those a goal tells apart: one for each action of the reference and each type
 * of resource it supports, or for `*` where it supports none, with the keys that are not supported missing.
 * Linear in the actions of the reference; not all of them once the budget is used up.
 */
export const typedBoxes = (
  goal: Formula,
  reference: ServiceReference,
  budget?: Budget,
): readonly TypedBox[] => {
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
    for (const kind of kindsOf(action)) {
      const supported = new Set(names.filter((name) => isSupported(name, kind.keys, folded)));
      const key = `${signature} ${names.map((name) => (supported.has(name) ? 1 : 0)).join("")} ${kind.resource}`;
      if (!boxes.has(key)) boxes.set(key, boxOf(rest, action.name, { ...kind, supported }));
    }
  }
  return [...boxes.values()].filter((box) => !isNever(box.goal));
};

/** The actions of the reference, well-known ones first; only those named where the goal asks for some by name. */
const actionsAskedAbout = (goal: Formula, reference: ServiceReference): readonly ActionReference[] => {
  for (const part of goal.kind === "all" ? goal.parts : [goal]) {
    if (part.kind !== "atom" || !part.positive || part.atom.dimension !== "action") continue;
    const { globs, literals } = part.atom.set;
    if (globs.length === 0) return [...literals].flatMap((name) => reference.action(name) ?? []);
  }
  const known = wellKnownActions.flatMap((name) => reference.action(name) ?? []);
  return [...known, ...reference.services.flatMap((service) => reference.actionsOf(service))];
};

const isNever = (formula: Formula): boolean => formula.kind === "any" && formula.parts.length === 0;

/** The kinds of resource that an action is requested on, the plainest first. */
export const kindsOf = ({ resourceTypes, conditionKeys }: ActionReference): readonly Kind[] =>
  resourceTypes.length === 0
    ? [{ resource: undefined, example: "*", keys: conditionKeys }]
    : resourceTypes.toSorted(byPlainness).flatMap((type) =>
        type.arnTemplates.map((template) => ({
          resource: templatePattern(template),
          example: exampleArn(template),
          keys: [...conditionKeys, ...type.conditionKeys],
        })),
      );

/** Types that the action cannot do without come first, then those whose ARN has fewer parts to be filled. */
const byPlainness = (one: ResourceTypeReference, other: ResourceTypeReference): number =>
  Number(other.required) - Number(one.required) || variablesIn(one) - variablesIn(other);

const variablesIn = ({ arnTemplates: [template = ""] }: ResourceTypeReference): number =>
  template.split("${").length;

const boxOf = (
  goal: Formula,
  action: string,
  kind: Kind & { readonly supported: ReadonlySet<string> },
): TypedBox => {
  const rest = restrict(goal, (atom) => {
    if (atom.dimension !== "key" || kind.supported.has(atom.name)) return undefined;
    return ofMissing(atom.asks.about);
  });
  const resource = atomFormula(textAtom("resource", textSet([patternOf(kind)])));
  return { action, example: kind.example, goal: allOf([resource, rest]) };
};

const context = { version: "2008-10-17", resolve: () => undefined } as const;
const literalStar: Pattern = readPattern("*", "exact", context)!;
const resourcePattern = (text: string): Pattern => readPattern(text, "resource", context)!;

/** The resources of a kind. */
export const patternOf = ({ resource }: Kind): Pattern =>
  resource === undefined ? literalStar : resourcePattern(resource);

/** The pattern of a template: `${Partition}` is `aws`, a name is not empty. */
const templatePattern = (template: string): string =>
  template
    .replace("${Partition}", "aws")
    .split(":")
    .map((part, index) => part.replaceAll(/\$\{[^}]*\}/g, index < 5 ? "*" : "?*"))
    .join(":");

/** Keys that AWS may send with any action; the others are in the reference. */
const global = /^aws:(?!requesttag\/|resourcetag\/|tagkeys$)/;

/** Sign-in by an identity provider, whose keys bear its name: `oidc.example.com/id/1:sub`. */
const federated = new Set(["sts:assumerolewithwebidentity", "sts:assumerolewithsaml"]);
const ofProvider = /^[^:]*\.[^:]*:/;

/** Whether a request for an action, in lower case, may carry a key, in lower case, that its kind has or not. */
export const isSupported = (name: string, keys: readonly string[], action: string): boolean =>
  (federated.has(action) && ofProvider.test(name)) ||
  global.test(name) ||
  keys.some((key) => namesKey(key.toLowerCase(), name));

/** `aws:requesttag/${tagkey}` names every key with that beginning. */
const namesKey = (key: string, name: string): boolean => {
  const open = key.indexOf("${");
  return open < 0 ? key === name : name.startsWith(key.slice(0, open)) && name.length > open;
};

const ofMissing = (about: string): boolean => about === "missing" || about === "null" || about === "every";

/** All atoms of a formula, some more than once. */
export const atomsOf = (formula: Formula): readonly Atom[] => {
  const found = new Set<Atom>();
  const visit = (part: Formula): void => {
    if (part.kind === "atom") found.add(part.atom);
    else part.parts.forEach(visit);
  };
  visit(formula);
  return [...found];
};
