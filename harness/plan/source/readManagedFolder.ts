import { readdir } from "node:fs/promises";
import { parsePolicy } from "../../../policies/language/parsePolicy.js";
import type { Policy } from "../../../policies/language/policySet.js";
import { type Diagnostic, failure, type Result, success } from "../../../policies/text/diagnostic.js";
import { jsonNesting } from "../../../policies/text/jsonNesting.js";
import { latin1Json } from "../../../policies/text/latin1Json.js";
import { ownMember } from "../../../policies/text/ownMember.js";
import { decodeFile } from "../input/decodeFile.js";
import type { GivenPolicies } from "../policies/extractOptions.js";
import { readInside } from "./readInside.js";

/**
 * Reads a directory with one managed policy in each `NAME.json`: what `aws iam get-policy-version` writes, or
 * the bare document. Other files are passed over; a `.json` file that holds no policy is an error.
 *
 * @param shown what diagnostics call the directory
 *
 * Source: https://docs.aws.amazon.com/cli/latest/reference/iam/get-policy-version.html
 */
export async function readManagedFolder(
  directory: string,
  shown = directory,
): Promise<Result<GivenPolicies>> {
  const names = await listJson(directory);
  if (names === undefined || names.length === 0) return failure(noFiles(shown, names === undefined));
  const policies = new Map<string, Policy>();
  for (const name of names) {
    const bytes = await readInside(directory, `${name}.json`);
    if (!bytes.ok) return bytes;
    const policy = readPolicy(bytes.value, name);
    if (!policy.ok) return policy;
    policies.set(name, policy.value);
  }
  return success(policies);
}

async function listJson(directory: string): Promise<readonly string[] | undefined> {
  const files = await readdir(directory).catch(() => undefined);
  return files
    ?.filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length))
    .sort();
}

function readPolicy(bytes: Uint8Array, name: string): Result<Policy> {
  const text = decodeFile(bytes, `${name}.json`, hintFor(name));
  if (!text.ok) return text;
  const json = parse(text.value);
  const version = ownMember(json, "PolicyVersion");
  const written = ownMember(version ?? json, "Document") ?? version ?? json;
  const document = typeof written === "string" ? parse(decode(written)) : written;
  const parsed =
    document === undefined ? failure(noPolicy(name)) : parsePolicy(latin1Json(document), "identity");
  if (!parsed.ok) return failure({ ...noPolicy(name), ...causeOf(parsed.diagnostics[0]) });
  const id = ownMember(version, "VersionId");
  const source = `managed:${name}${typeof id === "string" && /^v\d+$/.test(id) ? `@${id}` : ""}`;
  return success({ source, document: parsed.value });
}

function parse(text: string): unknown {
  try {
    return jsonNesting(text) > 64 ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The API gives the document in the encoding of URLs, and the command line undoes that. */
function decode(text: string): string {
  try {
    return text.startsWith("%7B") ? decodeURIComponent(text) : text;
  } catch {
    return text;
  }
}

const noPolicy = (name: string): Diagnostic => ({
  code: "given-policy",
  severity: "error",
  message: `\`${name}.json\` does not hold a managed policy`,
  hint: hintFor(name),
});

const hintFor = (name: string): string =>
  `write it with \`aws iam get-policy-version --policy-arn ARN --version-id ID > ${name}.json\``;

const causeOf = (cause: Diagnostic | undefined): Partial<Diagnostic> =>
  cause === undefined || cause.code === "given-policy" ? {} : { hint: cause.message };

const noFiles = (directory: string, isMissing: boolean): Diagnostic => ({
  code: "given-policy",
  severity: "error",
  message: isMissing
    ? `the directory \`${directory}\` does not exist`
    : `the directory \`${directory}\` contains no file NAME.json`,
  hint: hintFor("NAME"),
});
