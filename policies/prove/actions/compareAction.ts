import type { Request } from "../../language/request.js";
import { findRequest } from "../findRequest.js";
import type { Access } from "../question/access.js";
import type { Prover } from "../question/prover.js";
import { type AccessRelation, relateAccess } from "../relate.js";

/** What became of one action from the left policies (before) to the right ones (after). */
export interface ActionDifference {
  /** an action, or a pattern for the actions it matches that are not reported separately */
  readonly action: string;
  readonly change: "added" | "removed" | "widened" | "narrowed" | "shifted" | "undecided";
  /** a request that only the right side allows */
  readonly gained: Request | undefined;
  /** a request that only the left side allows */
  readonly lost: Request | undefined;
  /** `any`: nothing vouches that AWS would send these requests */
  readonly universe: "any" | "typed";
  /** why it is undecided */
  readonly reason?: string;
}

/** What two policy sets allow: before, and after. */
export type AccessSides = readonly [Access, Access];

/**
 * The difference between two sides in one action, or in what a pattern matches and some exceptions do not;
 * undefined where both allow the same. Two questions to the prover, or three.
 */
export function compareAction(
  action: string,
  [before, after]: AccessSides,
  { prover, except = [] }: { readonly prover: Prover; readonly except?: readonly string[] },
): ActionDifference | undefined {
  const among: Access = { kind: "actions", patterns: [action], except };
  const left: Access = { kind: "both", parts: [among, before] };
  const right: Access = { kind: "both", parts: [among, after] };
  const relation = relateAccess(left, right, prover);
  if (relation.relation === "equal") return undefined;
  const isEmpty = (access: Access) => findRequest(access, prover).kind === "empty";
  const verdicts = [relation.forward, relation.backward];
  const reason = verdicts.find(({ verdict }) => verdict === "undecided");
  const untyped = verdicts.some((one) => one.verdict === "refuted" && one.universe === "any");
  return {
    action,
    change: changeOf(relation, { wasNone: () => isEmpty(left), isNone: () => isEmpty(right) }),
    gained: relation.rightOnly,
    lost: relation.leftOnly,
    universe: untyped ? "any" : "typed",
    ...(reason?.verdict === "undecided" && { reason: reason.reason }),
  };
}

function changeOf(
  { relation }: AccessRelation,
  { wasNone, isNone }: { readonly wasNone: () => boolean; readonly isNone: () => boolean },
): ActionDifference["change"] {
  if (relation === "subset") return wasNone() ? "added" : "widened";
  if (relation === "superset") return isNone() ? "removed" : "narrowed";
  return relation === "undecided" ? "undecided" : "shifted";
}
