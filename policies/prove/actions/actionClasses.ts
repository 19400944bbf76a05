import { isAlwaysAllowed } from "../../evaluate/authorize.js";
import { wellKnownActions } from "../../reference/wellKnownActions.js";
import { actionSignature } from "../question/actionSignature.js";
import type { TextAtom } from "../question/atom.js";
import type { Formula } from "../question/formula.js";
import type { ProveOptions } from "../question/proveOptions.js";
import { knowingAction, restrict } from "../question/restrict.js";
import { atomsOf } from "../question/typedBoxes.js";
import type { ActionViews } from "./actionViews.js";

/** Actions of which all questions about some policies have the same answer, but for the name in it. */
export interface ActionClass {
  /** sorted */
  readonly actions: readonly string[];
  /** the best known one */
  readonly example: string;
}

/** The atoms about actions in some formulas, each once. */
export function actionAtomsOf(formulas: readonly Formula[]): readonly TextAtom[] {
  const atoms = formulas.flatMap(atomsOf).flatMap((atom) => (atom.dimension === "action" ? [atom] : []));
  return [...new Map(atoms.map((atom) => [atom.key, atom])).values()];
}

/** What is asked about, and what distinguishes it. */
export interface ClassScope extends Pick<ProveOptions, "reference"> {
  /** what each of the policy sets allows */
  readonly formulas: readonly Formula[];
  readonly views: ActionViews;
}

/**
 * Partitions actions so that each question about the policies has the same verdict for all actions of a class:
 * the atoms about actions answer alike, and the requests that the reference knows of them are alike to the other
 * atoms. An action that the reference lacks is alone. Left out are actions that no policy set ever allows and
 * those that need no permission. Linear in the actions.
 */
export function actionClasses(names: readonly string[], scope: ClassScope): readonly ActionClass[] {
  const signature = actionSignature(actionAtomsOf(scope.formulas));
  const groups = new Map<string, (action: string) => string | undefined>();
  const classes = new Map<string, string[]>();
  for (const name of names) {
    const folded = name.toLowerCase();
    if (isAlwaysAllowed(folded)) continue;
    const signed = signature.of(folded);
    const viewOf = groups.get(signed) ?? viewerFor(folded, scope);
    groups.set(signed, viewOf);
    const view = viewOf(name);
    if (view === undefined) continue;
    const key = `${signed}\n${view}`;
    const alike = classes.get(key);
    if (alike === undefined) classes.set(key, [name]);
    else alike.push(name);
  }
  return [...classes.values()].map((actions) => ({
    actions: actions.toSorted(),
    example: exampleOf(actions),
  }));
}

/** The views of all actions with one signature, by one of them; none where no policy set allows them. */
function viewerFor(
  action: string,
  { formulas, views, reference }: ClassScope,
): (name: string) => string | undefined {
  const truth = knowingAction(action);
  const rests = formulas.map((formula) => restrict(formula, truth));
  if (rests.every(isNever)) return () => undefined;
  const viewOf = views.of(rests.flatMap(atomsOf));
  return (name) => {
    const known = reference?.action(name);
    if (known !== undefined) return viewOf(known);
    return reference === undefined ? "" : `unlisted ${name}`;
  };
}

/** Whether one of some policy sets may allow an action of a service: to look at all 22,000 of AWS takes milliseconds. */
export function reachedServices(formulas: readonly Formula[]): (service: string) => boolean {
  const signature = actionSignature(actionAtomsOf(formulas));
  const reached = new Map<string, boolean>();
  return (service) => {
    const signed = signature.ofService(service);
    if (signed === undefined) return true;
    const truth = knowingAction(`${service}:any`);
    const known = reached.get(signed) ?? formulas.some((formula) => !isNever(restrict(formula, truth)));
    reached.set(signed, known);
    return known;
  };
}

const isNever = (formula: Formula): boolean => formula.kind === "any" && formula.parts.length === 0;

const exampleOf = (actions: readonly string[]): string =>
  wellKnownActions.find((name) => actions.includes(name)) ??
  actions.reduce((one, other) => (one < other ? one : other));
