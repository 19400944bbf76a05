import type { Mutant } from "../../../generators/mutants/mutant.js";
import type { PolicySet } from "../../../policies/language/policySet.js";
import type { Request } from "../../../policies/language/request.js";
import type { Answer } from "../../../policies/prove/answer.js";
import { findRequest, findSendable } from "../../../policies/prove/findRequest.js";
import { type Access, difference } from "../../../policies/prove/question/access.js";
import { Prover } from "../../../policies/prove/question/prover.js";
import { mutantScope } from "./mutantScope.js";

/** Whether a test can notice a mutant. */
export type MutantClass =
  /** proved: it allows the same requests as the original */
  | { readonly kind: "equivalent" }
  /** only requests that AWS never sends, by the service reference, are decided otherwise; one of them */
  | { readonly kind: "untyped"; readonly witness: Request }
  | { readonly kind: "undecided"; readonly reason: string }
  /** a request that is decided otherwise, replayed by the evaluator on both sides */
  | { readonly kind: "distinguishable"; readonly witness: Request };

/**
 * Decides by proof whether a mutant allows what its original does not, or the other way round. It is asked about
 * some actions first, and about all in which the two can differ only where that is not enough.
 *
 * @param prover of the typed universe with a reference, for the caller of the requests; questions about mutants of
 *   one original share what it knows of that
 */
export function classifyMutant(original: PolicySet, mutant: Mutant<PolicySet>, prover: Prover): MutantClass {
  const { patterns, actions, complete } = mutantScope(mutant, prover.reference!);
  const sides = [original, mutant.mutated] as const;
  const some = actions.length === 0 ? [] : differences(sides, actions, sendable(prover));
  const found = some.find(isFoundTyped);
  if (found !== undefined) return { kind: "distinguishable", witness: found.witness };
  const isDecided = complete && !some.some(({ kind }) => kind === "undecided");
  const asked = isDecided ? withoutReference(prover) : prover;
  return classOf(differences(sides, patterns, (access) => findRequest(access, asked)));
}

/**
 * A request that AWS could send and that a mutant decides otherwise than its original; `none` where no request does,
 * which is proved. It answers half of what {@link classifyMutant} does, in less time.
 */
export function distinguishingRequest(
  original: PolicySet,
  mutant: Mutant<PolicySet>,
  prover: Prover,
): Request | "none" | "undecided" {
  const { patterns, actions, complete } = mutantScope(mutant, prover.reference!);
  const sides = [original, mutant.mutated] as const;
  const some = actions.length === 0 ? [] : differences(sides, actions, sendable(prover));
  const isDecided = complete && !some.some(({ kind }) => kind === "undecided");
  const isAll = isDecided || patterns.every((one) => actions.includes(one)); // the same question again
  const all = isAll || some.some(isFoundTyped) ? some : differences(sides, patterns, sendable(prover));
  const found = [...some, ...all].find(isFoundTyped);
  if (found !== undefined) return found.witness;
  return all.some(({ kind }) => kind === "undecided") ? "undecided" : "none";
}

/** Whether AWS can send a request that distinguishes them is known; whether any request does is asked without it. */
function withoutReference(prover: Prover): Prover {
  const { reference: _, ...options } = prover;
  return new Prover({ ...options, universe: "any" }, prover);
}

const sendable =
  (prover: Prover) =>
  (access: Access): Answer =>
    findSendable(access, prover);

/** What each side allows, of some actions, that the other does not; up to the first that AWS can send. */
function differences(
  [original, mutated]: readonly [PolicySet, PolicySet],
  patterns: readonly string[],
  find: (access: Access) => Answer,
): readonly Answer[] {
  const [before, after] = [original, mutated].map((policies): Access => ({ kind: "of", policies }));
  const scope: Access = { kind: "actions", patterns, except: [] };
  const within = (access: Access): Access =>
    patterns.includes("*") ? access : { kind: "both", parts: [scope, access] };
  const removed = find(difference(within(before!), after!));
  return isFoundTyped(removed) ? [removed] : [removed, find(difference(within(after!), before!))];
}

const isFoundTyped = (answer: Answer): answer is Answer & { readonly kind: "found" } =>
  answer.kind === "found" && answer.universe === "typed";

/** A doubt in one direction is a doubt about the whole. */
function classOf(answers: readonly Answer[]): MutantClass {
  const found = answers.find(isFoundTyped);
  if (found !== undefined) return { kind: "distinguishable", witness: found.witness };
  let witness: Request | undefined;
  for (const answer of answers) {
    if (answer.kind === "undecided") return { kind: "undecided", reason: answer.reason };
    witness ??= answer.kind === "found" ? answer.witness : answer.contradicted;
  }
  return witness === undefined ? { kind: "equivalent" } : { kind: "untyped", witness };
}
