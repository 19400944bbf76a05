import { ownMember } from "../../../policies/text/ownMember.js";
import { readJson } from "../../../policies/text/readJson.js";
import type { PolicyAttribute } from "../provider/policyAttributesOf.js";
import { isMarked, type Resource } from "../resources/resource.js";

/** One place in a resource that holds a policy, or will hold one. */
export interface Occurrence {
  /** `inline_policy[0].policy` */
  readonly attribute: string;
  /** undefined when it is unknown or sensitive */
  readonly text?: string;
  readonly state: "known" | "unknown" | "sensitive" | "not-text";
  /** the block that holds the attribute, or the resource's own values */
  readonly block: unknown;
}

/**
 * Finds every place of an attribute, expanding `[]`. Null is not a policy, and neither is the empty string, unless
 * it takes the place of a value that some tools leave out of a plan: one that is marked sensitive, that
 * Terraform requires, or that is in a block with a name.
 */
export function findPolicyAttributes(resource: Resource, row: PolicyAttribute): readonly Occurrence[] {
  const steps = row.attribute.split(".");
  const visit = (
    path: readonly (string | number)[],
    block: unknown,
    index: number,
  ): readonly Occurrence[] => {
    const step = steps[index]!;
    const name = step.replace("[]", "");
    const here = [...path, name];
    const value = ownMember(block, name);
    if (step === name) return occurrence(resource, row, { path: here, block, value });
    if (isMarked(resource.unknown, here)) return [{ attribute: printPath(here), state: "unknown", block }];
    const items = Array.isArray(value) ? value : [];
    return items.flatMap((item, at) => visit([...here, at], item, index + 1));
  };
  return visit([], resource.values, 0);
}

interface Place {
  readonly path: readonly (string | number)[];
  readonly block: unknown;
  readonly value: unknown;
}

function occurrence(
  resource: Resource,
  row: PolicyAttribute,
  { path, block, value }: Place,
): readonly Occurrence[] {
  const attribute = printPath(path);
  if (row.member !== undefined) return insideText(resource, row.member, { path, block, value });
  if (isMarked(resource.unknown, path)) return [{ attribute, state: "unknown", block }];
  if (value === undefined) return row.required === true ? [{ attribute, state: "unknown", block }] : [];
  if (value === null) return [];
  if (isMarked(resource.sensitive, path)) return [{ attribute, state: "sensitive", block }];
  if (value === "") return isLeftOut(row, block) ? [{ attribute, state: "unknown", block }] : [];
  return typeof value === "string"
    ? [{ attribute, state: "known", text: value, block }]
    : [{ attribute, state: "not-text", block }];
}

/** The AWS provider 3 writes a block with an empty name and policy for a role without inline policies. */
const isLeftOut = ({ required, attribute }: PolicyAttribute, block: unknown): boolean =>
  required === true || (attribute.includes("[]") && Boolean(ownMember(block, "name")));

/** In a string that is not JSON it is unknown whether there is a policy at all. */
function insideText(resource: Resource, name: string, { path, block, value }: Place): readonly Occurrence[] {
  if (isMarked(resource.unknown, path)) return [{ attribute: printPath(path), state: "unknown", block }];
  // where a tool has removed the string, there may have been a policy in it
  if (value === "" && isMarked(resource.sensitive, path)) {
    return [{ attribute: printPath(path), state: "sensitive", block }];
  }
  const inner = typeof value === "string" ? ownMember(readJson(value), name) : undefined;
  if (inner === undefined || inner === null) return [];
  const attribute = printPath(path);
  return isMarked(resource.sensitive, path)
    ? [{ attribute, state: "sensitive", block }]
    : [{ attribute, state: "known", text: JSON.stringify(inner), block }];
}

const printPath = (path: readonly (string | number)[]): string =>
  path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`))
    .join("")
    .slice(1);
