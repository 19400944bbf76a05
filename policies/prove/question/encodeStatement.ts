import type { Condition, PatternElement, PolicyVersion, Statement } from "../../language/policyDocument.js";
import { unnamedResource } from "../../language/unnamedResource.js";
import { leftOpen, type PatternContext, type Resolve, readPattern } from "../sets/pattern.js";
import { textSet } from "../sets/textSet.js";
import { valueSetOf } from "../sets/valueSet.js";
import { keyAtom, textAtom } from "./atom.js";
import { allOf, always, anyOf, atomFormula, type Formula, never, not } from "./formula.js";

/** Leaves every policy variable open. */
export const leaveOpen: Resolve = () => leftOpen;

/**
 * What a request must be like for a statement's action, resource and conditions to match; the principal is
 * encoded elsewhere. Means what `policies/evaluate` does, to the letter.
 */
export const encodeStatement = (
  statement: Pick<Statement, "action" | "resource" | "conditions">,
  context: PatternContext,
): Formula =>
  allOf([
    actionFormula(statement.action),
    resourceFormula(statement.resource ?? unnamedResource, context),
    ...statement.conditions.map((condition) => conditionFormula(condition, context)),
  ]);

const plain: PatternContext = { version: "2008-10-17" satisfies PolicyVersion, resolve: leaveOpen };

/** Actions hold no variables and are compared in lower case. */
export const actionSet = (patterns: readonly string[]) =>
  textSet(patterns.flatMap((pattern) => readPattern(pattern.toLowerCase(), "glob", plain) ?? []));

function actionFormula({ negated, patterns }: PatternElement): Formula {
  const set = actionSet(patterns);
  const formula = set.everything ? always : atomFormula(textAtom("action", set));
  return negated ? not(formula) : formula;
}

function resourceFormula(element: PatternElement, context: PatternContext): Formula {
  const set = textSet(element.patterns.flatMap((pattern) => readPattern(pattern, "resource", context) ?? []));
  const formula = set.everything ? always : atomFormula(textAtom("resource", set));
  return element.negated ? not(formula) : formula;
}

function conditionFormula(condition: Condition, context: PatternContext): Formula {
  const { operator, key, values } = condition;
  const about = (asks: Parameters<typeof keyAtom>[1]) => atomFormula(keyAtom(key, asks));
  if (operator.name === "Null") return nullFormula(about({ about: "null" }), values);
  const { set, negated } = valueSetOf(condition, context);
  if (operator.quantifier === "ForAllValues") return about({ about: "every", set, negated });
  if (operator.quantifier === "ForAnyValue") return about({ about: "some", set, negated });
  const missing = about({ about: "missing" });
  const inside = about({ about: "in", set });
  if (negated) return anyOf([missing, allOf([about({ about: "single" }), not(inside)])]);
  return operator.ifExists ? anyOf([missing, inside]) : inside;
}

function nullFormula(isNull: Formula, values: readonly string[]): Formula {
  const wanted = values.map((value) => value.toLowerCase());
  const ways = [wanted.includes("true") ? isNull : never, wanted.includes("false") ? not(isNull) : never];
  return ways.includes(never) ? anyOf(ways) : always;
}
