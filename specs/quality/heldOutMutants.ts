import type { Mutant } from "../../generators/mutants/mutant.js";
import { mutantsOf } from "../../generators/mutants/mutantsOf.js";
import { parsePolicy } from "../../policies/language/parsePolicy.js";
import type { PolicyDocument, Statement } from "../../policies/language/policyDocument.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import { printPolicy } from "../../policies/language/printPolicy.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";

/** Mistakes that `mutationOperators` does not make: what complete corpora are worth was never improved by them. */
type HeldOut = (statement: Statement, reference: ServiceReference) => readonly Statement[];

const verbs = [
  ["Get", "List", "Describe"],
  ["Create", "Delete", "Update", "Put"],
  ["Start", "Stop"],
  ["Tag", "Untag"],
  ["Attach", "Detach"],
];

const eachAction =
  (edit: (action: string, reference: ServiceReference) => readonly string[]): HeldOut =>
  (statement, reference) =>
    statement.action.patterns.flatMap((pattern, at) =>
      edit(pattern, reference).map((edited) => ({
        ...statement,
        action: { ...statement.action, patterns: statement.action.patterns.with(at, edited) },
      })),
    );

const eachName =
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

const eachValue =
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

const ofStatement: Readonly<Record<string, HeldOut>> = {
  "verb-starred": eachAction((action) => {
    const starred = action.replace(/:[A-Z][a-z]+(?=[A-Z]\w)/, ":*");
    return /[*?]/.test(action) ? [] : [starred];
  }),
  "last-word-starred": eachAction((action) =>
    /[*?]/.test(action) ? [] : [action.replace(/(?<=[a-z])[A-Z][a-z]+$/, "*")],
  ),
  "verb-swapped": eachAction((action, reference) =>
    verbs
      .filter((row) => row.some((verb) => action.includes(`:${verb}`)))
      .flatMap((row) => row.map((verb) => action.replace(/:[A-Z][a-z]+/, `:${verb}`)))
      .filter((one) => reference.action(one) !== undefined),
  ),
  "plural-swapped": eachAction((action, reference) =>
    [action.endsWith("s") ? action.slice(0, -1) : `${action}s`].filter(
      (one) => reference.action(one) !== undefined,
    ),
  ),
  "actions-halved": (statement) => {
    const { patterns } = statement.action;
    const half = patterns.slice(0, Math.ceil(patterns.length / 2));
    return half.length === patterns.length
      ? []
      : [{ ...statement, action: { ...statement.action, patterns: half } }];
  },
  "path-lost": eachName((name) => [name.replace(/^([^/]+\/)[^/]+\/(?=.)/, "$1")]),
  "path-inserted": eachName((name) => [name.replace(/^([^/]+\/)(?=.)/, "$1path/")]),
  "star-to-question": eachName((name) => [name.replace("*", "?")]),
  "name-case": eachName((name) => [
    name.replace(/[A-Za-z](?=[^A-Za-z]*$)/, (letter) =>
      letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
    ),
  ]),
  "name-letter-lost": eachName((name) => [name.replace(/(?<=[A-Za-z]{2})[A-Za-z](?=[^A-Za-z]*$)/, "")]),
  "value-space": eachValue((value) => [`${value} `]),
  "value-starred": eachValue((value) => [value.replace(/^[^*]+/, "*")]),
  "value-letter-lost": eachValue((value) => (value.includes("${") ? [] : [value.replace(/\w(?=\W*$)/, "")])),
  "conditions-dropped": (statement) =>
    statement.conditions.length < 2 ? [] : [{ ...statement, conditions: [] }],
  "condition-to-null": ({ conditions, ...statement }) =>
    conditions.flatMap((condition, at) =>
      condition.operator.name === "Null"
        ? []
        : [
            {
              ...statement,
              conditions: conditions.with(at, {
                ...condition,
                operator: { name: "Null" as const, ifExists: false },
                values: ["false"],
              }),
            },
          ],
    ),
};

const ofNeighbours: Readonly<Record<string, (one: Statement, next: Statement) => readonly Statement[]>> = {
  "statements-merged": (one, next) => [
    { ...one, action: { ...one.action, patterns: [...one.action.patterns, ...next.action.patterns] } },
  ],
  "resources-swapped": (one, { resource }) => [{ ...one, ...(resource && { resource }) }],
  "conditions-swapped": (one, { conditions }) => [{ ...one, conditions }],
};

/** The held-out mutants of a policy set whose first identity policy is under test. */
export function heldOutMutants(
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
    for (const [operator, edit] of Object.entries(ofStatement))
      add(operator, statement, edit(statement, reference));
    const next = document.statements[at + 1];
    if (next === undefined || next.action.negated !== statement.action.negated) return;
    for (const [operator, edit] of Object.entries(ofNeighbours))
      add(operator, statement, edit(statement, next));
  });
  return made;
}
