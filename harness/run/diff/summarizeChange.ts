import type { CompiledPolicySet } from "../../../policies/evaluate/compile.js";
import { explain } from "../../../policies/evaluate/explain.js";
import type { Request } from "../../../policies/language/request.js";

/**
 * A change in a few words, where it depends on a context key: `now without the resource tag Owner`,
 * `now only with aws:SourceVpc`; undefined elsewhere.
 *
 * @param request one that the other side allows
 * @param denying the side that does not
 * @param isGone whether that is the later side
 */
export function summarizeChange(
  request: Request,
  denying: CompiledPolicySet,
  isGone: boolean,
): string | undefined {
  const { missingKeys, decision } = explain(denying, request);
  if (decision !== "implicitDeny" || missingKeys.length === 0) return undefined;
  const keys = missingKeys.map(nameKey).join(" and ");
  return isGone ? `now only with ${keys}` : `now without ${keys}`;
}

/** `aws:ResourceTag/Owner` is the resource tag Owner. */
function nameKey(key: string): string {
  const [, kind, tag] = /^aws:(Request|Resource|Principal)Tag\/(.+)$/i.exec(key) ?? [];
  return kind === undefined ? key : `the ${kind.toLowerCase()} tag ${tag}`;
}
