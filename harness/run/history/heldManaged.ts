import { policiesIn } from "../../../policies/language/policiesIn.js";
import { type ManagedPolicy, managedPolicy } from "../../../policies/managed/managedPolicy.js";
import type { Target } from "../../../properties/target.js";
import { printAddress } from "../../../properties/targetAddress.js";

/** An AWS managed policy, and what has it. */
export interface HeldManaged {
  readonly policy: ManagedPolicy;
  /** the addresses of the principals */
  readonly targets: readonly string[];
}

/** The AWS managed policies of some targets as they are after a change, by name. */
export function heldManaged(targets: readonly Target[]): readonly HeldManaged[] {
  const held = new Map<string, Set<string>>();
  for (const target of targets)
    for (const { source } of policiesIn(target.policies)) {
      const [, name] = /^managed:([^@#]+)@v\d+/.exec(source) ?? [];
      if (name === undefined) continue;
      held.set(name, (held.get(name) ?? new Set()).add(printAddress(target.address)));
    }
  return [...held].toSorted().flatMap(([name, addresses]) => {
    const policy = managedPolicy(name);
    return policy === undefined ? [] : [{ policy, targets: [...addresses] }];
  });
}
