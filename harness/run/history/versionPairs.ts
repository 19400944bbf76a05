import type { PolicyDocument } from "../../../policies/language/document.js";
import { parsePolicy } from "../../../policies/language/parsePolicy.js";
import type { ManagedPolicyVersion } from "../../../policies/managed/managedPolicy.js";
import { type Result, success } from "../../../policies/text/diagnostic.js";
import type { Readings } from "../../../properties/target.js";
import { differingParts } from "./differingParts.js";

/** A version of a policy and the one before it, cut down to what they differ in. */
export interface VersionPair {
  readonly newer: ManagedPolicyVersion;
  /** absent for the first version known */
  readonly older?: ManagedPolicyVersion;
  readonly before: Readings;
  readonly after: Readings;
  /** what is the same of both; absent for the first version, and where one of them could not be read */
  readonly same?: "all" | "statements" | "nothing";
  /** why one of them could not be read: a sentence */
  readonly unreadable?: string;
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
  // a document is the newer one of one pair and the older one of the next
  const read = new Map<ManagedPolicyVersion, Result<PolicyDocument>>();
  const documentOf = (version: ManagedPolicyVersion): Result<PolicyDocument> => {
    const known = read.get(version) ?? documentIn(version);
    read.set(version, known);
    return known;
  };
  for (const newer of wanted) {
    const older = all[all.indexOf(newer) - 1];
    yield older === undefined ? unchangedPair(newer) : pairOf(older, newer, [older, newer].map(documentOf));
    if (older !== undefined) read.delete(older);
  }
}

/** AWS keeps a few versions from before it checked policies as it does now. */
function documentIn({ text }: ManagedPolicyVersion): Result<PolicyDocument> {
  const parsed = parsePolicy(text, "identity");
  return parsed.ok ? success(parsed.value) : parsed;
}

const nothing: Readings = { policies: { identity: [] }, holes: [] };

const unchangedPair = (newer: ManagedPolicyVersion): VersionPair => ({
  newer,
  before: nothing,
  after: nothing,
});

function pairOf(
  older: ManagedPolicyVersion,
  newer: ManagedPolicyVersion,
  documents: readonly Result<PolicyDocument>[],
): VersionPair {
  const [before, after] = documents as readonly [Result<PolicyDocument>, Result<PolicyDocument>];
  if (!before.ok || !after.ok) {
    const [refused, reason] = before.ok ? [newer, after] : [older, before];
    const { message } = reason.diagnostics[0]!;
    const unreadable = `the document of ${refused.version} is refused: ${message}`;
    return { ...unchangedPair(newer), older, unreadable };
  }
  const parts = differingParts(before.value, after.value);
  const isSame = parts.actions.length === 0;
  const same = !isSame ? "nothing" : older.text === newer.text ? "all" : "statements";
  return {
    newer,
    older,
    before: readingsOf(older, parts.before),
    after: readingsOf(newer, parts.after),
    same,
  };
}

const readingsOf = ({ name, version }: ManagedPolicyVersion, document: PolicyDocument): Readings => ({
  policies: { identity: [{ source: `managed:${name}@${version}`, document }] },
  holes: [],
});
