import { compileGlob, matchGlob } from "../../policies/language/glob.js";
import type { PatternElement, Statement } from "../../policies/language/policyDocument.js";
import { escalationSteps } from "../../policies/reference/escalationSteps.js";

/**
 * The part of a statement that can allow a step of an escalation: without actions that no step takes, and without resources
 * of services that no step belongs to. An edit of these leaves the chains of the statement as they are.
 */
export function steppingPart({ action, resource, ...statement }: Statement): Statement {
  const taken = narrowed(action, (pattern) => stepsBy(pattern).length > 0);
  return { ...statement, action: taken, ...(resource && { resource: narrowed(resource, isOfSteps) }) };
}

/** The action and its resource may be of two services: sts:AssumeRole is on roles of iam, ssm:StartSession on instances. */
function isOfSteps(pattern: string): boolean {
  const [, , service = "*"] = pattern.split(":");
  return /[*?$]/.test(service) || stepServices.has(service.toLowerCase());
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

const stepServices = new Set(stepActions.map((name) => name.slice(0, name.indexOf(":"))));

/** The actions of steps that a pattern matches. */
function stepsBy(pattern: string): readonly string[] {
  const glob = compileGlob(pattern.toLowerCase());
  return stepActions.filter((action) => matchGlob(glob, action));
}
