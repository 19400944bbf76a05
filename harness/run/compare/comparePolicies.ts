import { authorize } from "../../../policies/evaluate/authorize.js";
import { readCaller } from "../../../policies/evaluate/caller.js";
import { compile } from "../../../policies/evaluate/compile.js";
import type { Policy, PolicySet } from "../../../policies/language/policySet.js";
import { type CallerClass, policiesFor } from "../../../policies/prove/callers/callerClass.js";
import { unknownOwner } from "../../../policies/prove/callers/callerClasses.js";
import type { CallerMembers } from "../../../policies/prove/callers/callerMembers.js";
import { defaultBudget } from "../../../policies/prove/question/proveOptions.js";
import { proverFor } from "../../../policies/prove/question/prover.js";
import { Budget } from "../../../policies/prove/sets/budget.js";
import type { ServiceReference } from "../../../policies/reference/serviceReference.js";
import { uncoveredService } from "../../../policies/reference/uncoveredService.js";
import { containment } from "../../../properties/containedIn.js";
import type { Refuted, SearchOptions, Witness } from "../../../properties/property.js";
import { proveQuestion } from "../../../properties/proveQuestion.js";
import { proveThenSearch } from "../../../properties/proveThenSearch.js";
import { searchQuestion } from "../../../properties/searchQuestion.js";
import { boundsOf, type Readings, type Target } from "../../../properties/target.js";
import { printAddress } from "../../../properties/targetAddress.js";
import { defaultUniverse } from "../defaultUniverse.js";
import { deriveSeed } from "../deriveSeed.js";
import { comparedClasses, comparedIn, isResourceTarget } from "./comparedClasses.js";
import type { RelationReason, UnprovedRelation } from "./relationReason.js";

/** How what two sides allow relates; `subset` means strictly. */
export type Relation = "equal" | "subset" | "superset" | "incomparable" | "undecided";

