import type { Hole } from "../../../properties/hole.js";
import { referencedResources } from "../resources/referencedResources.js";
import type { Resource } from "../resources/resource.js";
import type { ResourceIndex } from "../resources/resourceIndex.js";
import { linkHole } from "./linkHole.js";
import { findPrincipals } from "./principals.js";

/** Where permission sets are assigned. */
export interface AssignedAccounts {
  /** the accounts of each by its address, each once; undefined for one that is unknown */
  readonly accounts: ReadonlyMap<string, readonly (string | undefined)[]>;
  /** for assignments that may be of any permission set */
  readonly unknown: readonly Hole[];
}

/**
 * Which accounts permission sets are assigned in, to any principal.
 *
 * Source: https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreateAccountAssignment.html
 */
export function accountAssignments(index: ResourceIndex): AssignedAccounts {
  const accounts = new Map<string, Set<string | undefined>>();
  const unknown: Hole[] = [];
  for (const from of index.byType.get("aws_ssoadmin_account_assignment") ?? []) {
    if (from.mode !== "managed") continue;
    const found = findPrincipals(from, "permission_set_arn", "aws_ssoadmin_permission_set", index);
    // accounts differ in the limits of a set, not only in its policies, so that its effects are unknown too
    if (found.unknown !== undefined) unknown.push(linkHole(found.unknown, assignment));
    for (const { address } of found.holders) {
      const known = accounts.get(address) ?? new Set();
      accounts.set(address, known.add(accountOf(from, index)));
    }
  }
  return { accounts: new Map([...accounts].map(([address, known]) => [address, [...known]])), unknown };
}

const assignment = {
  question: "which permission set is assigned in an account",
  remedy: "refer to one permission set directly, or write its ARN out",
};

function accountOf(from: Resource, index: ResourceIndex): string | undefined {
  const { texts } = referencedResources(from, "target_id", index, { wanted: () => false, named: () => [] });
  return texts.find((text) => /^\d{12}$/.test(text));
}
