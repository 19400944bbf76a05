import { workloadRoles } from "../../policies/reference/workloadRoles.js";
import { jsonNesting } from "../../policies/text/jsonNesting.js";
import { readJson } from "../../policies/text/readJson.js";
import { batchRoleAttributes } from "../plan/principals/batchRoleUses.js";
import type { HasSecret } from "./secretTexts.js";

const roleKeys: ReadonlySet<string> = new Set(
  [...batchRoleAttributes, ...workloadRoles]
    .flatMap(({ json }) => json ?? [])
    .map((key) => key.toLowerCase()),
);

/**
 * The roles in the JSON of a definition of containers, each by its key, in a list without what they were in: anything
 * else might be a secret, and is not a role.
 *
 * @param isSensitive then only an ARN is known to be no secret
 */
export function rolesIn(text: string, isSensitive: boolean, hasSecret: HasSecret = () => false): string {
  const json = jsonNesting(text) <= 64 ? readJson(text) : undefined;
  if (json === undefined) return "";
  const form = isSensitive ? roleArnForm : roleForm;
  const roles: object[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (!roleKeys.has(key.toLowerCase()) || typeof inner !== "string") visit(inner);
      else if (form.test(inner) && !hasSecret(inner)) roles.push({ [key]: inner });
    }
  };
  visit(json);
  return JSON.stringify(roles);
}

const roleArnForm = /^arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/;
const roleForm = /^(?:arn:[\w-]+:iam::\d{12}:role\/)?[\w+=,.@/-]+$/;
