import type { ManagedPolicyVersion } from "./managedPolicy.js";
import { managedVersions } from "./managedVersions.js";

/**
 * An AWS managed policy by name or ARN; `NAME@v7` for one version, `NAME@2021-01-01` for the one in force at the end
 * of that day (UTC). Undefined for a name or version that is not known, and for a day on which the version in force
 * is not known. Names, ARNs and versions are compared to the letter.
 *
 * @param version the newest when neither it nor `@v7` is given; it counts more than `@v7`
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { findManagedPolicy } from "planproof/policies";
 *
 * assert.equal(findManagedPolicy("AWSBatchServiceRole@v9")?.version, "v9");
 * assert.equal(findManagedPolicy("AWSBatchServiceRole@2021-01-01")?.version, "v11");
 * assert.equal(findManagedPolicy("AWSBatchServiceRole")?.newest, true);
 * assert.equal(findManagedPolicy("NoSuchPolicy"), undefined);
 * ```
 */
export function findManagedPolicy(nameOrArn: string, version?: string): ManagedPolicyVersion | undefined {
  const [id = "", ...inName] = nameOrArn.split("@");
  const wanted = version ?? (inName.length > 0 ? inName.join("@") : undefined);
  const found = managedVersions(id, wanted);
  return found.ok && found.value.length === 1 ? found.value[0] : undefined;
}
