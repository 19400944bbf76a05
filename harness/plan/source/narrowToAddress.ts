import type { Policy } from "../../../policies/language/policySet.js";
import { exampleRole } from "../../../policies/reference/exampleRole.js";
import { type Diagnostic, failure, type Result, success } from "../../../policies/text/diagnostic.js";
import { nearestNames } from "../../../policies/text/nearestNames.js";
import { ownMember } from "../../../policies/text/ownMember.js";
import { exactly, exactValue } from "../../../properties/bounded.js";
import type { Readings, Target } from "../../../properties/target.js";
import {
  printAddress,
  type TargetAddress,
  withoutAccount,
  withoutSource,
} from "../../../properties/targetAddress.js";
import type { Extraction } from "../extraction.js";
import type { ExtractedPolicy } from "../policies/extractedPolicy.js";
import { policySource } from "../policies/findPolicies.js";
import { isOfResource } from "../policies/isOfResource.js";
import { addressBefore } from "../resources/readResources.js";
import { readingsBefore, readingsOf } from "../targets/heldPolicies.js";
import { loneHolding } from "../targets/loneHolding.js";
import { resourceTarget } from "../targets/resourceTarget.js";
import { isStatementSelector, selectStatements } from "./selectStatements.js";

/**
 * Narrows what was extracted to one principal (with everything attached to it) or one policy.
 * An address that is not there is an error that lists the nearest ones.
 */
export function narrowToAddress(extraction: Extraction, wanted: TargetAddress): Result<Extraction> {
  const { resource = "", account } = wanted;
  const name = printAddress(wanted);
  const address = printAddress(withoutSource(wanted));
  const principals = extraction.principals.filter((candidate) => candidate.address === resource);
  const isNamed = (target: Target) =>
    [target.address, withoutAccount(target.address)].some((one) => printAddress(one) === name);
  const { earlier } = extraction;
  const gone = (earlier?.gone ?? []).filter(isNamed);
  const goneResources = (earlier?.goneResources ?? []).filter(isNamed);
  const then = earlier && { earlier: { ...earlier, gone, goneResources } };
  const ofPrincipal = extraction.targets.filter(isNamed);
  const ofPlan = (extraction.counted ?? []).filter(isNamed);
  const counted = ofPlan.length > 0 ? { counted: ofPlan } : {};
  const isWhole = principals.some((principal) => principal.address === address);
  if (
    isWhole ||
    (principals.length > 0 && ofPrincipal.length > 0) ||
    gone.length + goneResources.length > 0
  ) {
    return success({
      policies: extraction.policies.filter(({ attachedTo }) => attachedTo.includes(resource)),
      principals,
      targets: ofPrincipal,
      ...counted,
      ...then,
      ...(extraction.account !== undefined && { account: extraction.account }),
      notes: extraction.notes,
    });
  }
  const ofResources = (extraction.resources ?? []).filter(isNamed);
  const isMeant = (policy: ExtractedPolicy): boolean =>
    (account === undefined && namesOf(policy).includes(resource)) ||
    (isOfResource(policy) && policy.attachedTo.includes(address));
  const policies = withoutMirrors([...extraction.policies, ...(extraction.read ?? [])].filter(isMeant));
  const implied = (extraction.implied ?? []).filter(isMeant);
  if (policies.length + implied.length === 0) {
    return failure(unknownAddress(extraction, address, wanted.source));
  }
  const ofSessions = ({ address: { session, ...one } }: Target) =>
    session !== undefined && printAddress(one) === name;
  const lone = extraction.targets.filter((target) => isNamed(target) || ofSessions(target));
  const targets =
    lone.length > 0 ? lone : policies.flatMap((policy) => policyTarget(policy, wanted, extraction));
  const ofResource = [...policies, ...implied].filter(isOfResource);
  // a part of the policies of a resource is a policy of any resource
  const part =
    ofResource.length > 0
      ? [resourceTarget(ofResource, { address: wanted, account: extraction.account })]
      : [];
  const all = [...targets, ...(ofResources.length > 0 ? ofResources : part)];
  const { resources: _, counted: __, ...rest } = extraction;
  return success({ ...rest, ...counted, ...then, policies, implied, read: [], principals: [], targets: all });
}

/**
 * A bucket shows the policy that a separate resource attaches to it as it was when the provider last
 * looked: the separate resource has the policy after apply.
 */
