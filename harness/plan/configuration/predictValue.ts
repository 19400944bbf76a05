import { ownMember } from "../../../policies/text/ownMember.js";
import arnTemplates from "../provider/arnTemplates.json" with { type: "json" };
import { type ArnPredictor, partitionOf } from "../resources/predictArns.js";
import { regionOf } from "../resources/regionOf.js";
import { type Resource, shownString, stringOrDefault } from "../resources/resource.js";
import type { ResourceIndex } from "../resources/resourceIndex.js";

/** The predicted value of an attribute: a string, or a pattern with `*` for each part that is unknown. */
export type Prediction = { readonly text: string } | { readonly pattern: string };

const templates: ReadonlyMap<string, string> = new Map(
  arnTemplates.map(({ type, attribute, template }) => [`${type}.${attribute}`, template]),
);

/**
 * Predicts an attribute that AWS makes of others, such as an ARN; undefined for one that nothing is known of.
 * No part that a `*` represents has a colon in it, except those after the fifth colon of an ARN.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function predictValue(
  resource: Resource,
  attribute: string,
  { index, arns }: { readonly index: ResourceIndex; readonly arns: ArnPredictor },
): Prediction | undefined {
  const shown = shownString(resource, attribute);
  if (shown !== undefined) return { text: shown };
  const template = templates.get(`${resource.type}.${attribute}`);
  if (template === undefined || resource.mode !== "managed") return undefined;
  const region = regionOf(resource, index) ?? arns.region;
  const account = arns.accountOf(resource);
  const given: Readonly<Record<string, string | undefined>> = {
    partition: account?.partition ?? (region === undefined ? undefined : partitionOf(region)),
    account: account?.id,
    region,
    catalog: catalogOf(resource, index, account?.id),
    path: stringOrDefault(resource, "path", "/"),
  };
  const filled = template.replace(/\{(\w+)(?::(\w+))?\}/g, (_, name: string, change?: string) => {
    const text = given[name] ?? named(resource, name);
    return change === undefined ? text : changes[change]!(text);
  });
  return filled.includes("*") || filled.includes("?") ? { pattern: filled } : { text: filled };
}

/** The account's own where none is configured, which the provider shows as unknown, too. */
function catalogOf(resource: Resource, { configuration }: ResourceIndex, account = "*"): string | undefined {
  const written = configuration.resource(resource);
  const isDefault = written !== undefined && ownMember(written.expressions, "catalog_id") === undefined;
  return stringOrDefault(resource, "catalog_id", account) ?? (isDefault ? account : undefined);
}

/** What AWS makes of some names in ARNs, as in `{url:host}`. */
const changes: Readonly<Record<string, (name: string) => string>> = {
  host: (url) => url.replace(/^https:\/\//, ""),
  relative: (path) => path.replace(/^\//, ""),
  // of a name or an ARN
  tail: (name) => name.replace(/^.*[:/]/s, ""),
  lower: (name) => name.toLowerCase(),
};

function named(resource: Resource, name: string): string {
  const prefix = shownString(resource, `${name}_prefix`);
  const value = shownString(resource, name) ?? shownString(resource, `compute_environment_${name}`);
  return value ?? (prefix === undefined ? "*" : `${prefix}*`);
}
