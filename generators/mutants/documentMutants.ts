import { parsePolicy } from "../../policies/language/parsePolicy.js";
import type {
  PolicyDocument,
  PolicyKind,
  PolicyVersion,
  Statement,
} from "../../policies/language/policyDocument.js";
import { printPolicy } from "../../policies/language/printPolicy.js";
import { hasVariable } from "../../policies/language/template.js";
import type { Mutant } from "./mutant.js";
import type { MutationContext } from "./mutationOperator.js";
import { editOperators } from "./mutationOperators.js";

/** The mutants of one document; see `mutantsOf`. */
export function documentMutants(
  document: PolicyDocument,
  options: Omit<MutationContext, "document">,
): readonly Mutant[] {
  const context = { ...options, document };
  return [
    ...otherVersion(document, options.kind),
    ...droppedStatements(document),
    ...document.statements.flatMap((statement) => statementMutants(statement, context)),
  ];
}

/** Only policy variables are read differently by the two versions. */
function otherVersion(document: PolicyDocument, kind: PolicyKind): readonly Mutant[] {
  const version: PolicyVersion = document.version === "2012-10-17" ? "2008-10-17" : "2012-10-17";
  const mutated = { ...document, version };
  if (!document.statements.some(usesVariables) || !isStored(mutated, kind)) return [];
  return [{ operator: "version", pointer: "", mutated }];
}

const usesVariables = ({ resource, conditions }: Statement): boolean =>
  [...(resource?.patterns ?? []), ...conditions.flatMap(({ values }) => values)].some(hasVariable);

function droppedStatements(document: PolicyDocument): readonly Mutant[] {
  if (document.statements.length === 1) return [];
  return document.statements.map((before, at) => ({
    operator: "statement-drop",
    pointer: before.pointer,
    before,
    mutated: { ...document, statements: document.statements.toSpliced(at, 1) },
  }));
}

/** Statements are compared as they are printed, in which the order of a list and repetitions do not count. */
function statementMutants(before: Statement, context: MutationContext): readonly Mutant[] {
  const { document, kind } = context;
  const alone = (statement: Statement): PolicyDocument => ({ ...document, statements: [statement] });
  const seen = new Set([printPolicy(alone(before), 0)]);
  // AWS's own policies hold what it refuses in those of users
  const place = isStored(alone(before), kind) ? {} : ({ keeper: "aws" } as const);
  return editOperators.flatMap(({ name, edit }) =>
    edit(before, context)
      .filter((after) => hasDistinctConditions(after) && isNew(printPolicy(alone(after), 0), seen))
      .filter((after) => isStored(alone(after), kind, place))
      .map((after) => {
        const statements = document.statements.with(document.statements.indexOf(before), after);
        const mutated = { ...document, statements };
        return { operator: name, pointer: before.pointer, before, after, mutated };
      }),
  );
}

/** Two conditions with the same operator and key cannot be written, and printing would lose one. */
function hasDistinctConditions({ conditions }: Statement): boolean {
  const names = conditions.map(({ operator, key }) => JSON.stringify([operator, key.toLowerCase()]));
  return new Set(names).size === names.length;
}

function isNew(printed: string, seen: Set<string>): boolean {
  const before = seen.size;
  return seen.add(printed).size > before;
}

const isStored = (
  document: PolicyDocument,
  ...kind: readonly [PolicyKind, { readonly keeper?: "aws" }?]
): boolean => parsePolicy(printPolicy(document, 0), ...kind).ok;
