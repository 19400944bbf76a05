import type { Policy } from "../../../policies/language/policySet.js";
import { printPolicy } from "../../../policies/language/printPolicy.js";
import { managedInPartition, withoutPartition } from "../../../policies/managed/managedInPartition.js";
import { managedVersions } from "../../../policies/managed/managedVersions.js";
import { type Diagnostic, failure, type Result, success } from "../../../policies/text/diagnostic.js";
import { commercialNote } from "../planNotes.js";
import type { ExtractOptions, GivenPolicies } from "../policies/extractOptions.js";
import { type SourceContent, selectInPolicy } from "./selectInPlan.js";
import { documentExtraction } from "./singleDocument.js";
import type { SplitSource } from "./splitSource.js";

/**
 * Loads `managed:NAME`, `managed:ARN`, and those with `@v7` or `@2021-01-01`: a policy that the user gives, or else
 * AWS's own.
 */
export function loadManaged(
  spec: string,
  { place, selectors }: SplitSource,
  { given, account }: ExtractOptions,
): Result<SourceContent> {
  const found = findPolicy(place.slice("managed:".length), given);
  if (!found.ok) return found;
  const { source, document } = found.value;
  const json: unknown = JSON.parse(printPolicy(document, 0));
  const { diagnostics } = found;
  const lone = { name: spec, source, kind: "identity", document, json, diagnostics } as const;
  return selectInPolicy(
    { kind: "managed", extraction: documentExtraction(lone, account) },
    { source: place },
    selectors,
  );
}

function findPolicy(id: string, given: GivenPolicies | undefined): Result<Policy> {
  const own = given?.get(id.slice(id.lastIndexOf("/") + 1));
  if (own !== undefined) return success(own);
  const [nameOrArn = "", ...wanted] = id.split("@");
  const { id: known, partition } = withoutPartition(nameOrArn);
  const found = managedVersions(known, wanted.length > 0 ? wanted.join("@") : undefined);
  if (!found.ok) return found;
  const [version, ...others] = found.value;
  if (others.length > 0) return failure(severalVersions(id, version.name));
  return success(
    managedInPartition(version, partition),
    partition === "aws" ? [] : [commercialNote([nameOrArn])],
  );
}

const severalVersions = (id: string, name: string): Diagnostic => ({
  code: "several-versions",
  severity: "error",
  message: `\`managed:${id}\` names several versions, where one source is expected`,
  hint: `name one, such as \`managed:${name}@v1\`; \`check\` and \`corpus generate\` take several`,
});
