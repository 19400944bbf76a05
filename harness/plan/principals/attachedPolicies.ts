import { parsePolicy } from "../../../policies/language/parsePolicy.js";
import type { Policy } from "../../../policies/language/policySet.js";
import { managedPoliciesDate } from "../../../policies/managed/managedPoliciesDate.js";
import { nearestManagedNames } from "../../../policies/managed/nearestManagedNames.js";
import { type Bounded, exactly } from "../../../properties/bounded.js";
import type { Hole } from "../../../properties/hole.js";
import type { ExtractedPolicy } from "../policies/extractedPolicy.js";
import { policySource } from "../policies/findPolicies.js";
import { policyHole } from "../policies/policyHole.js";
import type { Snapshot } from "../policies/snapshot.js";
import { referencedResources } from "../resources/referencedResources.js";
import { type Resource, shownString } from "../resources/resource.js";
import { awsManagedPolicy, managedSource } from "./awsManagedPolicy.js";
import { linkHole } from "./linkHole.js";

/** One policy that something gives to a principal. */
export interface Granted {
  /** what reports call it; undefined when not even that is known */
  readonly source?: string;
  /** absent where nothing of the policy is known */
  readonly policy?: Bounded<Policy>;
  /** why the policy is absent; absent, too, where the provider or AWS has a default for it */
  readonly hole?: Hole;
}

/** The managed policies that an attribute names, by ARN or by reference. */
export function attachedPolicies(from: Resource, attribute: string, snapshot: Snapshot): readonly Granted[] {
  const pointers = referencedResources(from, attribute, snapshot.index, {
    wanted: ({ type }) => type === "aws_iam_policy",
    named: (arn) => policiesOfArn(arn, snapshot),
  });
  const known = pointers.texts.map((arn) => policyOfArn(arn, { from, attribute, snapshot }));
  const referred = pointers.found.map((resource) => policyOfResource(resource, snapshot));
  return [...known, ...referred, ...unknownGrant(from, attribute, pointers.unknown)];
}

/** The policy that an extracted document is. */
export function grantedDocument(policy: ExtractedPolicy): Granted {
  const source = policySource(policy.address, policy.attribute);
  if (policy.policy !== null) return { source, policy: policy.policy };
  return policy.providerDefault ? {} : { source, hole: policyHole(policy) };
}

/** A hole for attached policies that are unknown; none where all are known. */
export function unknownGrant(
  from: Resource,
  attribute: string,
  refersTo: readonly string[] | undefined,
): readonly Granted[] {
  if (refersTo === undefined) return [];
  const hole = linkHole(
    { address: `${from.address}.${attribute}`, refersTo },
    {
      question: "which policy is attached",
      remedy: "refer to one aws_iam_policy resource directly, or write the policy's ARN out",
    },
  );
  return [{ hole }];
}

const policiesOfArn = (arn: string, { policiesByArn }: Snapshot): readonly Resource[] => [
  ...(policiesByArn.get(arn) ?? []),
  ...(policiesByArn.get(withoutAccount(arn)) ?? []),
];

/** Where the account of a planned policy is not known, its path and name decide. */
const withoutAccount = (arn: string): string => /^arn:aws[\w-]*:iam::\d{12}:(.*)$/s.exec(arn)?.[1] ?? "";

interface Attachment {
  readonly from: Resource;
  readonly attribute: string;
  readonly snapshot: Snapshot;
}

function policyOfArn(arn: string, { from, attribute, snapshot }: Attachment): Granted {
  const resources = policiesOfArn(arn, snapshot);
  const planned = resources.find(({ mode }) => mode === "managed");
  if (planned !== undefined) return policyOfResource(planned, snapshot);
  const given = snapshot.given.get(arn.slice(arn.lastIndexOf("/") + 1));
  if (given !== undefined) return { source: given.source, policy: exactly(given) };
  const read = resources.find((resource) => shownString(resource, "policy") !== undefined);
  if (read !== undefined) return policyOfResource(read, snapshot);
  const managed = awsManagedPolicy(arn);
  if (managed !== undefined) return { source: managed.source, policy: exactly(managed) };
  return { source: arn, hole: missingPolicy(`${from.address}.${attribute}`, arn) };
}

function missingPolicy(address: string, arn: string): Hole {
  const { reason, hint } = /^arn:[^:]*:iam::aws:/.test(arn)
    ? unknownToData(arn)
    : { reason: `the policy \`${arn}\` is not in this plan`, hint: "" };
  return {
    address,
    reason,
    refersTo: [arn],
    remedy: `${hint}add \`data "aws_iam_policy"\` with this ARN to the configuration, so that the plan holds its document, or give the document with \`--managed DIR\``,
  };
}

/** AWS makes policies every week, and Terraform does not look at the ARN of one before apply. */
function unknownToData(arn: string) {
  const [near] = nearestManagedNames(arn.slice(arn.lastIndexOf("/") + 1));
  return {
    reason: `the AWS managed policy \`${arn}\` is not among those known on ${managedPoliciesDate()}: it is newer, or the ARN is wrong`,
    hint: near === undefined ? "" : `if \`${near}\` is meant, correct the ARN; else `,
  };
}

/** The policy of a resource or data source of `aws_iam_policy`. */
export function policyOfResource(resource: Resource, { policiesIn }: Snapshot): Granted {
  const [own] = policiesIn(resource);
  if (own !== undefined) return grantedDocument(own.policy);
  const text = shownString(resource, "policy");
  if (text === undefined) return unreadPolicy(resource);
  const parsed = parsePolicy(text, "identity");
  if (!parsed.ok) return holeOf(resource, "the document of the policy is refused");
  const source = managedSource(shownString(resource, "arn") ?? "", text) ?? resource.address;
  return { source, policy: exactly({ source, document: parsed.value }) };
}

/**
 * A data source that is read during apply says by ARN or name which policy it reads. No other policy can have the name
 * of one of AWS: the provider refuses a name that several have.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy
 */
function unreadPolicy(resource: Resource): Granted {
  const named =
    resource.mode === "data" ? (shownString(resource, "arn") ?? shownString(resource, "name")) : undefined;
  const managed = named === undefined ? undefined : awsManagedPolicy(named);
  return managed === undefined
    ? holeOf(resource, "the document of the policy is not in this plan")
    : { source: managed.source, policy: exactly(managed) };
}

function holeOf({ address }: Resource, reason: string): Granted {
  const remedy = "plan again when the policy can be read from AWS";
  return { source: address, hole: { address: `${address}.policy`, reason, refersTo: [], remedy } };
}
