import { compileGlob, matchGlob } from "../../policies/language/glob.js";
import type { PatternElement, Statement } from "../../policies/language/policyDocument.js";
import { escalationSteps } from "../../policies/reference/escalationSteps.js";

/**
 * The part of a statement that can allow a step of an escalation: without actions that no step takes, and without resources
 * of services that none of the others belongs to. An edit of these leaves the chains of the statement as they are.
 */
export function steppingPart({ action, resource, ...statement }: Statement): Statement {
  const taken = narrowed(action, (pattern) => stepsBy(pattern).length > 0);
  const services = new Set(taken.patterns.flatMap(stepsBy).map((name) => name.slice(0, name.indexOf(":"))));
  const isNear = (pattern: string): boolean => {
    const [, , service = "*"] = pattern.split(":");
    return /[*?$]/.test(service) || services.has(service);
  };
  return { ...statement, action: taken, ...(resource && { resource: narrowed(resource, isNear) }) };
}

/** Without what does not count; all of it where nothing does, and where it says what it does not match. */
function narrowed(
  { negated, patterns }: PatternElement,
  counts: (pattern: string) => boolean,
): PatternElement {
  const kept = negated ? patterns : patterns.filter(counts);
  return { negated, patterns: kept.length === 0 ? patterns : kept };
}

const stepActions = [
  ...new Set(escalationSteps.flatMap(({ requires }) => requires.map(({ action }) => action.toLowerCase()))),
];

/** The actions of steps that a pattern matches. */
function stepsBy(pattern: string): readonly string[] {
  const glob = compileGlob(pattern.toLowerCase());
  return stepActions.filter((action) => matchGlob(glob, action));
}
