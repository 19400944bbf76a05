import { printPolicy } from "../../../policies/language/printPolicy.js";
import { exactly } from "../../../properties/bounded.js";
import type { Hole } from "../../../properties/hole.js";
import type { Snapshot } from "../policies/snapshot.js";
import { groupBy } from "../resources/groupBy.js";
import { accountIdOf } from "../resources/predictArns.js";
import { referencedResources } from "../resources/referencedResources.js";
import { attributePath, isMarked, type Resource, shownString, stepInto } from "../resources/resource.js";
import { namedResources } from "../resources/resourceIndex.js";
import { type Granted, policyOfResource, unknownGrant } from "./attachedPolicies.js";

/** Where the holder of the policies is assigned. */
export interface AccountsOfSet {
  readonly snapshot: Snapshot;
  /** undefined where nothing assigns it */
  readonly accounts: readonly (string | undefined)[] | undefined;
}

/**
 * The customer managed policies that blocks name by name and path: each account that a permission set is
 * assigned in must have one of that name, and AWS attaches the one of the account.
 *
 * Source: https://docs.aws.amazon.com/singlesignon/latest/userguide/permissionsetcustom.html
 */
export function customerManagedPolicies(
  from: Resource,
  attribute: string,
  place: AccountsOfSet,
): readonly Granted[] {
  const path = attributePath(attribute);
  if (isHidden(from, path)) return unknownGrant(from, attribute, []);
  const blocks = path.reduce(stepInto, from.values as unknown);
  const count = Array.isArray(blocks) ? blocks.length : typeof blocks === "object" && blocks ? 1 : 0;
  return Array.from({ length: count }, (_, at) => `${attribute}[${at}]`).flatMap((block) =>
    policiesOfBlock({ ...place, from, block }),
  );
}

const isHidden = (from: Resource, path: readonly (string | number)[]): boolean =>
  isMarked(from.unknown, path) || isMarked(from.sensitive, path);

interface Block extends AccountsOfSet {
  readonly from: Resource;
  /** `customer_managed_policy_reference[0]` */
  readonly block: string;
}

function policiesOfBlock(at: Block): readonly Granted[] {
  const { from, block, snapshot } = at;
  const { index } = snapshot;
  const name = `${block}.name`;
  const wanted = ({ type }: Pick<Resource, "type">) => type === "aws_iam_policy";
  const pointers = referencedResources(from, name, index, { wanted, named: () => [] });
  return [
    ...pointers.texts.map((text) => policyOfName(text, at)),
    ...pointers.found.map((resource) => {
      const name = shownString(resource, "name") ?? resource.address;
      return policyOfAccounts(name, [resource], at);
    }),
    ...unknownGrant(from, name, pointers.unknown),
  ];
}

function policyOfName(name: string, at: Block): Granted {
  const path = pathOf(at);
  const planned = namedResources("aws_iam_policy", name, at.snapshot.index).filter(
    (policy) => path === undefined || (shownString(policy, "path") ?? "/") === path,
  );
  return policyOfAccounts(name, planned, at);
}

/** Undefined where it is hidden. */
function pathOf({ from, block }: Block): string | undefined {
  const at = [...attributePath(block), "path"];
  const text = at.reduce(stepInto, from.values as unknown);
  return isHidden(from, at) ? undefined : typeof text === "string" && text !== "" ? text : "/";
}

function policyOfAccounts(name: string, planned: readonly Resource[], at: Block): Granted {
  const { snapshot } = at;
  const own = inAccounts(planned, at);
  const [first, ...others] = own.map((policy) => policyOfResource(policy, snapshot));
  const address = `${at.from.address}.${at.block}`;
  if (first === undefined) return givenPolicy(name, { address, path: pathOf(at) ?? "/", snapshot });
  if (others.every((other) => isSame(first, other))) return first;
  return { source: name, hole: ambiguous(address, own) };
}

/** Those that the accounts have, or none where some account may have another: the plan makes each in one only. */
function inAccounts(
  planned: readonly Resource[],
  { accounts, snapshot: { arns } }: AccountsOfSet,
): readonly Resource[] {
  // an unassigned permission set is assumed to be in the plan's account, which may be unknown
  if (accounts === undefined) return planned.filter((policy) => accountIdOf(policy, arns) === arns.account);
  const byAccount = groupBy(planned, (policy) => accountIdOf(policy, arns));
  const own = accounts.map((account) => (account === undefined ? undefined : byAccount.get(account)));
  return own.includes(undefined) ? [] : own.flatMap((policies) => policies ?? []);
}

interface Wanted {
  readonly address: string;
  readonly path: string;
  readonly snapshot: Snapshot;
}

function givenPolicy(name: string, { address, path, snapshot }: Wanted): Granted {
  const given = snapshot.given.get(name);
  if (given !== undefined) return { source: given.source, policy: exactly(given) };
  const hole: Hole = {
    address,
    reason: `the customer managed policy \`${path}${name}\` of each account is not in this plan`,
    refersTo: [],
    remedy: "give its document with `--managed DIR`, or check it with the plan that creates it",
  };
  return { source: name, hole };
}

/** Provider aliases make one policy in each of several accounts. */
function isSame(one: Granted, other: Granted): boolean {
  const [text, ...others] = [one, other].map(({ policy }) =>
    policy === undefined || policy.unknown.length > 0 ? undefined : printPolicy(policy.upper.document, 0),
  );
  return text !== undefined && others.includes(text);
}

function ambiguous(address: string, planned: readonly Resource[]): Hole {
  const addresses = planned.map((policy) => policy.address);
  return {
    address,
    reason: `which policy of this name an account has is not known: ${addresses.join(", ")} may differ`,
    refersTo: addresses,
    remedy: "give the policy the same document in every account, or give each permission set its own policy",
  };
}
