import { workloadRoles } from "../../policies/reference/workloadRoles.js";
import { isObject } from "../../policies/text/isObject.js";
import { jsonNesting } from "../../policies/text/jsonNesting.js";
import { readJson } from "../../policies/text/readJson.js";
import { batchRoleAttributes } from "../plan/principals/batchRoleUses.js";

const roleKeys: ReadonlySet<string> = new Set(
  [...batchRoleAttributes, ...workloadRoles]
    .flatMap(({ json }) => json ?? [])
    .map((key) => key.toLowerCase()),
);

/**
 * The JSON of a definition of containers with its roles alone: a role is named by its ARN there; anything else might
 * be a secret, and is not a role.
 */
export function rolesIn(text: string): string {
  const json = jsonNesting(text) <= 64 ? readJson(text) : undefined;
  return json === undefined ? "" : JSON.stringify(onlyRoles(json) ?? {});
}

function onlyRoles(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(onlyRoles).filter((item) => item !== undefined);
    return items.length === 0 ? undefined : items;
  }
  if (!isObject(value)) return undefined;
  const members = Object.entries(value).flatMap(([key, inner]) => {
    const isRole = roleKeys.has(key.toLowerCase()) && typeof inner === "string" && roleForm.test(inner);
    const kept = isRole ? inner : onlyRoles(inner);
    return kept === undefined ? [] : [[key, kept] as const];
  });
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

const roleForm = /^(?:arn:[\w-]+:iam::\d{12}:role\/)?[\w+=,.@/-]+$/;