export interface Comparison {
  readonly relation: Relation;
  /** a request that only the left side allows, as the left side decides it */
  readonly leftOnly: Witness | null;
  readonly rightOnly: Witness | null;
  /** where the relation is undecided, why; else remarks about the requests that distinguish the sides */
  readonly reasons?: readonly RelationReason[];
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
 * Resource policies are compared alone, with requests by every class of callers that they distinguish: any caller
 * that a policy names counts as allowed, regardless of the caller's own account. Of two resources only requests on
 * them count; of a resource and other policies the documents are compared, regardless of which resource they are on.
 */
export function comparePolicies(left: Target, right: Target, options: CompareOptions): Comparison {
  const { forward, backward } = containBothWays(left, right, options);
  const relation = relationOf(forward.within, backward.within);
  const isSame = relation === "equal";
  const reasons = new Set([
    ...reasonsOf(forward, "left-within-right", isSame),
    ...reasonsOf(backward, "right-within-left", isSame),
  ]);
  return {
    relation,
    leftOnly: forward.witness,
    rightOnly: backward.witness,
    ...(reasons.size > 0 && { reasons: [...reasons] }),
  };
}

/** Whether each side lies within the other, see {@link comparePolicies}. */
export function containBothWays(
  left: Target,
  right: Target,
  options: CompareOptions,
): { readonly forward: Within; readonly backward: Within } {
  const same = { within: true, witness: null };
  // what is unknown of a target is the same on both sides
  if (left === right) return { forward: same, backward: same };
  const holes = [...left.holes, ...right.holes];
  if (holes.length > 0) {
    const unknown: Within = { within: undefined, witness: null, reason: { kind: "holes", holes } };
    return { forward: unknown, backward: unknown };
  }
  const seed = deriveSeed(options.seed, printAddress(left.address), printAddress(right.address));
  const classes = comparedClasses([left, right]);
  const alone = { options: { ...options, principal: left.principal, seed }, left, right };
  const areResources = [left, right].every(isResourceTarget);
  const owner = areResources ? { resourceAccount: unknownOwner(classes) } : {};
  const certain = new Set(comparedClasses([left, right], "certain").map(({ name }) => name));
  const ofClasses = classes.map((one) => ({
    // policies without principals allow callers of any class, also of one that no policy may name in the end
    isCertain: areResources || certain.has(one.name),
    options: { ...options, principal: one.principal, among: one.members, seed, ...owner },
    left: readingsFor(one, left, areResources),
    right: readingsFor(one, right, areResources),
  }));
  const questions = ofClasses.length > 0 ? ofClasses : [{ ...alone, isCertain: true }];
  const steps = () => new Budget(options.budget ?? defaultBudget); // for all questions of one direction
  const [forth, back] = [steps(), steps()];
  const forward = everywhere(
    questions.map(({ left: one, right: other, isCertain, options: each }) =>
      containReadings(one, other, { ...each, isCertain, budget: forth }),
    ),
  );
  const backward = everywhere(
    questions.map(({ left: one, right: other, isCertain, options: each }) =>
      containReadings(other, one, { ...each, isCertain, budget: back }),
    ),
  );
  return { forward, backward };
}

/** Why one direction is undecided, with the question where it is the budget that ended it. */
function reasonsOf(
  { reason, exhausted, contradicted }: Within,
  question: UnprovedRelation["question"] & string,
  isSame: boolean,
): readonly RelationReason[] {
  if (isSame && contradicted) return [{ kind: "contradicted" }];
  if (reason === undefined) return [];
  return [exhausted && reason.kind === "gap" ? { ...reason, question } : reason];
}

/** The owner and the ARNs of a resource count against another resource; other policies know neither. */
function readingsFor(caller: CallerClass, target: Target, areResources: boolean): Readings {
  const setFor = (set: PolicySet): PolicySet =>
    areResources
      ? policiesFor(caller, ...(set.resources ?? []))
      : documentsAlone(comparedIn(set, target), caller);
  const { bounds } = target;
  return {
    ...target,
    policies: setFor(target.policies),
    ...(bounds && { bounds: { ...bounds, lower: setFor(bounds.lower) } }),
  };
}

/** Policies with principals, of any resource: the account of a caller that has one does not have to agree. */
const documentsAlone = (policies: readonly Policy[], { principal }: CallerClass): PolicySet =>
  readCaller(principal).account !== ""
    ? { identity: policies }
    : { identity: [], resources: [{ address: "", arns: ["*"], policies }] };

/** Within for every caller; else the first caller that breaks it, else the first that leaves it undecided. */
function everywhere(parts: readonly Within[]): Within {
  return (
    parts.find(({ within }) => within === false) ??
    parts.find(({ within }) => within === undefined) ??
    parts[0]!
  );
}

/** Whether one side lies within the other; undefined where that is not known. */
export interface Within {
  readonly within: boolean | undefined;
  readonly witness: Witness | null;
  readonly reason?: RelationReason;
  readonly exhausted?: boolean;
  /** true where requests that AWS never sends show that it is not within */
  readonly contradicted?: true;
}

interface Containing extends Omit<CompareOptions, "budget"> {
  readonly principal: string;
  /** the callers that the principal represents */
  readonly among?: CallerMembers;
  readonly resourceAccount?: string;
  /** whether there are such callers in any case, for all that the unknown principals can be */
  readonly isCertain: boolean;
  readonly budget: Budget;
}

/**
 * Within when the widest reading lies within the narrowest of the other side; not within when the narrowest
 * does not lie within the widest.
 *
 * @throws Error when the readings contradict each other: a bug
 */
function containReadings(inner: Readings, outer: Readings, options: Containing): Within {
  const { upper: most, lower: least, unknown } = boundsOf(inner);
  const { upper: reach, lower: core, unknown: further } = boundsOf(outer);
  const widest = contain(most, core, options);
  const holes = [...unknown, ...further];
  if (holes.length === 0 || widest.within === true) return widest;
  if (!options.isCertain) return { within: undefined, witness: null, reason: { kind: "holes", holes } };
  const narrowest = contain(least, reach, options);
  if (narrowest.within === false) {
    const isAllowed = (policies: PolicySet) =>
      authorize(compile(policies), narrowest.witness!.request) === "allowed";
    if (isAllowed(most) && !isAllowed(core)) return narrowest;
    throw new Error(`the readings disagree: ${JSON.stringify(narrowest.witness)}`);
  }
  const reason = widest.within === undefined && narrowest.within === undefined ? widest.reason : undefined;
  return { within: undefined, witness: null, reason: reason ?? { kind: "holes", holes } };
}

function contain(inner: PolicySet, outer: PolicySet, asked: Containing): Within {
  const { principal, reference, universe = defaultUniverse(reference), budget } = asked;
  const options = { ...asked, universe };
  const question = containment({ left: inner, within: outer, target: asked }, options);
  const proof = proveQuestion(question, options, proverFor({ principal, reference, universe, budget }));
  const outcome = proveThenSearch(proof, () => searchQuestion(question, options));
  if (outcome.verdict === "refuted") {
    const reason = remarkOn(outcome, [inner, outer], reference);
    return { within: false, witness: outcome.witness!, ...(reason !== undefined && { reason }) };
  }
  // that a search found nothing does not show that the inner side lies within the outer one
  if (proof.verdict === "undecided" && proof.kind !== "holes") {
    const reason = { kind: "gap", gap: proof.gap } as const;
    return { within: undefined, witness: null, reason, exhausted: proof.kind === "budget" };
  }
  const contradicted = proof.verdict === "holds" && proof.contradicted;
  return { within: true, witness: null, ...(contradicted && { contradicted }) };
}

/** What is to say of a request that distinguishes two sides and that AWS may never send. */
function remarkOn(
  { by, universe, newer }: Refuted,
  sides: readonly PolicySet[],
  reference: ServiceReference,
): RelationReason | undefined {
  if (newer !== undefined) return { kind: "newer", newer };
  const isKnown = by === "search" || universe === "typed" || reference.services.length === 0;
  return isKnown || uncoveredService(sides, reference) !== undefined ? undefined : { kind: "unlisted" };
}

function relationOf(forward: boolean | undefined, backward: boolean | undefined): Relation {
  if (forward === undefined || backward === undefined) return "undecided";
  if (forward) return backward ? "equal" : "subset";
  return backward ? "superset" : "incomparable";
}