function withoutMirrors(policies: readonly ExtractedPolicy[]): readonly ExtractedPolicy[] {
  const replaced = new Set(
    policies.flatMap(({ address, kind, attachedTo }) =>
      attachedTo.filter((holder) => holder !== address).map((holder) => `${kind} ${holder}`),
    ),
  );
  return policies.filter(({ kind, address }) => !replaced.has(`${kind} ${address}`));
}

const namesOf = ({ address, attribute }: ExtractedPolicy): readonly string[] => [
  address,
  policySource(address, attribute),
  `${address}.${attribute}`,
];

/** A policy alone, as if it were the only one of an example role. */
function policyTarget(
  extracted: ExtractedPolicy,
  wanted: TargetAddress,
  { account, earlier }: Extraction,
): readonly Target[] {
  if (extracted.kind !== "identity" && extracted.kind !== "boundary") return [];
  if (extracted.providerDefault) return [];
  const { attribute } = extracted;
  const address = addressBefore(extracted.address);
  const before = earlier?.policies.find((one) => one.address === address && one.attribute === attribute);
  return [
    {
      address: wanted,
      principal: exampleRole(account),
      ...readingsOf(loneHolding(extracted)),
      ...(before && { before: readingsBefore(loneHolding(before)) }),
    },
  ];
}

function unknownAddress(
  { policies, implied = [], read = [], principals, earlier }: Extraction,
  address: string,
  file: string,
): Diagnostic {
  const names = [
    ...principals.map((principal) => principal.address),
    ...(earlier?.gone ?? []).map((target) => printAddress(withoutSource(target.address))),
    ...[...policies, ...implied, ...read].map((policy) => policy.address),
  ];
  const close = nearestNames(address, names);
  const shown = (close.length > 0 ? close : names.slice(0, 3)).map((name) => `\`${name}\``).join(", ");
  const hint = names.length === 0 ? "it contains no IAM policy" : `did you mean ${shown}?`;
  const message = `no principal or policy \`${address}\` in \`${file}\``;
  return { code: "unknown-address", severity: "error", message, hint };
}

/** Narrows the one policy that is left to some of its statements. */
export function narrowToStatements(
  extraction: Extraction,
  selector: string,
  address: TargetAddress,
): Result<Extraction> {
  if (!isStatementSelector(selector)) return failure(unknownSelector(selector));
  const [only, ...others] = extraction.policies;
  const isOne = others.length === 0 && extraction.principals.length === 0;
  const known = only?.policy && exactValue(only.policy);
  if (only === undefined || !isOne || !known) return failure(notOnePolicy(selector));
  const selected = selectStatements(known.document, selector);
  if (!selected.ok) return selected;
  const policy = { source: printAddress(address), document: selected.value };
  const targets = extraction.targets.map((target) => ({
    ...target,
    address,
    policies:
      target.policies.resource === undefined ? { identity: [policy] } : { identity: [], resource: policy },
    ...(target.before && { before: selectBefore(target.before, selector) }),
  }));
  return success({
    ...extraction,
    policies: [{ ...only, policy: exactly(policy), document: keepStatements(only.document, policy) }],
    targets,
  });
}

/** The same of the policy before the change, which may not have had such statements. */
const selectBefore = (before: Readings, selector: string): Readings => ({
  ...before,
  policies: {
    identity: before.policies.identity.flatMap(({ source, document }) => {
      const selected = selectStatements(document, selector);
      return selected.ok ? [{ source, document: selected.value }] : [];
    }),
  },
});

/** The same statements of the document as it was written. */
function keepStatements(json: unknown, { document }: Policy): unknown {
  const written = ownMember(json, "Statement");
  if (typeof json !== "object" || !Array.isArray(written)) return json;
  return { ...json, Statement: document.statements.map(({ index }) => written[index]) };
}

const unknownSelector = (selector: string): Diagnostic => ({
  code: "unknown-selector",
  severity: "error",
  message: `\`#${selector}\` selects no statements of a policy`,
  hint: "write `#tag-guarded`, `#Sid=NAME` or `#statement=N`",
});

const notOnePolicy = (selector: string): Diagnostic => ({
  code: "not-one-policy",
  severity: "error",
  message: `\`#${selector}\` needs one policy that is known`,
  hint: "name the policy before it, as in `plan.json#aws_iam_policy.deploy#statement=1`",
});
