import { workloadRoles } from "../../policies/reference/workloadRoles.js";
import { isObject } from "../../policies/text/isObject.js";
import { jsonNesting } from "../../policies/text/jsonNesting.js";
import { ownMember } from "../../policies/text/ownMember.js";
import { readJson } from "../../policies/text/readJson.js";

type Values = Readonly<Record<string, unknown>>;

/** The attributes with definitions of containers, of which only the roles are read; the others may hold secrets. */
const containers: ReadonlySet<string> = new Set([
  "container_properties",
  "container_definitions",
  "node_properties",
  "ecs_properties",
  ...workloadRoles.flatMap(({ attribute, json }) => (json === undefined ? [] : attribute)),
]);

/** What blocks hold that is given to a program, and is not about permissions. */
const handedOn: ReadonlySet<string> = new Set(["environment", "input", "input_transformer", "user_data"]);

const roleKeys: ReadonlySet<string> = new Set(
  ["jobRoleArn", "executionRoleArn", "taskRoleArn", ...workloadRoles.flatMap(({ json }) => json ?? [])].map(
    (key) => key.toLowerCase(),
  ),
);

/**
 * The attributes that are kept, those that are sensitive without their content.
 *
 * @param past what they were before the change: a sensitive value that changes is still seen to change
 */
export function redactValues(
  values: Values,
  sensitive: unknown,
  { isKept, past = {} }: { readonly isKept: (attribute: string) => boolean; readonly past?: Values },
): Values {
  const shown = Object.entries(values).filter(([name]) => isKept(name));
  return Object.fromEntries(
    shown.map(([name, value]) => {
      if (containers.has(name) && typeof value === "string") return [name, rolesIn(value)];
      const mask = sensitive === true || ownMember(sensitive, name);
      return [name, withoutHandedOn(withoutSensitive(value, mask, ownMember(past, name)))];
    }),
  );
}

function withoutHandedOn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutHandedOn);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([key]) => !handedOn.has(key));
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutHandedOn(inner)]));
}

function withoutSensitive(value: unknown, mask: unknown, past: unknown): unknown {
  if (mask === true) return blank(value, past);
  if (typeof mask !== "object" || mask === null || typeof value !== "object" || value === null) return value;
  const inner = (item: unknown, key: string | number) =>
    withoutSensitive(item, ownMember(mask, key), ownMember(past, key));
  return Array.isArray(value)
    ? value.map(inner)
    : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inner(item, key)]));
}

/** A list remains as long as it is, for each of its blocks may be a policy. */
function blank(value: unknown, past: unknown): unknown {
  if (Array.isArray(value)) return value.map((item, at) => blank(item, ownMember(past, at)));
  if (typeof value === "string") return value === "" || past === undefined || past === value ? "" : "changed";
  if (typeof value === "number") return past === undefined || past === value ? 0 : 1;
  return isObject(value) ? {} : typeof value === "boolean" ? false : value;
}

/** A role is named by its ARN there; anything else might be a secret, and is not a role. */
function rolesIn(text: string): string {
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
