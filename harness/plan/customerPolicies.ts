import { printPolicy } from "../../policies/language/printPolicy.js";
import type { Hole } from "../../properties/target.js";
import { type Granted, openGrant, policyOfResource } from "./attachedPolicies.js";
import { readPointers } from "./readPointers.js";
import { attributePath, isMarked, type Resource, shownText, stepInto } from "./resource.js";
import type { Snapshot } from "./snapshot.js";
import { namedResources } from "./world.js";

/**
 * The customer managed policies that blocks name by name and path: each account that a permission set is
 * assigned in must have one of that name, and AWS attaches the one of the account.
 *
 * Source: https://docs.aws.amazon.com/singlesignon/latest/userguide/permissionsetcustom.html
 */
export const customerPolicies = (
  from: Resource,
  attribute: string,
  snapshot: Snapshot,
): readonly Granted[] => {
  const path = attributePath(attribute);
  if (isHidden(from, path)) return openGrant(from, attribute, []);
  const blocks = path.reduce(stepInto, from.values as unknown);
  const count = Array.isArray(blocks) ? blocks.length : typeof blocks === "object" && blocks ? 1 : 0;
  return Array.from({ length: count }, (_, index) => `${attribute}[${index}]`).flatMap((block) =>
    policiesOfBlock({ from, block, snapshot }),
  );
};

const isHidden = (from: Resource, path: readonly (string | number)[]): boolean =>
  isMarked(from.unknown, path) || isMarked(from.sensitive, path);

interface Block {
  readonly from: Resource;
  /** `customer_managed_policy_reference[0]` */
  readonly block: string;
  readonly snapshot: Snapshot;
}

const policiesOfBlock = ({ from, block, snapshot }: Block): readonly Granted[] => {
  const { world } = snapshot;
  const name = `${block}.name`;
  const wanted = ({ type }: Pick<Resource, "type">) => type === "aws_iam_policy";
  const pointers = readPointers(from, name, world, { wanted, named: () => [] });
  return [
    ...pointers.texts.map((text) => policyOfName(text, { from, block, snapshot })),
    ...pointers.found.map((resource) => policyOfResource(resource, snapshot)),
    ...openGrant(from, name, pointers.open),
  ];
};

const policyOfName = (name: string, { from, block, snapshot }: Block): Granted => {
  const at = [...attributePath(block), "path"];
  const text = at.reduce(stepInto, from.values as unknown);
  const path = isHidden(from, at) ? undefined : typeof text === "string" && text !== "" ? text : "/";
  const planned = namedResources("aws_iam_policy", name, snapshot.world).filter(
    (policy) => path === undefined || (shownText(policy, "path") ?? "/") === path,
  );
  const [first, ...others] = planned.map((policy) => policyOfResource(policy, snapshot));
  const address = `${from.address}.${block}`;
  if (first === undefined) return givenPolicy(name, { address, path: path ?? "/", snapshot });
  if (others.every((other) => isSame(first, other))) return first;
  return { source: name, hole: ambiguous(address, planned) };
};

interface Wanted {
  readonly address: string;
  readonly path: string;
  readonly snapshot: Snapshot;
}

const givenPolicy = (name: string, { address, path, snapshot }: Wanted): Granted => {
  const given = snapshot.given.get(name);
  if (given !== undefined) return { source: given.source, policy: given };
  const hole: Hole = {
    address,
    reason: `the customer managed policy \`${path}${name}\` of each account is not in this plan`,
    refersTo: [],
    remedy: "give its text with `--managed DIR`, or check it with the plan that makes it",
  };
  return { source: name, hole };
};

/** Provider aliases make one policy in each of several accounts. */
const isSame = (one: Granted, other: Granted): boolean =>
  one.policy !== undefined &&
  other.policy !== undefined &&
  printPolicy(one.policy.document, 0) === printPolicy(other.policy.document, 0);

const ambiguous = (address: string, planned: readonly Resource[]): Hole => {
  const addresses = planned.map((policy) => policy.address);
  return {
    address,
    reason: `which policy of this name an account has is not known: ${addresses.join(", ")} may differ`,
    refersTo: addresses,
    remedy: "give the policy the same text in every account, or give each permission set its own policy",
  };
};
