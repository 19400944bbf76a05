import type { HeldResource, PolicySet } from "../../policies/language/policySet.js";

/** A policy set in which a policy is not attached. */
export interface LayerEdit {
  /** the name of the policy that is left out */
  readonly source: string;
  readonly policies: PolicySet;
}

/** A mistake about which policies take part. */
export interface LayerOperator {
  readonly name: string;
  readonly slip: string;
  readonly edit: (set: PolicySet) => readonly LayerEdit[];
}

const dropFrom = (name: string, layer: "identity" | "session", slip: string): LayerOperator => ({
  name,
  slip,
  edit: (set) =>
    (set[layer] ?? []).map(({ source }, at) => ({
      source,
      policies: { ...set, [layer]: set[layer]!.toSpliced(at, 1) },
    })),
});

const dropLevelPolicy = (name: string, layer: "scps" | "rcps", slip: string): LayerOperator => ({
  name,
  slip,
  edit: (set) =>
    (set[layer] ?? []).flatMap((level, at) =>
      level.map(({ source }, index) => ({
        source,
        policies: { ...set, [layer]: set[layer]!.with(at, level.toSpliced(index, 1)) },
      })),
    ),
});

const dropOne = (name: string, layer: "boundary" | "endpoint", slip: string): LayerOperator => ({
  name,
  slip,
  edit: ({ [layer]: policy, ...policies }) =>
    policy === undefined ? [] : [{ source: policy.source, policies }],
});

/** The trust policy of a role answers for the actions of STS. */
export const isTrust = ({ actions = [] }: HeldResource): boolean =>
  actions.length > 0 && actions.every((action) => /^sts:/i.test(action));

/**
 * The policy of the resource that every request is on, and those of the resources that are listed; a role cannot be
 * without its trust policy.
 */
const dropResourcePolicy = ({ resource, ...set }: PolicySet): readonly LayerEdit[] => [
  ...(resource === undefined ? [] : [{ source: resource.source, policies: set }]),
  ...(set.resources ?? []).flatMap((held, at) =>
    (isTrust(held) ? [] : held.policies).map(({ source }, index) => {
      const policies = held.policies.toSpliced(index, 1);
      const resources = set.resources!.with(at, { ...held, policies });
      return { source, policies: { ...set, ...(resource && { resource }), resources } };
    }),
  ),
];

/**
 * Mistakes about the policies that are attached. An SCP or RCP is deleted at one level.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export const layerOperators: readonly LayerOperator[] = [
  dropFrom("policy-detach", "identity", "an identity policy is not attached"),
  dropOne("boundary-drop", "boundary", "the permissions boundary is removed"),
  dropFrom("session-policy-drop", "session", "a session policy is removed"),
  { name: "resource-policy-drop", slip: "a policy of a resource is removed", edit: dropResourcePolicy },
  dropOne("endpoint-policy-drop", "endpoint", "the policy of the VPC endpoint is removed"),
  dropLevelPolicy("scp-drop", "scps", "a service control policy is detached"),
  dropLevelPolicy("rcp-drop", "rcps", "a resource control policy is detached"),
];
