import type { Mutant } from "../../generators/mutants/mutant.js";
import { mutantsOf } from "../../generators/mutants/mutantsOf.js";
import { parsePolicy } from "../../policies/language/parsePolicy.js";
import type { Condition, PolicyDocument, Statement } from "../../policies/language/policyDocument.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import { printPolicy } from "../../policies/language/printPolicy.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";

/** A mistake that `mutationOperators` does not make. */
export type HeldOut = (statement: Statement, reference: ServiceReference) => readonly Statement[];

/** A mistake of a statement and the next one. */
export type OfNeighbours = Readonly<
  Record<string, (one: Statement, next: Statement) => readonly Statement[]>
>;

export type MakeHeldOut = (policies: PolicySet, reference: ServiceReference) => readonly Mutant<PolicySet>[];

export const eachAction =
  (edit: (action: string, reference: ServiceReference) => readonly string[]): HeldOut =>
  (statement, reference) =>
    statement.action.patterns.flatMap((pattern, at) =>
      edit(pattern, reference).map((edited) => ({
        ...statement,
        action: { ...statement.action, patterns: statement.action.patterns.with(at, edited) },
      })),
    );

export const eachName =
  (edit: (name: string) => readonly string[]): HeldOut =>
  (statement) =>
    (statement.resource?.patterns ?? []).flatMap((pattern, at) => {
      const parts = pattern.split(":");
      if (parts[0] !== "arn" || parts.length < 6) return [];
      return edit(parts.slice(5).join(":")).map((edited) => ({
        ...statement,
        resource: {
          ...statement.resource!,
          patterns: statement.resource!.patterns.with(at, [...parts.slice(0, 5), edited].join(":")),
        },
      }));
    });

export const eachValue =
  (edit: (value: string) => readonly string[]): HeldOut =>
  (statement) =>
    statement.conditions.flatMap((condition, place) =>
      /^(?:String|Arn)/.test(condition.operator.name)
        ? condition.values.flatMap((value, at) =>
            edit(value).map((edited) => ({
              ...statement,
              conditions: statement.conditions.with(place, {
                ...condition,
                values: condition.values.with(at, edited),
              }),
            })),
          )
        : [],
    );

export const eachCondition =
  (edit: (condition: Condition) => readonly Partial<Condition>[]): HeldOut =>
  (statement) =>
    statement.conditions.flatMap((condition, place) =>
      edit(condition).map((edited) => ({
        ...statement,
        conditions: statement.conditions.with(place, { ...condition, ...edited }),
      })),
    );

/** The mutants of a policy set, whose first identity policy is under test, by some mistakes. */
export function mutantsBy(
  mistakes: { readonly ofStatement: Readonly<Record<string, HeldOut>>; readonly ofNeighbours: OfNeighbours },
  policies: PolicySet,
  reference: ServiceReference,
): readonly Mutant<PolicySet>[] {
  const [policy, ...rest] = policies.identity;
  const { source, document } = policy!;
  const print = (one: PolicyDocument) => printPolicy(one, 0);
  const known = mutantsOf(document, { reference, kind: "identity" }).map(({ mutated }) => print(mutated));
  const seen = new Set([print(document), ...known]);
  const made: Mutant<PolicySet>[] = [];
  const add = (operator: string, before: Statement, afters: readonly Statement[]) => {
    for (const after of afters) {
      const statements = document.statements.map((one) => (one === before ? after : one));
      const mutated = { ...document, statements };
      const printed = print(mutated);
      if (seen.has(printed) || !parsePolicy(printed, "identity", { keeper: "aws" }).ok) continue;
      seen.add(printed);
      const identity = [{ source, document: mutated }, ...rest];
      made.push({ operator, source, pointer: before.pointer, before, after, mutated: { identity } });
    }
  };
  document.statements.forEach((statement, at) => {
    for (const [operator, edit] of Object.entries(mistakes.ofStatement))
      add(operator, statement, edit(statement, reference));
    const next = document.statements[at + 1];
    if (next === undefined || next.action.negated !== statement.action.negated) return;
    for (const [operator, edit] of Object.entries(mistakes.ofNeighbours))
      add(operator, statement, edit(statement, next));
  });
  return made;
}
