import { readFileSync } from "node:fs";
import { parsePolicy } from "../language/parsePolicy.js";
import type { PolicyDocument } from "../language/policyDocument.js";
import type { ManagedPolicyData, ManagedVersionData } from "./managedDataSource.js";
import { openManagedData } from "./openManagedData.js";

/**
 * How a managed policy is used: by a service-linked role alone (it can be attached to nothing else), by a
 * role made for a service, in a session of a member account's root user alone, or by any user, group or role.
 */
export type ManagedPolicyKind = "service-linked" | "service-role" | "root-task" | "attachable";

/** One AWS managed policy in every version known. */
export interface ManagedPolicy {
  readonly name: string;
  readonly arn: string;
  readonly kind: ManagedPolicyKind;
  /** oldest first; a version that AWS replaced within days may be missing */
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
  /** true for the versions of AWS Batch's policies that AWS's page prints */
  readonly printed: boolean;
  /** when AWS made this version: ISO 8601, UTC; absent where that is not known */
  readonly createDate?: string;
  /** the document as a JSON string, indented by two spaces */
  readonly text: string;
  readonly document: PolicyDocument;
}

/** What is known of AWS Batch's policies in addition to the data. */
interface BatchVersions {
  readonly printed: string;
  readonly dates: Readonly<Record<string, string>>;
}

const batchVersions = once(() => {
  const json = readFileSync(new URL("./batchVersions.json", import.meta.url), "utf8");
  return new Map(Object.entries(JSON.parse(json) as Readonly<Record<string, BatchVersions>>));
});

const made = new Map<string, ManagedPolicy>();

/** The AWS managed policy of this name, to the letter; a document is read when it is asked for. */
export function managedPolicy(name: string): ManagedPolicy | undefined {
  const known = made.get(name);
  if (known !== undefined) return known;
  const data = openManagedData().policy(name);
  if (data === undefined) return undefined;
  const policy = policyOf(name, data);
  made.set(name, policy);
  return policy;
}

function policyOf(name: string, data: ManagedPolicyData): ManagedPolicy {
  const { arn } = data;
  const about = { name, arn, kind: kindOf(arn) };
  // of most policies in the list only the name is asked for
  const made = once(() => versionsOf(about, data.versions));
  return {
    ...about,
    get versions() {
      return made();
    },
  };
}

function versionsOf(
  policy: Omit<ManagedPolicy, "versions">,
  versions: readonly ManagedVersionData[],
): readonly ManagedPolicyVersion[] {
  const batch = batchVersions().get(policy.name);
  const last = versions.at(-1);
  return versions.map((one) => {
    const { version } = one;
    const createDate = batch?.dates[version] ?? one.createDate;
    const about = { ...policy, version, newest: one === last, printed: version === batch?.printed };
    return withDocument(createDate === undefined ? about : { ...about, createDate });
  });
}

/** Paths say how AWS lets a policy be used; `job-function` only says who it is meant for. */
const kinds: readonly (readonly [path: string, kind: ManagedPolicyKind])[] = [
  [":policy/aws-service-role/", "service-linked"],
  [":policy/service-role/", "service-role"],
  [":policy/root-task/", "root-task"],
];

const kindOf = (arn: string): ManagedPolicyKind =>
  kinds.find(([path]) => arn.includes(path))?.[1] ?? "attachable";

function withDocument(about: Omit<ManagedPolicyVersion, "text" | "document">): ManagedPolicyVersion {
  const { name, version } = about;
  const text = () => openManagedData().text(name, version);
  // parsed, all versions of all policies would take half a gigabyte
  let kept: WeakRef<PolicyDocument> | undefined;
  return {
    ...about,
    get text() {
      return JSON.stringify(JSON.parse(text()), null, 2);
    },
    get document() {
      const known = kept?.deref();
      if (known !== undefined) return known;
      const document = parsed(`${name}@${version}`, text());
      kept = new WeakRef(document);
      return document;
    },
  };
}

function parsed(name: string, text: string): PolicyDocument {
  const result = parsePolicy(text, "identity", { keeper: "aws" });
  if (result.ok) return result.value;
  throw new Error(`${name} does not parse: ${result.diagnostics.map(({ message }) => message).join("; ")}`);
}

function once<T extends object>(make: () => T): () => T {
  let value: T | undefined;
  return () => (value ??= make());
}
