import type { PolicyDocument } from "../../../policies/language/policyDocument.js";
import type { ManagedPolicyVersion } from "../../../policies/managed/managedPolicy.js";
import type { Readings } from "../../../properties/target.js";
import { type ActionGrants, actionGrants } from "./actionGrants.js";
import { differingParts } from "./differingParts.js";

/** A version of a policy and the one before it, cut down to what they differ in. */
export interface VersionPair {
  readonly newer: ManagedPolicyVersion;
  /** absent for the first version known */
  readonly older?: ManagedPolicyVersion;
  readonly before: Readings;
  readonly after: Readings;
  /** what is the same of both; absent for the first version */
  readonly same?: "all" | "statements" | "nothing";
}

/** A version and what it grants. */
interface GrantingVersion extends ActionGrants {
  readonly of: ManagedPolicyVersion;
}

/**
 * Each of some versions of a policy with the one before it, made when it is asked for.
 *
 * @param all of the policy, oldest first
 */
export function* versionPairs(
  wanted: readonly ManagedPolicyVersion[],
  all: readonly ManagedPolicyVersion[],
): Generator<VersionPair> {
  // the newer document of a pair is the older one of the next
  let latest: GrantingVersion | undefined;
  for (const newer of wanted) {
    const older = all[all.indexOf(newer) - 1];
    const before = older && (latest?.of === older ? latest : grantingVersion(older));
    latest = grantingVersion(newer);
    yield before === undefined ? unchangedPair(newer) : pairOf(before, latest);
  }
}

const grantingVersion = (version: ManagedPolicyVersion): GrantingVersion => ({
  ...actionGrants(version.document),
  of: version,
});

const nothing: Readings = { policies: { identity: [] }, holes: [] };

const unchangedPair = (newer: ManagedPolicyVersion): VersionPair => ({
  newer,
  before: nothing,
  after: nothing,
});

function pairOf(before: GrantingVersion, after: GrantingVersion): VersionPair {
  const [older, newer] = [before.of, after.of];
  const parts = differingParts(before, after);
  const isSame = parts.actions.length === 0;
  return {
    newer,
    older,
    before: readingsOf(older, parts.before),
    after: readingsOf(newer, parts.after),
    same: !isSame ? "nothing" : older.text === newer.text ? "all" : "statements",
  };
}

const readingsOf = ({ name, version }: ManagedPolicyVersion, document: PolicyDocument): Readings => ({
  policies: { identity: [{ source: `managed:${name}@${version}`, document }] },
  holes: [],
});
