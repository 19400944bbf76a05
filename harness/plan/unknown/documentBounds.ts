import type {
  Condition,
  OperatorName,
  PatternElement,
  PolicyDocument,
  PrincipalElement,
  PrincipalEntry,
  Statement,
} from "../../../policies/language/policyDocument.js";
import type { Bounded } from "../../../properties/bounded.js";
import { beforeMark, type DocumentHole, fillMarks, hasMark, holeMark } from "./holeMark.js";
import { everyone, type NamedPrincipals, type PrincipalArn, principalsIn } from "./principalsIn.js";

/**
 * The bounds of a document with marks in it. In the upper one, what allows is as large as its holes can
 * make it and what denies as small; in the lower one the other way round. A hole is any string, or any number
 * of strings, also one with wildcards or policy variables; unless it has a pattern.
 */
export function documentBounds(
  document: PolicyDocument,
  holes: readonly DocumentHole[] = [],
  principalArn: PrincipalArn = () => undefined,
): Omit<Bounded<PolicyDocument>, "unknown"> {
  const filling: Filling = {
    widen: anyArn(holes),
    named: (entry) => principalsIn(entry, holes, principalArn),
  };
  const read = (grown: Statement["effect"]): PolicyDocument => ({
    ...document,
    statements: document.statements
      .map(withExamples(holes))
      .flatMap(
        (statement) =>
          (statement.effect === grown ? grow(statement, filling) : shrink(statement, filling)) ?? [],
      ),
  });
  return { upper: read("Allow"), lower: read("Deny") };
}

/** An ARN with an identifier that AWS makes is represented by an example, which the resource itself has, too. */
const withExamples =
  (holes: readonly DocumentHole[]) =>
  (statement: Statement): Statement => {
    const { resource } = statement;
    if (resource === undefined || !holes.some(({ example }) => example)) return statement;
    const filled = (pattern: string) => fillMarks(pattern, (mark) => holes[mark]?.example ?? holeMark(mark));
    return { ...statement, resource: { ...resource, patterns: resource.patterns.map(filled) } };
  };

/** The statement with all that its holes could make it apply to. */
const grow = (statement: Statement, { widen, named }: Filling): Statement => ({
  ...statement,
  action: growPatterns(statement.action, anyText),
  ...(statement.resource && { resource: growPatterns(statement.resource, widen) }),
  ...(statement.principal && { principal: growPrincipal(statement.principal, named) }),
  conditions: statement.conditions.flatMap(growCondition),
});

/** The statement with only what it applies to in any case; undefined when that is nothing. */
function shrink(statement: Statement, { widen, named }: Filling): Statement | undefined {
  const action = shrinkPatterns(statement.action, anyText);
  const resource = statement.resource && shrinkPatterns(statement.resource, widen);
  const principal = statement.principal && shrinkPrincipal(statement.principal, named);
  const conditions = statement.conditions.map(shrinkCondition);
  const isLost = [action, statement.resource ? resource : true, statement.principal ? principal : true];
  if (action === undefined || isLost.includes(undefined) || conditions.includes(undefined)) return undefined;
  return {
    ...statement,
    action,
    ...(resource && { resource }),
    ...(principal && { principal }),
    conditions: conditions.filter((condition) => condition !== undefined),
  };
}

type Widen = (pattern: string) => string;

/** What the holes of a statement are filled with. */
interface Filling {
  readonly widen: Widen;
  readonly named: (entry: PrincipalEntry) => NamedPrincipals;
}

const growPatterns = (element: PatternElement, widen: Widen): PatternElement =>
  element.negated ? withoutHoles(element) : { ...element, patterns: element.patterns.map(widen) };

/** A negated element without patterns leaves nothing out, and a plain one takes nothing in. */
function shrinkPatterns(element: PatternElement, widen: Widen): PatternElement | undefined {
  if (element.negated) return { ...element, patterns: element.patterns.map(widen) };
  const known = withoutHoles(element);
  return known.patterns.length === 0 && element.patterns.length > 0 ? undefined : known;
}

const withoutHoles = (element: PatternElement): PatternElement => ({
  ...element,
  patterns: element.patterns.filter((pattern) => !hasMark(pattern)),
});

const anyText: Widen = (pattern) => fillMarks(pattern, () => "*");

/**
 * In the last part of an ARN a `*` takes everything; before that it would end at a colon, which the hole need
 * not do. Nor does it represent a piece of a policy variable.
 */
const anyArn =
  (holes: readonly DocumentHole[]): Widen =>
  (pattern) => {
    if (!hasMark(pattern)) return pattern;
    if (/[${}]/.test(pattern.replaceAll(/\$\{[\w:./@-]*\}/g, ""))) return "*";
    const bounded = fillMarks(pattern, (index) => holes[index]?.pattern ?? holeMark(index));
    const isLastPart = beforeMark(bounded).split(":").length >= arnParts;
    return isLastPart || !hasMark(bounded) ? anyText(bounded) : "*";
  };

const arnParts = 6;

function growPrincipal(element: PrincipalElement, named: Filling["named"]): PrincipalElement {
  const { negated, principals } = element;
  if (!principals.some(({ value }) => hasMark(value))) return element;
  if (!negated) return { negated, principals: principals.flatMap((entry) => named(entry).most) };
  const known = principals.flatMap((entry) => named(entry).least);
  return known.length > 0 ? { negated, principals: known } : { negated: false, principals: [everyone] };
}

function shrinkPrincipal(element: PrincipalElement, named: Filling["named"]): PrincipalElement | undefined {
  const { negated, principals } = element;
  if (!principals.some(({ value }) => hasMark(value))) return element;
  const all = principals.map(named);
  if (negated) {
    const isKnown = all.every(({ most, least }) => most.length === least.length);
    return isKnown ? { negated, principals: all.flatMap(({ least }) => least) } : undefined;
  }
  const known = all.flatMap(({ least }) => least);
  return known.length === 0 ? undefined : { negated, principals: known };
}

/** With an unknown value a condition asks for some value of its key; with an unknown key, for nothing. */
function growCondition(condition: Condition): readonly Condition[] {
  const { operator, values } = condition;
  if (losesCondition(condition)) return [];
  const known = values.filter((value) => !hasMark(value));
  if (known.length === values.length) return [condition];
  if (isNegated(operator.name)) return known.length === 0 ? [] : [{ ...condition, values: known }];
  return [{ ...condition, operator: { ...operator, name: "StringLike" }, values: ["*"] }];
}

/** True for a condition that nothing is left of in the reading in which its statement grows. */
export const losesCondition = ({ operator, key, values }: Condition): boolean =>
  hasMark(key) || (operator.name === "Null" && values.some(hasMark));

function shrinkCondition(condition: Condition): Condition | undefined {
  const { operator, values } = condition;
  if (losesCondition(condition)) return undefined;
  const known = values.filter((value) => !hasMark(value));
  if (known.length === values.length) return condition;
  return known.length > 0 && !isNegated(operator.name) ? { ...condition, values: known } : undefined;
}

const isNegated = (name: OperatorName): boolean => name.includes("Not");
