import type { Policy, PolicySet } from "../../policies/language/policySet.js";
import { group } from "./group.js";
import { type OrganizationNode, organizationTree } from "./organizationTree.js";
import { readPointers } from "./readPointers.js";
import { type Resource, shownText } from "./resource.js";
import type { Snapshot } from "./snapshot.js";

/** The policies of the organization that bind an account. */
export interface OrganizationLayers {
  readonly layersOf: (account: string) => Pick<PolicySet, "scps" | "rcps">;
  /** addresses of the policies that bind some account asked about */
  readonly applied: ReadonlySet<string>;
}

interface Attached {
  readonly node: OrganizationNode;
  readonly kind: string;
  readonly address: string;
  readonly policy: Policy;
}

/**
 * Finds out which SCPs and RCPs of a plan bind an account: those attached to it, to a unit or the root that
 * is known to hold it, level by level. What is attached elsewhere, or nobody knows where, is not applied.
 *
 * AWS keeps `FullAWSAccess` attached at every level unless someone takes it away, which terraform cannot say;
 * so it is put beside the SCPs of each level, and what they deny is what counts.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
export const organizationLayers = (snapshot: Snapshot): OrganizationLayers => {
  const tree = organizationTree(snapshot.world);
  const attachments = snapshot.world.byType.get("aws_organizations_policy_attachment") ?? [];
  const attached = attachments.flatMap((from): readonly Attached[] => {
    const node = tree.nodeOf(from, "target_id");
    return node === undefined ? [] : policiesOf(from, snapshot).map((policy) => ({ ...policy, node }));
  });
  const byNode = group(attached, ({ node }) => node);
  const applied = new Set<string>();
  const levels = (account: string, kind: string): readonly (readonly Policy[])[] =>
    tree.pathTo(account).flatMap((node) => {
      const here = (byNode.get(node) ?? []).filter((policy) => policy.kind === kind);
      for (const { address } of here) applied.add(address);
      return here.length === 0 ? [] : [here.map(({ policy }) => policy)];
    });
  const layersOf = (account: string): Pick<PolicySet, "scps" | "rcps"> => {
    if (tree.isManagement(account)) return {};
    const [scps, rcps] = [levels(account, "scp"), levels(account, "rcp")];
    return {
      ...(scps.length > 0 && { scps: scps.map((level) => [fullAccess, ...level]) }),
      ...(rcps.length > 0 && { rcps }),
    };
  };
  return { layersOf, applied };
};

const policiesOf = (from: Resource, snapshot: Snapshot): readonly Omit<Attached, "node">[] => {
  const policies = snapshot.world.byType.get("aws_organizations_policy") ?? [];
  const named = (id: string) => policies.filter((policy) => shownText(policy, "id") === id);
  const wanted = ({ type }: Pick<Resource, "type">) => type === "aws_organizations_policy";
  const { texts, found } = readPointers(from, "policy_id", snapshot.world, { wanted, named });
  return [...texts.flatMap(named), ...found].flatMap((resource) =>
    snapshot
      .policiesIn(resource)
      .flatMap(({ policy: { kind, address, policy } }) =>
        policy === null ? [] : [{ kind, address, policy }],
      ),
  );
};

const all = { negated: false, patterns: ["*"] } as const;

const fullAccess: Policy = {
  source: "FullAWSAccess (assumed)",
  document: {
    version: "2012-10-17",
    statements: [
      { index: 0, pointer: "/Statement", effect: "Allow", action: all, resource: all, conditions: [] },
    ],
  },
};
