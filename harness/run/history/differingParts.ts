import { compileGlob, matchGlob } from "../../../policies/language/glob.js";
import type { PolicyDocument, Statement } from "../../../policies/language/policyDocument.js";
import type { ActionGrants } from "./actionGrants.js";

/** Two documents, cut down to what a difference between them can depend on. */
export interface DifferingParts {
  readonly before: PolicyDocument;
  readonly after: PolicyDocument;
  /** the action patterns that only one of the documents grants or denies so; empty where none does */
  readonly actions: readonly string[];
}

/**
 * Cuts two documents down to the action patterns that one of them alone has, with the same resources and conditions,
 * and those that may match an action that one of these matches. A request that the rest decides is decided alike by
 * both, so the parts differ exactly where the documents do. Of two versions of a policy with thousands of actions a few
 * statements are left. Linear in the patterns, but for those of one service.
 */
export function differingParts(before: ActionGrants, after: ActionGrants): DifferingParts {
  const differing = [...onlyIn(before.patterns, after.patterns), ...onlyIn(after.patterns, before.patterns)];
  const isKept = meeting(differing);
  const cut = ({ document }: ActionGrants): PolicyDocument => ({
    ...document,
    statements: document.statements.flatMap((statement) => keepActions(statement, isKept)),
  });
  return { before: cut(before), after: cut(after), actions: differing };
}

const onlyIn = (one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): readonly string[] =>
  [...one].flatMap(([key, pattern]) => (other.has(key) ? [] : [pattern]));

function keepActions(statement: Statement, isKept: (pattern: string) => boolean): readonly Statement[] {
  const { action } = statement;
  if (action.negated) return isKept("*") ? [statement] : [];
  const patterns = action.patterns.filter(isKept);
  return patterns.length === 0 ? [] : [{ ...statement, action: { ...action, patterns } }];
}

/** Prepares the question whether a pattern may match an action that one of some patterns matches. */
function meeting(patterns: readonly string[]): (pattern: string) => boolean {
  const byService = new Map<string, string[]>();
  for (const pattern of new Set(patterns.map((one) => one.toLowerCase()))) {
    const service = serviceOf(pattern);
    byService.set(service, [...(byService.get(service) ?? []), pattern]);
  }
  const isEverywhere = byService.has(anyService);
  return (pattern) => {
    const folded = pattern.toLowerCase();
    const service = serviceOf(folded);
    if (isEverywhere || service === anyService) return byService.size > 0;
    return byService.get(service)?.some((one) => mayMeet(one, folded)) ?? false;
  };
}

const anyService = "*";

/** `*` where the pattern may match actions of several services. */
function serviceOf(pattern: string): string {
  const [service] = pattern.split(":", 1) as [string];
  return /[*?]/.test(service) ? anyService : service;
}

/** Whether some action may match both: exact where one of them is plain, else by what they begin with. */
function mayMeet(one: string, other: string): boolean {
  if (!isPattern(one)) return matchGlob(compileGlob(other), one);
  if (!isPattern(other)) return matchGlob(compileGlob(one), other);
  const [first, second] = [one, other].map((pattern) => pattern.split(/[*?]/, 1)[0]!) as [string, string];
  return first.startsWith(second) || second.startsWith(first);
}

const isPattern = (action: string): boolean => /[*?]/.test(action);
