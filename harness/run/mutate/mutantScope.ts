import type { Mutant } from "../../../generators/mutants/mutant.js";
import { compileAction } from "../../../policies/evaluate/compileAction.js";
import { policiesIn } from "../../../policies/language/policiesIn.js";
import type { PatternElement, Statement } from "../../../policies/language/policyDocument.js";
import type { PolicySet } from "../../../policies/language/policySet.js";
import { serviceOf } from "../../../policies/reference/serviceOf.js";
import type { ServiceReference } from "../../../policies/reference/serviceReference.js";

/** The actions in which a mutant can differ from its original. */
export interface MutantScope {
  /** patterns that match them all; `*` where no list of patterns does */
  readonly patterns: readonly string[];
  /** some of those that AWS has, or that a policy names */
  readonly actions: readonly string[];
  /** whether these are all that AWS has or a policy names */
  readonly complete: boolean;
}

/** Questions about some actions are quick, and a mutant that can be distinguished often is by one of the first. */
const mostActions = 24;

export function mutantScope(mutant: Mutant<PolicySet>, reference: ServiceReference): MutantScope {
  const patterns = scopePatterns(mutant);
  const matches = compileAction({ negated: false, patterns });
  const differs = differsInAction(mutant);
  const actions = new Set<string>();
  let complete = true;
  for (const name of actionsNear(patterns, mutant, reference)) {
    const folded = name.toLowerCase();
    if (!matches(folded) || !differs(folded)) continue;
    complete = actions.size < mostActions;
    if (!complete) break;
    actions.add(name);
  }
  const isListed = patterns.every((pattern) => reference.services.includes(serviceOf(pattern)));
  return { patterns, actions: [...actions], complete: complete && isListed };
}

function scopePatterns({ before, after }: Mutant<PolicySet>): readonly string[] {
  const elements = [before?.action, after?.action].filter((action) => action !== undefined);
  if (elements.length === 0 || elements.some(({ negated }) => negated)) return ["*"];
  return changesAction(before, after) ? differing(elements) : elements[0]!.patterns;
}

/** Each element that is not edited is the same object. */
const changesAction = (before: Statement | undefined, after: Statement | undefined): boolean =>
  before !== undefined && after !== undefined && before.action !== after.action;

/** A pattern that both lists hold makes no difference. */
function differing([before, after]: readonly PatternElement[]): readonly string[] {
  const [old, now] = [before!.patterns, after!.patterns];
  return [
    ...old.filter((pattern) => !now.includes(pattern)),
    ...now.filter((pattern) => !old.includes(pattern)),
  ];
}

function differsInAction({ before, after }: Mutant<PolicySet>): (action: string) => boolean {
  if (!changesAction(before, after)) return () => true;
  const [old, now] = [compileAction(before!.action), compileAction(after!.action)];
  return (action) => old(action) !== now(action);
}

/** Whether a mutant can differ in actions of a service, in lower case. */
function differsInService({ before, after }: Mutant<PolicySet>): (service: string) => boolean {
  if (!changesAction(before, after) || before!.action.negated !== after!.action.negated) return () => true;
  const services = differing([before!.action, after!.action]).map(serviceOf);
  return services.some((one) => /[*?]/.test(one)) ? () => true : (service) => services.includes(service);
}

/**
 * Actions by name: of the policies, of the services that the patterns name, then, where these are not all, of those
 * that the statement names.
 */
function* actionsNear(
  patterns: readonly string[],
  mutant: Mutant<PolicySet>,
  reference: ServiceReference,
): Iterable<string> {
  const { mutated, before, after } = mutant;
  const written = policiesIn(mutated).flatMap(({ document }) =>
    document.statements.flatMap(({ action }) => action.patterns),
  );
  for (const name of [...patterns, ...(before?.action.patterns ?? []), ...written])
    if (!/[*?]/.test(name)) yield name;
  const isWide = patterns.some((pattern) => /[*?]/.test(serviceOf(pattern)));
  const named = isWide ? [before?.action.patterns ?? [], after?.action.patterns ?? [], written].flat() : [];
  const all = patterns.includes("*") ? reference.services : [];
  const services = new Set([...[...patterns, ...named].map(serviceOf), ...all]);
  const differs = differsInService(mutant);
  for (const service of services)
    if (differs(service)) for (const { name } of reference.actionsOf(service)) yield name;
}
