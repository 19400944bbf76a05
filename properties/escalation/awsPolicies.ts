import { compileGlob, matchGlob } from "../../policies/language/glob.js";
import type { Policy } from "../../policies/language/policySet.js";
import { managedInPartition } from "../../policies/managed/managedInPartition.js";
import { type ManagedPolicy, managedPolicy } from "../../policies/managed/managedPolicy.js";
import { openManagedData } from "../../policies/managed/openManagedData.js";
import { steppingPolicies } from "../../policies/reference/steppingPolicies.js";
import { allowsAny } from "./allowsAny.js";
import type { AttachedPolicy } from "./attachedPolicy.js";
import type { Graph } from "./graph.js";

/**
 * The AWS managed policies that lead further: those that allow some actions first, then those that allow an action of a
 * step, most first.
 *
 * @param patterns of their ARNs, in lower case; undefined for all
 * @param actions patterns
 */
export function awsPolicies(
  graph: Graph,
  patterns: readonly string[] | undefined,
  actions: readonly string[],
): readonly AttachedPolicy[] {
  const known = graph.once(awsPolicies, () => new Map<string, readonly AttachedPolicy[]>());
  const key = JSON.stringify([patterns, actions]);
  const found = known.get(key) ?? policiesAmong(graph, patterns, actions);
  known.set(key, found);
  return found;
}

function policiesAmong(
  graph: Graph,
  patterns: readonly string[] | undefined,
  actions: readonly string[],
): readonly AttachedPolicy[] {
  const globs = patterns?.map(compileGlob);
  const { partition } = graph.place;
  const arnOf = ({ arn }: ManagedPolicy) => arn.replace(/^arn:aws:/, `arn:${partition}:`);
  const isNamed = (one: ManagedPolicy) =>
    globs === undefined || globs.some((glob) => matchGlob(glob, arnOf(one).toLowerCase()));
  const madeOf = (one: ManagedPolicy): AttachedPolicy => {
    let policy: Policy | undefined;
    return {
      address: `managed:${one.name}`,
      type: "aws_iam_policy",
      arn: arnOf(one),
      runsAs: [],
      set: [],
      // of most only the ARN is asked for
      get policy() {
        policy ??= managedInPartition(one.versions.at(-1)!, partition);
        return policy;
      },
    };
  };
  const stepping = steppingPolicies.flatMap((name) => managedPolicy(name) ?? []).filter(isNamed);
  if (actions.length === 0) return stepping.map(madeOf);
  const asked = openManagedData()
    .names.flatMap((name) => managedPolicy(name) ?? [])
    .filter(({ kind }) => kind === "attachable" || kind === "service-role")
    .filter(isNamed)
    .map(madeOf)
    .filter(({ policy }) => allowsAny(graph, policy, actions));
  const first = new Set(asked.map(({ arn }) => arn));
  return [...asked, ...stepping.map(madeOf).filter(({ arn }) => !first.has(arn))];
}
