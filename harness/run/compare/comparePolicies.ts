import { authorize } from "../../../policies/evaluate/authorize.js";
import { readCaller } from "../../../policies/evaluate/caller.js";
import { compile } from "../../../policies/evaluate/compile.js";
import { explain } from "../../../policies/evaluate/explain.js";
import type { PolicySet } from "../../../policies/language/policySet.js";
import type { Request } from "../../../policies/language/request.js";
import { prove } from "../../../policies/prove/prove.js";
import { defaultBudget } from "../../../policies/prove/question/proveOptions.js";
import { Budget } from "../../../policies/prove/sets/budget.js";
import { isNewer } from "../../../policies/reference/newerThanData.js";
import { uncoveredService } from "../../../policies/reference/uncoveredService.js";
import { containment } from "../../../properties/containedIn.js";
import type { Hole } from "../../../properties/hole.js";
import type { SearchOptions, Witness } from "../../../properties/property.js";
import { searchQuestion } from "../../../properties/searchQuestion.js";
import { boundsOf, type Readings, type Target } from "../../../properties/target.js";
import { printAddress } from "../../../properties/targetAddress.js";
import { defaultUniverse } from "../defaultUniverse.js";
import { deriveSeed } from "../deriveSeed.js";
import { callersNamed } from "./callersNamed.js";

/** How what two sides allow relates; `subset` means strictly. */
export type Relation = "equal" | "subset" | "superset" | "incomparable" | "undecided";

export interface Comparison {
  readonly relation: Relation;
  /** a request that only the left side allows, as the left side decides it */
  readonly leftOnly: Witness | null;
  readonly rightOnly: Witness | null;
  /** where the relation is undecided, why; else a remark about the requests that distinguish the sides */
  readonly reason?: string;
  /** true where a direction is undecided because the prover's budget was used up or a document is too long */
  readonly exhausted?: true;
}

export interface CompareOptions extends SearchOptions {
  /** the requests asked about; default {@link defaultUniverse} */
  readonly universe?: "any" | "typed";
  /** steps of the prover for each direction; @defaultValue the prover's own, about two seconds */
  readonly budget?: number;
}

/**
 * Compares all policies of two targets: whether each lies within the other is proved over all requests; where
 * the proof is undecided, a witness is searched for. Requests are by the left one's principal. Where values
 * are unknown, an answer is one that they cannot change: it holds for the widest and the narrowest reading of both.
 *
 * Resource policies are compared alone, with requests by every kind of caller that they distinguish: any caller
 * that a policy names counts as allowed, regardless of the caller's own account.
 */
export function comparePolicies(left: Target, right: Target, options: CompareOptions): Comparison {
  // what is unknown of a target is the same on both sides
  if (left === right) return { relation: "equal", leftOnly: null, rightOnly: null };
  const [hole] = [...left.holes, ...right.holes];
  if (hole !== undefined) {
    return { relation: "undecided", leftOnly: null, rightOnly: null, reason: isOpen(hole) };
  }
  const seed = deriveSeed(options.seed, printAddress(left.address), printAddress(right.address));
  const named = callersNamed([left, right].map(boundsOf).flatMap(({ upper, lower }) => [upper, lower]));
  const questions = (named.length > 0 ? named : [left.principal]).map((principal) => ({
    options: { ...options, principal, seed },
    left: named.length > 0 ? readingsAsNamed(left, principal) : left,
    right: named.length > 0 ? readingsAsNamed(right, principal) : right,
  }));
  const steps = () => new Budget(options.budget ?? defaultBudget); // for all questions of one direction
  const [forth, back] = [steps(), steps()];
  const forward = everywhere(
    questions.map(({ left: one, right: other, options: each }) =>
      containReadings(one, other, { ...each, budget: forth }),
    ),
  );
  const backward = everywhere(
    questions.map(({ left: one, right: other, options: each }) =>
      containReadings(other, one, { ...each, budget: back }),
    ),
  );
  const relation = relationOf(forward.within, backward.within);
  const isSame = relation === "equal";
  const reasons = new Set([
    ...reasonOf(forward, "whether the left side lies within the right one", isSame),
    ...reasonOf(backward, "whether the right side lies within the left one", isSame),
  ]);
  return {
    relation,
    leftOnly: forward.witness,
    rightOnly: backward.witness,
    ...(reasons.size > 0 && { reason: [...reasons].join("; ") }),
    ...((forward.exhausted || backward.exhausted) && { exhausted: true }),
  };
}

