import { compile } from "../../policies/evaluate/compile.js";
import { type Explanation, explain } from "../../policies/evaluate/explain.js";
import type { DecidingStatement, Decision, Request } from "../../policies/language/request.js";
import { typedReference } from "../../policies/prove/question/typedReference.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import type { Target } from "../../properties/target.js";
import { fillCells } from "../cells/fillCells.js";
import type { HeadTarget } from "./corpusHead.js";
import { rowPolicies } from "./rowPolicies.js";

/** Access that no case of a corpus asks about and that the policies of now decide otherwise than those of the corpus. */
export interface ChangedAccess {
  readonly target: string;
  readonly change: "added" | "removed";
  /** one request for the action, as the target makes it now */
  readonly request: Request;
  readonly was: Decision;
  readonly actual: Decision;
  readonly statements: readonly DecidingStatement[];
  readonly statementsBefore: readonly DecidingStatement[];
}

/**
 * Asks what pins down the policies of a target as it is now of these and of those in the corpus: so access is noticed
 * of which the older policies gave no hint. One request for each action.
 */
export function changedAccess(
  name: string,
  sides: { readonly now: Target; readonly before: Omit<HeadTarget, "name"> },
  reference: ServiceReference,
): readonly ChangedAccess[] {
  const { now, before } = sides;
  if (JSON.stringify(rowPolicies(now.policies)) === JSON.stringify(rowPolicies(before.policies))) return [];
  const [left, right] = [compile(before.policies), compile(now.policies)];
  const found = new Map<string, ChangedAccess>();
  const cells = fillCells(now.policies, { reference: typedReference(reference), principal: now.principal });
  for (const request of cells.flatMap(({ requests }) => requests)) {
    const [was, is] = [explain(left, byFormer(request, before.principal)), explain(right, request)];
    const change = changeOf(was, is);
    const key = `${change} ${request.action}`;
    if (change === undefined || found.has(key)) continue;
    found.set(key, {
      target: name,
      change,
      request,
      was: was.decision,
      actual: is.decision,
      statements: is.statements,
      statementsBefore: was.statements,
    });
  }
  return [...found.values()];
}

/** The same request by the principal as it was; what is its own stays its own. */
const byFormer = (request: Request, principal: string): Request => {
  const [now, before] = [request.principal, principal].map((arn) => arn.split(":")[4] ?? "");
  const isOwn = request.resourceAccount === now && before !== "";
  return { ...request, principal, resourceAccount: isOwn ? before! : request.resourceAccount };
};

function changeOf(was: Explanation, is: Explanation): ChangedAccess["change"] | undefined {
  const [before, now] = [was.decision === "allowed", is.decision === "allowed"];
  if (before === now) return undefined;
  return now ? "added" : "removed";
}
