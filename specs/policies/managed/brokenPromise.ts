import { matcher } from "../../../harness/run/diff/diffAccess.js";
import type { VersionPair } from "../../../harness/run/history/versionPairs.js";
import type { PolicySet } from "../../../policies/language/policySet.js";
import type { Request } from "../../../policies/language/request.js";
import { findRequest } from "../../../policies/prove/findRequest.js";
import { type Access, difference } from "../../../policies/prove/question/access.js";
import { Prover } from "../../../policies/prove/question/prover.js";
import type { TypedReference } from "../../../policies/prove/question/typedReference.js";

/** A version of an AWS managed policy that does not allow all that the one before it allowed. */
export interface BrokenPromise {
  readonly policy: string;
  readonly from: string;
  readonly to: string;
  /**
   * the action patterns of the older version, as written, that match the witness or that no pattern of the newer
   * version covers
   */
  readonly removed: readonly string[];
  /** the older version allows it, and the newer one does not */
  readonly witness: Request;
}

/** What is found of two versions: a row, nothing, or why that is not decided. */
export type PromiseAnswer = BrokenPromise | "kept" | { readonly undecided: string };

/**
 * Whether the older of two versions lies within the newer one, over the requests that AWS could send; they are asked
 * about only in what they differ in.
 */
export function brokenPromise(pair: VersionPair, reference: TypedReference): PromiseAnswer {
  const { newer, older, before, after, same } = pair;
  if (older === undefined || same !== "nothing") return "kept";
  const [earlier, later] = [before, after].map(({ policies }) => policies) as [PolicySet, PolicySet];
  // what no request at all does is shown sooner than for those that AWS could send
  const any = new Prover({});
  const lost = difference(of(earlier), of(later));
  if (findRequest(lost, any).kind === "empty") return "kept";
  const typed = new Prover({ reference, universe: "typed" });
  const answer = findRequest(lost, typed);
  if (answer.kind === "empty") return "kept";
  if (answer.kind === "undecided") return { undecided: answer.reason };
  const { action } = answer.witness;
  const kept = writtenIn(later).map(matcher);
  const isGone = (pattern: string) => !kept.some((matches) => matches(pattern));
  const removed = writtenIn(earlier).filter((pattern) => matcher(pattern)(action) || isGone(pattern));
  return { policy: newer.name, from: older.version, to: newer.version, removed, witness: answer.witness };
}

const of = (policies: PolicySet): Access => ({ kind: "of", policies });

const writtenIn = ({ identity }: PolicySet): readonly string[] => [
  ...new Set(
    identity.flatMap(({ document }) =>
      document.statements.flatMap(({ effect, action }) =>
        effect === "Deny" ? [] : action.negated ? ["*"] : action.patterns,
      ),
    ),
  ),
];
