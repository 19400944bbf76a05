import { parsePolicy } from "../../../policies/language/parsePolicy.js";
import type { PolicyKind } from "../../../policies/language/policyDocument.js";
import type { Diagnostic } from "../../../policies/text/diagnostic.js";
import { ownMember } from "../../../policies/text/ownMember.js";
import { readJson } from "../../../policies/text/readJson.js";
import { exactly } from "../../../properties/bounded.js";
import type { PlanContext } from "../configuration/resourceValue.js";
import {
  dataAttributesOf,
  type PolicyAttribute,
  policyAttributesOf,
  policyKindOf,
} from "../provider/policyAttributesOf.js";
import { policyKeeperOf } from "../provider/policyKeeperOf.js";
import { principalArnIn } from "../resources/principalArn.js";
import { originsOf } from "../resources/referencedResources.js";
import type { Resource } from "../resources/resource.js";
import type { ResourceIndex } from "../resources/resourceIndex.js";
import { boundPolicy, writeOut } from "../unknown/boundPolicy.js";
import { deferredDocument } from "../unknown/deferredDocument.js";
import { embeddedPolicy } from "../unknown/embeddedPolicy.js";
import type { ExtractedPolicy } from "./extractedPolicy.js";
import { findPolicyAttributes, type Occurrence } from "./findPolicyAttributes.js";

/** A policy with the resource and the block that hold it; which principals it is attached to is not yet known. */
export interface FoundPolicy {
  readonly resource: Resource;
  readonly row: PolicyAttribute;
  readonly block: unknown;
  readonly policy: ExtractedPolicy;
}

/** Every policy document of the managed resources, known or not, in the order of the resources. */
export function findPolicies(context: PlanContext): readonly FoundPolicy[] {
  const around = { context, parse: parsingOnce() };
  return context.index.resources
    .filter(({ mode }) => mode === "managed")
    .flatMap((resource) =>
      policyAttributesOf(resource.type).flatMap((row) => policiesAt(resource, row, around)),
    );
}

/**
 * The policies of what is in AWS already, as data sources read them; an `aws_iam_policy_document` is not one
 * before something uses it.
 */
export function findExistingPolicies(context: PlanContext): readonly FoundPolicy[] {
  const around = { context, parse: parsingOnce() };
  return (
    context.index.resources
      .filter(({ mode }) => mode === "data")
      .flatMap((resource) =>
        dataAttributesOf(resource.type).flatMap((row) => policiesAt(resource, row, around)),
      )
      // a data source has no configured policy, so it has no default either
      .map((found) =>
        found.policy.providerDefault
          ? { ...found, policy: { ...found.policy, providerDefault: false, unknown: [""] } }
          : found,
      )
  );
}

interface Around {
  readonly context: PlanContext;
  readonly parse: typeof parsePolicy;
}

/** Parses a string once: thousands of roles have the same trust policy, and what is made of it later is made once, too. */
function parsingOnce(): typeof parsePolicy {
  const parsed = new Map<string, ReturnType<typeof parsePolicy>>();
  return (text, kind, options) => {
    const key = JSON.stringify([kind, options, text]);
    const known = parsed.get(key) ?? parsePolicy(text, kind, options);
    parsed.set(key, known);
    return known;
  };
}

function policiesAt(resource: Resource, row: PolicyAttribute, around: Around): readonly FoundPolicy[] {
  const kind = policyKindOf(resource, row);
  if (kind === undefined) return [];
  // an unknown string may hold no policy
  const isThere = ({ state, attribute }: Occurrence): boolean =>
    row.member === undefined ||
    state !== "unknown" ||
    Boolean(embeddedPolicy({ from: resource, attribute, ...around.context }, row.member));
  const occurrences = findPolicyAttributes(resource, row).filter(isThere);
  return occurrences.map((occurrence) => ({
    resource,
    row,
    block: occurrence.block,
    policy: {
      address: resource.address,
      attribute: occurrence.attribute,
      kind,
      attachedTo: [],
      ...content({ resource, row, occurrence }, kind, around),
    },
  }));
}

