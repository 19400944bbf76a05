import { compileGlob, matchGlob } from "../language/glob.js";
import type { PatternElement } from "../language/policyDocument.js";

/**
 * Prepares `Action` or `NotAction`: a glob over the whole of `service:Name`, without regard to case.
 * The matcher wants the action in lower case.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export function compileAction({ negated, patterns }: PatternElement): (folded: string) => boolean {
  const literals = new Set<string>();
  const globs: Int32Array[] = [];
  for (const pattern of patterns) {
    const folded = pattern.toLowerCase();
    if (/[*?]/.test(folded)) globs.push(compileGlob(folded));
    else literals.add(folded);
  }
  return (folded) => (literals.has(folded) || globs.some((glob) => matchGlob(glob, folded))) !== negated;
}
