import { readFileSync } from "node:fs";
import type { PolicyDocument } from "../language/document.js";
import { parsePolicy } from "../language/parsePolicy.js";
import { applyPatches, type ManagedPolicyJson, revertPatches, type VersionPatch } from "./versionPatch.js";

/**
 * How a managed policy is used: by a service-linked role alone (it can be attached to nothing else), by a
 * role made for a service, or by any user, group or role.
 */
export type ManagedPolicyKind = "service-linked" | "service-role" | "attachable";

/** One AWS managed policy in every version known. */
export interface ManagedPolicy {
  readonly name: string;
  readonly arn: string;
  readonly kind: ManagedPolicyKind;
  /** oldest first, without gaps */
  readonly versions: readonly ManagedPolicyVersion[];
}

export interface ManagedPolicyVersion {
  readonly name: string;
  readonly arn: string;
  readonly kind: ManagedPolicyKind;
  /** `v7` */
  readonly version: string;
  /** true for the latest version known, the one an attachment means */
  readonly newest: boolean;
  /** true for the version AWS's page prints; the others are rebuilt from it */
  readonly printed: boolean;
  /** when AWS made this version: ISO 8601, UTC */
  readonly createDate: string;
  /** the document as a JSON string, indented by two spaces */
  readonly text: string;
  readonly document: PolicyDocument;
}

/** One row of the page's table of changes. */
export interface ManagedPolicyChange {
  readonly policies: readonly string[];
  readonly change: string;
  readonly description: string;
  /** the day the page gives, which is up to four days off the version's `createDate` */
  readonly date: string;
  /** the versions it is about, matched by content; `from` is null where the policy was new */
  readonly steps: readonly { readonly policy: string; readonly from: string | null; readonly to: string }[];
}

interface VersionRow {
  readonly version: string;
  readonly createDate: string;
  readonly gains: readonly VersionPatch[];
}

interface PolicyRow extends Omit<ManagedPolicy, "versions"> {
  readonly printed: string;
  readonly versions: readonly VersionRow[];
}

const data = <T>(path: string): T => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")) as T;

/**
 * The AWS managed policies for AWS Batch, 16 documents in all. Three are as AWS prints them; the others are
 * rebuilt from these by what each version gained, when they are first asked for. A value that a version
 * later than the printed one added to a list is at the list's end.
 *
 * Source: https://docs.aws.amazon.com/batch/latest/userguide/security-iam-awsmanpol.html
 *
 * @throws Error when the data shipped here is broken
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { managedPolicies } from "planproof/policies";
 *
 * assert(managedPolicies.some(({ name }) => name === "AWSBatchServiceRole"));
 * ```
 */
export const managedPolicies: readonly ManagedPolicy[] =
  data<PolicyRow[]>("./versions.json").map(managedPolicy);

/**
 * The page's table of changes, newest first. It leaves out some versions, such as BatchServiceRolePolicy v2,
 * and its last row names none.
 *
 * Source: https://docs.aws.amazon.com/batch/latest/userguide/security-iam-awsmanpol.html#security-iam-awsmanpol-updates
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { changeTable } from "planproof/policies";
 *
 * assert(changeTable.every(({ date }) => /^\d{4}-\d{2}-\d{2}$/.test(date)));
 * ```
 */
export const changeTable: readonly ManagedPolicyChange[] = data("./changeTable.json");

/**
 * A managed policy by name or ARN, `NAME@v7` for one version; undefined when it is not bundled.
 * Names, ARNs and versions are compared to the letter.
 *
 * @param version the newest when neither it nor `@v7` is given; it counts more than `@v7`
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { findManagedPolicy } from "planproof/policies";
 *
 * assert.equal(findManagedPolicy("AWSBatchServiceRole@v9")?.version, "v9");
 * assert.equal(findManagedPolicy("AWSBatchServiceRole")?.newest, true);
 * assert.equal(findManagedPolicy("NoSuchPolicy"), undefined);
 * ```
 */
export function findManagedPolicy(nameOrArn: string, version?: string): ManagedPolicyVersion | undefined {
  const [id, ...inName] = nameOrArn.split("@");
  const wanted = version ?? (inName.length > 0 ? inName.join("@") : undefined);
  return managedPolicies
    .find((policy) => policy.name === id || policy.arn === id)
    ?.versions.find((candidate) => (wanted === undefined ? candidate.newest : candidate.version === wanted));
}

function managedPolicy(row: PolicyRow): ManagedPolicy {
  const versions = once(() => rebuild(row).map((json, index) => managedPolicyVersion(row, index, json)));
  return {
    name: row.name,
    arn: row.arn,
    kind: row.kind,
    get versions() {
      return versions();
    },
  };
}

function managedPolicyVersion(row: PolicyRow, index: number, json: ManagedPolicyJson): ManagedPolicyVersion {
  const { version, createDate } = row.versions[index]!;
  const text = JSON.stringify(json, null, 2);
  const document = once(() => parsed(`${row.name}@${version}`, text));
  return {
    name: row.name,
    arn: row.arn,
    kind: row.kind,
    version,
    newest: index === row.versions.length - 1,
    printed: version === row.printed,
    createDate,
    text,
    get document() {
      return document();
    },
  };
}

/** All versions, oldest first: back from the printed one by undoing gains, forth by making them. */
function rebuild({ name, printed, versions }: PolicyRow): readonly ManagedPolicyJson[] {
  const at = versions.findIndex(({ version }) => version === printed);
  const documents = [data<ManagedPolicyJson>(`./documents/${name}.json`)];
  for (const { gains } of versions.slice(1, at + 1).toReversed()) {
    documents.unshift(revertPatches(documents[0]!, gains));
  }
  for (const { gains } of versions.slice(at + 1)) documents.push(applyPatches(documents.at(-1)!, gains));
  return documents;
}

function parsed(name: string, text: string): PolicyDocument {
  const result = parsePolicy(text, "identity");
  if (result.ok) return result.value;
  throw new Error(`${name} does not parse: ${result.diagnostics.map(({ message }) => message).join("; ")}`);
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
