import { compileGlob, matchGlob } from "../../policies/language/glob.js";
import { policiesIn } from "../../policies/language/policiesIn.js";
import type { Policy, PolicySet } from "../../policies/language/policySet.js";
import { managedInPartition } from "../../policies/managed/managedInPartition.js";
import { managedPolicy } from "../../policies/managed/managedPolicy.js";
import { administratorPolicies } from "../../policies/reference/administratorPolicies.js";
import type { EscalationStep } from "../../policies/reference/escalationSteps.js";
import { typeArns } from "./askedFor.js";
import { everything } from "./everything.js";
import type { Graph } from "./graph.js";
import { namedPolicies } from "./namedPolicies.js";
import type { Node } from "./node.js";
import type { SurroundingResource, UnknownPolicy } from "./surroundings.js";

/** Policies that are tried as the boundary of a new principal. */
const mostBoundaries = 50;

/** The key of a boundary. */
export const boundaryKey = "iam:PermissionsBoundary";

/** A managed policy as the boundary of a new principal. */
export interface Boundary {
  readonly policy: Policy;
  readonly arn: string;
  readonly address: string;
  /** set where its policy is not in the source: at most, it allows everything */
  readonly hole?: UnknownPolicy;
}

/** What a caller may give a new principal as its boundary. */
interface Boundaries {
  /** whether it may make one without any */
  readonly isFree: boolean;
  /** of the source, and of AWS; those of which the policy is known */
  readonly boundaries: readonly Boundary[];
  /** whether there are more than are tried */
  readonly isCut: boolean;
}

/** The boundaries that a new principal of a step may have, regardless of its name. */
export function boundariesFor(graph: Graph, caller: Node, step: EscalationStep): Boundaries {
  const type = step.leadsTo === "newUser" ? "user" : "role";
  const known = graph.once(boundariesFor, () => new Map<Node, Map<string, Boundaries>>());
  const own = known.get(caller) ?? new Map<string, Boundaries>();
  known.set(caller, own);
  const kept = own.get(type);
  if (kept !== undefined) return kept;
  const { made, undecided } = graph.noting(() => findBoundaries(graph, caller, type));
  // what is undecided is noted by each that asks
  if (undecided.size === 0) own.set(type, made);
  return made;
}

function findBoundaries(graph: Graph, caller: Node, type: "role" | "user"): Boundaries {
  const asker = graph.askerOf(caller);
  const action = type === "user" ? "iam:CreateUser" : "iam:CreateRole";
  const arns = typeArns({ action, type }, graph.placeOf(caller));
  const mayCreate = (arn: string | null) =>
    asker.ask({ action, arns, keys: { [boundaryKey]: arn } }) !== undefined;
  const isFree = mayCreate(null);
  if (isFree && !asker.mentions(boundaryKey)) return { isFree, boundaries: [], isCut: false };
  const globs = namedPolicies(caller, action, boundaryKey)?.map(compileGlob);
  // most callers name one of many
  const isNamed = (arn: string) => globs?.some((glob) => matchGlob(glob, arn.toLowerCase())) ?? true;
  const elsewhere = graph.reading === "widest" ? ofElsewhere(graph, caller) : [];
  const allowed = [...ofAws(graph, caller), ...ofSource(graph), ...elsewhere].filter(
    ({ arn }) => isNamed(arn) && mayCreate(arn),
  );
  return {
    isFree,
    boundaries: allowed.slice(0, mostBoundaries),
    isCut: allowed.length > mostBoundaries,
  };
}

const ofSource = (graph: Graph): readonly Boundary[] =>
  graph
    .resourcesOf("aws_iam_policy")
    .flatMap(({ arn, policy, address }) =>
      arn === undefined || policy === undefined ? [] : [{ arn, policy, address }],
    );

/** The one that allows everything, and those that a condition names. */
function ofAws(graph: Graph, { set }: Node): readonly Boundary[] {
  const named = namedIn(set).flatMap((value) => /^arn:[^:]*:iam::aws:policy\/(.*)$/.exec(value)?.[1] ?? []);
  const { partition } = graph.place;
  return [
    ...new Set([administratorPolicies[0]!, ...named.map((path) => path.slice(path.lastIndexOf("/") + 1))]),
  ]
    .flatMap((name) => managedPolicy(name) ?? [])
    .map(({ name, arn, versions }) => ({
      address: `managed:${name}`,
      arn: arn.replace(/^arn:aws:/, `arn:${partition}:`),
      policy: managedInPartition(versions.at(-1)!, partition),
    }));
}

/** Those that a condition writes out, and the source lacks. */
const ofElsewhere = (graph: Graph, { set }: Node): readonly Boundary[] =>
  boundariesElsewhere([set], graph.resourcesOf("aws_iam_policy")).map((arn) => ({
    address: arn,
    arn,
    policy: everything,
    hole: {
      address: arn,
      reason:
        "this policy is not in the plan, so it is unknown what it allows as the boundary of a new principal",
      refersTo: [],
      remedy: "check it with a source that has it",
    },
  }));

/** The policies of the account that conditions of some policies write out as boundaries, and of which the source has no document. */
export function boundariesElsewhere(
  sets: readonly PolicySet[],
  policies: readonly SurroundingResource[],
): readonly string[] {
  const known = new Set(policies.flatMap(({ arn, policy }) => (policy && arn !== undefined ? arn : [])));
  const named = sets
    .flatMap(namedIn)
    .filter((value) => /^arn:[^:]*:iam::\d{12}:policy\/[^*?$]*$/.test(value));
  return [...new Set(named)].filter((arn) => !known.has(arn));
}

/** The values of conditions on the boundary. */
const namedIn = (set: PolicySet): readonly string[] =>
  policiesIn(set)
    .flatMap(({ document }) => document.statements)
    .filter(({ conditions }) => conditions.length > 0)
    .flatMap(({ conditions }) => conditions)
    .filter(({ key }) => key.toLowerCase() === boundaryKey.toLowerCase())
    .flatMap(({ values }) => values);
