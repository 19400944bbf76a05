import { findHolders } from "./holders.js";
import { readPointers } from "./readPointers.js";
import type { Resource } from "./resource.js";
import type { World } from "./world.js";

/** The accounts of each permission set by its address, each once; undefined for any that nobody knows yet. */
export type AssignedAccounts = ReadonlyMap<string, readonly (string | undefined)[]>;

/**
 * Which accounts permission sets are assigned in, whoever they are assigned to.
 *
 * Source: https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreateAccountAssignment.html
 */
export const assignedAccounts = (world: World): AssignedAccounts => {
  const accounts = new Map<string, Set<string | undefined>>();
  for (const from of world.byType.get("aws_ssoadmin_account_assignment") ?? []) {
    if (from.mode !== "managed") continue;
    const { holders } = findHolders(from, "permission_set_arn", "aws_ssoadmin_permission_set", world);
    for (const { address } of holders) {
      const known = accounts.get(address) ?? new Set();
      accounts.set(address, known.add(accountOf(from, world)));
    }
  }
  return new Map([...accounts].map(([address, known]) => [address, [...known]]));
};

const accountOf = (from: Resource, world: World): string | undefined => {
  const { texts } = readPointers(from, "target_id", world, { wanted: () => false, named: () => [] });
  return texts.find((text) => /^\d{12}$/.test(text));
};