/** Why one direction is undecided, with the question where it is the budget that ended it. */
function reasonOf(
  { reason, exhausted, contradicted }: Containment,
  question: string,
  isSame: boolean,
): readonly string[] {
  if (isSame && contradicted) return [onlyContradicted];
  return reason === undefined ? [] : [exhausted ? `${reason}, at ${question}` : reason];
}

const onlyContradicted = "only requests that AWS never sends distinguish them";

const isOpen = ({ address, reason }: Hole): string => `\`${address}\` is unknown: ${reason}`;

const readingsAsNamed = (target: Target, caller: string): Readings => ({
  ...target,
  policies: asNamed(target.policies, caller),
  ...(target.bounds && { bounds: { ...target.bounds, lower: asNamed(target.bounds.lower, caller) } }),
});

/** A policy with principals alone: the account of a caller that has one does not have to agree. */
function asNamed({ identity, resource }: PolicySet, caller: string): PolicySet {
  const policies = [...identity, ...(resource ? [resource] : [])];
  if (readCaller(caller).account !== "") return { identity: policies };
  const [first] = policies;
  return first === undefined ? { identity: [] } : { identity: [], resource: first };
}

/** Within for every caller; else the first caller that breaks it, else the first that leaves it undecided. */
function everywhere(parts: readonly Containment[]): Containment {
  return (
    parts.find(({ within }) => within === false) ??
    parts.find(({ within }) => within === undefined) ??
    parts[0]!
  );
}

/** Whether one side lies within the other; undefined where that is not known. */
interface Containment {
  readonly within: boolean | undefined;
  readonly witness: Witness | null;
  readonly reason?: string;
  readonly exhausted?: boolean;
  /** true where requests that AWS never sends show that it is not within */
  readonly contradicted?: true;
}

interface Containing extends Omit<CompareOptions, "budget"> {
  readonly principal: string;
  readonly budget: Budget;
}

/**
 * Within when the widest reading lies within the narrowest of the other side; not within when the narrowest
 * does not lie within the widest.
 *
 * @throws Error when the readings contradict each other: a bug
 */
function containReadings(inner: Readings, outer: Readings, options: Containing): Containment {
  const { upper: most, lower: least, unknown } = boundsOf(inner);
  const { upper: reach, lower: core, unknown: further } = boundsOf(outer);
  const widest = contain(most, core, options);
  const [hole] = [...unknown, ...further];
  if (hole === undefined || widest.within === true) return widest;
  const narrowest = contain(least, reach, options);
  if (narrowest.within === false) {
    const isAllowed = (policies: PolicySet) =>
      authorize(compile(policies), narrowest.witness!.request) === "allowed";
    if (isAllowed(most) && !isAllowed(core)) return narrowest;
    throw new Error(`the readings disagree: ${JSON.stringify(narrowest.witness)}`);
  }
  const reason = widest.within === undefined && narrowest.within === undefined ? widest.reason : undefined;
  return { within: undefined, witness: null, reason: reason ?? isOpen(hole) };
}

function contain(inner: PolicySet, outer: PolicySet, asked: Containing): Containment {
  const options = { ...asked, universe: asked.universe ?? defaultUniverse(asked.reference) };
  const proof = prove(inner, outer, options);
  if (proof.verdict === "proved")
    return { within: true, witness: null, ...(proof.contradicted && { contradicted: true }) };
  if (proof.verdict === "refuted") {
    const { reference } = options;
    const { newer } = proof;
    if (newer !== undefined)
      return { within: false, witness: decided(inner, proof.witness), reason: isNewer(newer, reference) };
    const isKnown = proof.universe === "typed" || reference.services.length === 0;
    const isPartial = !isKnown && uncoveredService([inner, outer], reference) !== undefined;
    const reason = "only requests that are not in the service reference distinguish them";
    return {
      within: false,
      witness: decided(inner, proof.witness),
      ...(!isKnown && !isPartial && { reason }),
    };
  }
  const question = containment({ left: inner, within: outer, target: options }, options);
  const found = searchQuestion(question, options);
  if (found.verdict === "refuted") return { within: false, witness: found.witness! };
  const { reason, exhausted } = proof;
  return { within: undefined, witness: null, reason, exhausted };
}

function decided(policies: PolicySet, request: Request): Witness {
  const { decision, statements } = explain(compile(policies), request);
  return { request, decision, statements };
}

function relationOf(forward: boolean | undefined, backward: boolean | undefined): Relation {
  if (forward === undefined || backward === undefined) return "undecided";
  if (forward) return backward ? "equal" : "subset";
  return backward ? "superset" : "incomparable";
}
