import fc from "fast-check";
import { actionPool } from "../generators/near/actionPool.js";
import { requestNear } from "../generators/requestNear.js";
import { authorize } from "../policies/evaluate/authorize.js";
import { compile } from "../policies/evaluate/compile.js";
import { explain } from "../policies/evaluate/explain.js";
import type { PolicySet } from "../policies/language/policySet.js";
import type { Request } from "../policies/language/request.js";
import { type Access, difference } from "../policies/prove/question/access.js";
import { askedAbout } from "../policies/prove/question/askedAbout.js";
import type { Prover } from "../policies/prove/question/prover.js";
import type { ServiceReference } from "../policies/reference/serviceReference.js";
import { combineOutcomes } from "./combineOutcomes.js";
import { containment, namesOf } from "./containedIn.js";
import { findForCaller } from "./exampleCaller.js";
import { grantingPolicies } from "./grantingPolicies.js";
import { lawProver } from "./lawProver.js";
import type { Outcome, Property, SearchOptions } from "./property.js";
import { proveQuestion } from "./proveQuestion.js";
import type { Question } from "./question.js";
import { searchQuestion } from "./searchQuestion.js";
import type { Target } from "./target.js";
import { undecided } from "./undecided.js";

export interface StrictSubsetOptions {
  /** the smaller side */
  readonly left: PolicySet;
  /** what must deny the difference: the policies that `left` is a part of; @defaultValue `left` itself */
  readonly whole?: PolicySet;
  /** the larger side */
  readonly within: PolicySet;
  /** `action`: there is a difference in each action that `left` grants; @defaultValue in one of them */
  readonly by?: "action";
  /** @defaultValue "strict-subset" */
  readonly id?: string;
  /** @defaultValue a sentence with the names of both sides */
  readonly sentence?: string;
}

/**
 * The left side is contained in the other, which allows more. The search shows that it does by examples; where
 * it finds none it is undecided, for there might be one.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { allowing, strictSubset } from "planproof/properties";
 *
 * const [left, within] = [allowing(["s3:GetObject"], ["*"]), allowing(["s3:*"], ["*"])];
 * assert.equal(strictSubset({ left, within }).id, "strict-subset");
 * ```
 */
export function strictSubset(options: StrictSubsetOptions): Property {
  const { left, within, by, id = "strict-subset" } = options;
  const byAction = by === undefined ? "" : ", action by action";
  return {
    id,
    sentence: options.sentence ?? `${namesOf(left)} is a strict subset of ${namesOf(within)}${byAction}`,
    appliesTo: () => true,
    independent: true,
    prove: (target, search) => {
      const prover = lawProver(target, search);
      return combineOutcomes(target, [
        proveQuestion(questionOf(options, target, search), search, prover),
        proveDifferences(options, search.reference, { prover, target }),
      ]);
    },
    search: (target, search) =>
      combineOutcomes(target, [
        searchQuestion(questionOf(options, target, search), search),
        searchDifferences(options, target, search),
      ]),
  };
}

const questionOf = (
  { left, within }: StrictSubsetOptions,
  target: Target,
  search: SearchOptions,
): Question => ({
  ...containment({ left, within, target }, search),
  ...(target.callers && { callerKeys: target.callers }),
  ...(target.example && { example: target.example }),
});

interface Asked {
  readonly prover: Prover;
  readonly target: Target;
}

/** The law is refuted by the first action without a difference, or if no action has one. */
function proveDifferences(
  options: StrictSubsetOptions,
  reference: ServiceReference,
  { prover, target: { example } }: Asked,
): Outcome {
  const { left, whole = left, within, by } = options;
  const actions = grantedActions(left, reference);
  if (actions.length === 0) return undecided("proof", `${namesOf(left)} grants nothing`);
  const find = (action: string | undefined, of: Access) => {
    const among = { kind: "actions", patterns: action === undefined ? [] : [action], except: [] } as const;
    const access: Access = action === undefined ? of : { kind: "both", parts: [among, of] };
    return findForCaller(access, prover, example);
  };
  const wider = difference({ kind: "of", policies: within }, { kind: "of", policies: whole });
  let open: Outcome | undefined;
  for (const action of by === "action" ? actions : [undefined]) {
    const answer = find(action, wider);
    if (answer.kind === "undecided") open ??= undecided("proof", answer.reason);
    if (answer.kind === "uncertain") open ??= undecided("proof", example!.hole.reason);
    if (answer.kind !== "empty") continue;
    const alike = find(action, { kind: "of", policies: left });
    if (alike.kind === "found") return withoutDifference(alike.witness, options);
    open ??= undecided("proof", `no request for \`${action}\` that ${namesOf(left)} allows is known`);
  }
  return open ?? { verdict: "holds", by: "proof", runs: 0 };
}

/** A request that both sides allow, of an action in which they allow the same. */
function withoutDifference(request: Request, { left, whole = left, within }: StrictSubsetOptions): Outcome {
  const { decision, statements } = explain(compile(left), request);
  const reason = `\`${request.action}\` is allowed alike: nothing more by ${namesOf(within)} than by ${namesOf(whole)}`;
  return { verdict: "refuted", by: "proof", runs: 0, witness: { request, decision, statements }, reason };
}

/** The least number of requests to look for the difference in one action. */
const fewestRuns = 200;

/** Collects the actions in which a difference turns up, until there are enough of them. */
function searchDifferences(
  { left, whole = left, within, by }: StrictSubsetOptions,
  { principal }: Target,
  { seed, runs, reference, universe = "any" }: SearchOptions,
): Outcome {
  const actions = grantedActions(left, reference);
  if (actions.length === 0) return undecided("search", `${namesOf(left)} grants nothing`);
  const [denying, allowing] = [compile(whole), compile(within)];
  const wider = difference({ kind: "of", policies: within }, { kind: "of", policies: whole });
  const isAsked = askedAbout(wider, { principal, reference, universe });
  const different = new Set<string>();
  const isEnough = () => different.size >= (by === "action" ? actions.length : 1);
  const search = fc.property(
    requestNear([whole, within], { reference, principal, universe, actions: fc.constantFrom(...actions) }),
    (request) => {
      const differs = authorize(allowing, request) === "allowed" && authorize(denying, request) !== "allowed";
      if (differs && isAsked(request)) different.add(request.action);
      return !isEnough();
    },
  );
  const numRuns = Math.max(runs, fewestRuns * actions.length);
  // the last difference is not shown to anyone, so that it need not be shrunk
  const details = fc.check(search, { seed, numRuns, endOnFailure: true });
  if (isEnough()) return { verdict: "holds", by: "search", runs: details.numRuns };
  const missing = actions.filter((action) => !different.has(action));
  const about = `\`${missing[0]}\`${missing.length > 1 ? ` and ${missing.length - 1} more` : ""}`;
  const reason = `no request for ${about} was found that ${namesOf(within)} allows and ${namesOf(whole)} does not`;
  return undecided("search", reason, details.numRuns);
}

function grantedActions(policies: PolicySet, reference: ServiceReference): readonly string[] {
  const statements = grantingPolicies(policies).flatMap(({ document }) => document.statements);
  const allows = statements.filter(({ effect }) => effect === "Allow");
  return [...new Set(allows.flatMap(({ action }) => actionPool(action, reference).inside))];
}