/** How reports call a policy: its resource, with the attribute where that is not the plain `policy`. */
export const policySource = (address: string, attribute: string): string =>
  attribute === "policy" || attribute === "" ? address : `${address}.${attribute}`;

type Content = Omit<ExtractedPolicy, "address" | "attribute" | "kind" | "attachedTo">;

const nothing: Content = {
  policy: null,
  document: null,
  unknown: [],
  refersTo: [],
  providerDefault: false,
  diagnostics: [],
};

interface Place {
  readonly resource: Resource;
  readonly row: PolicyAttribute;
  readonly occurrence: Occurrence;
}

function content(place: Place, kind: PolicyKind, { context, parse }: Around): Content {
  const { state, attribute, text } = place.occurrence;
  if (state === "unknown") return unknownContent(place, kind, context);
  if (state === "sensitive") return { ...nothing, diagnostics: [sensitivePolicy] };
  if (text === undefined) return { ...nothing, diagnostics: [notText] };
  // what is in AWS already was taken once
  const isNew = !context.index.isPast && place.resource.mode === "managed";
  const keeper = isNew ? policyKeeperOf(place.resource.type) : undefined;
  const parsed = parse(text, kind, keeper && { keeper });
  const source = policySource(place.resource.address, attribute);
  return {
    ...nothing,
    policy: parsed.ok ? exactly({ source, document: parsed.value }) : null,
    document: readJson(text) ?? null,
    diagnostics: parsed.diagnostics,
  };
}

/** A policy that is not configured is not unknown: the provider or AWS fills in a default. */
function unknownContent(
  { resource, row, occurrence }: Place,
  kind: PolicyKind,
  around: PlanContext,
): Content {
  const { index } = around;
  if (index.isPast) return { ...nothing, unknown: [""] };
  const name = occurrence.attribute.replace(/[.[].*$/, "");
  const written = index.configuration.resource(resource);
  const partlyKnown = Object.hasOwn(resource.values, name);
  const optional = row.required !== true && !partlyKnown;
  if (written !== undefined && optional && ownMember(written.expressions, name) === undefined) {
    return { ...nothing, providerDefault: true };
  }
  const refersTo = dependencies(resource, name, index);
  const place = { from: resource, attribute: name, ...around };
  const marked = row.member === undefined ? deferredDocument(place) : embeddedPolicy(place, row.member);
  const { attribute } = occurrence;
  const source = policySource(resource.address, attribute);
  if (marked && "reason" in marked) {
    return { ...nothing, unknown: [""], refersTo, diagnostics: [notInPlan(marked.reason)] };
  }
  const bound =
    marked &&
    boundPolicy(marked, {
      ...{ source, place: `${resource.address}.${attribute}`, kind },
      keeper: policyKeeperOf(resource.type),
      principalArn: principalArnIn(around),
    });
  return { ...nothing, unknown: [""], refersTo, ...bound };
}

const notInPlan = (reason: string): Diagnostic => ({
  code: "policy-not-in-plan",
  severity: "warning",
  message: reason,
  hint: writeOut,
});

/** What an unknown policy refers to, and what the policy documents among that refer to in turn. */
function dependencies(resource: Resource, attribute: string, index: ResourceIndex): readonly string[] {
  const found = new Set<string>();
  const follow = (from: Resource, name: string): void => {
    for (const origin of originsOf(from, name, index)) {
      if (origin.settled || found.has(origin.text)) continue;
      found.add(origin.text);
      const document = origin.resource;
      if (document?.type !== "aws_iam_policy_document") continue;
      const stub = { ...from, ...document, address: origin.text };
      for (const key of Object.keys(index.configuration.resource(document)?.expressions ?? {}))
        follow(stub, key);
    }
  };
  follow(resource, attribute);
  return [...found];
}

const sensitivePolicy: Diagnostic = {
  code: "sensitive-policy",
  severity: "warning",
  message: "the policy is marked sensitive, so it is not read",
  hint: "wrap it in `nonsensitive(...)` if it holds no secret",
};

const notText: Diagnostic = {
  code: "policy-not-text",
  severity: "error",
  message: "the attribute does not hold a JSON string",
  hint: "give the plan exactly as terraform printed it",
};
