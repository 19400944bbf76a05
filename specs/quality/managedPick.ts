import { shuffled } from "../../generators/near/shuffled.js";
import type { PolicyDocument, Statement } from "../../policies/language/policyDocument.js";
import { hasVariable } from "../../policies/language/template.js";
import { managedPolicies } from "../../policies/managed/managedPolicies.js";
import { batchPolicyNames } from "../generators/batchPolicies.js";

/** An AWS managed policy of a pick, in its newest version. */
export interface PickedPolicy {
  readonly name: string;
  readonly document: PolicyDocument;
}

/** What a pick has of each kind; a policy counts for the first kind that it is of. */
const kinds: readonly (readonly [count: number, is: (statement: Statement) => boolean])[] = [
  [6, ({ action, resource }) => action.negated || resource?.negated === true],
  [8, ({ effect }) => effect === "Deny"],
  [8, usesVariables],
  [10, ({ conditions }) => conditions.length > 0],
  [8, () => true],
];

/** Of the picks that are measured. */
export const pickSeed = 13;

/** The few policies with more take the prover minutes. */
const mostStatements = 50;

/**
 * Three picks of up to 40 AWS managed policies each, other than those of AWS Batch. Those with `NotAction`, `Deny`,
 * policy variables and conditions are over-represented. Complete corpora were improved after the survivors of all three
 * had been looked at.
 */
export const managedPicks = (seed: number): readonly (readonly PickedPolicy[])[] =>
  pick(seed, 3, batchPolicyNames);

/**
 * One more pick, of other policies than those of {@link managedPicks}: 34, for few are left of some kinds. It was drawn when
 * the cells were done: the first look noticed 94.6 % of 11,574 mutants, 99.6 % without additions, with 301 undecided.
 * After it resources of a longer type were no longer left out.
 */
export function fourthPick(): readonly PickedPolicy[] {
  const known = managedPicks(pickSeed).flatMap((one) => one.map(({ name }) => name));
  return pick(29, 1, [...batchPolicyNames, ...known])[0]!;
}

function pick(seed: number, picked: number, except: readonly string[]): readonly (readonly PickedPolicy[])[] {
  const picks = Array.from({ length: picked }, (): PickedPolicy[] => []);
  const counts = picks.map(() => kinds.map(() => 0));
  const excepted = new Set(except);
  for (const { name, versions } of shuffled(managedPolicies, seed)) {
    if (excepted.has(name)) continue;
    const { document } = versions.at(-1)!;
    if (document.statements.length > mostStatements) continue;
    const kind = kinds.findIndex(([, is]) => document.statements.some(is));
    const at = counts.findIndex((count) => count[kind]! < kinds[kind]![0]);
    if (at < 0) continue;
    counts[at]![kind]! += 1;
    picks[at]!.push({ name, document });
  }
  return picks;
}

function usesVariables({ resource, conditions }: Statement): boolean {
  const texts = [...(resource?.patterns ?? []), ...conditions.flatMap(({ values }) => values)];
  return texts.some(hasVariable);
}
