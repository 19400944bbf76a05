import { parsePolicy } from "../../../policies/language/parsePolicy.js";
import type { PolicyDocument, PolicyKind } from "../../../policies/language/policyDocument.js";
import { exampleRole } from "../../../policies/reference/exampleRole.js";
import type { Diagnostic, Result } from "../../../policies/text/diagnostic.js";
import { success } from "../../../policies/text/diagnostic.js";
import { ownMember } from "../../../policies/text/ownMember.js";
import { exactly } from "../../../properties/bounded.js";
import type { Target } from "../../../properties/target.js";
import type { Extraction } from "../extraction.js";
import type { ExtractedPolicy } from "../policies/extractedPolicy.js";
import type { PolicyInput } from "../resources/input.js";
import { resourceTarget } from "../targets/resourceTarget.js";

/** One policy document on its own, as if it were the only one of an example role. */
export interface SingleDocument {
  /** how the user called it; the target has this address */
  readonly name: string;
  /** how reports call the policy; default: the name */
  readonly source?: string;
  readonly kind: PolicyKind;
  readonly document: PolicyDocument;
  /** the document as JSON, as it was written */
  readonly json: unknown;
  readonly diagnostics?: readonly Diagnostic[];
}

/** Parses a policy document of unknown kind, which its elements determine. */
export function readDocument({ text, json }: PolicyInput, name: string): Result<SingleDocument> {
  const kind = kindOf(json);
  const parsed = parsePolicy(text, kind);
  if (!parsed.ok) return parsed;
  const { value: document, diagnostics } = parsed;
  return success({ name, kind, document, json, diagnostics }, diagnostics);
}

/** A principal makes it a resource policy; a trust policy only allows to assume and names no resource. */
function kindOf(json: unknown): PolicyKind {
  const statements = [ownMember(json, "Statement")].flat();
  const has = (statement: unknown, ...keys: readonly string[]) =>
    keys.some((key) => ownMember(statement, key) !== undefined);
  if (!statements.some((statement) => has(statement, "Principal", "NotPrincipal"))) return "identity";
  const assumes = (statement: unknown) =>
    /^\[?"sts:/i.test(JSON.stringify(ownMember(statement, "Action")) ?? "");
  const isTrust = statements.every(
    (statement) => assumes(statement) && !has(statement, "Resource", "NotResource"),
  );
  return isTrust ? "trust" : "resource";
}

/** The extraction of a lone document: one policy, and one target. */
export function documentExtraction(lone: SingleDocument, account?: string): Extraction {
  const holdsPermissions = lone.kind === "identity" || lone.kind === "boundary";
  return {
    policies: [extracted(lone)],
    principals: [],
    targets: [
      holdsPermissions
        ? documentTarget(lone, account)
        : resourceTarget([extracted(lone)], { address: { source: lone.name }, account }),
    ],
    notes: [...(lone.diagnostics ?? []), ...(holdsPermissions ? [] : [resourcePolicy(lone)])],
  };
}

const documentTarget = (
  { name, document, source = name }: SingleDocument,
  account: string | undefined,
): Target => ({
  address: { source: name },
  principal: exampleRole(account),
  policies: { identity: [{ source, document }] },
  holes: [],
});

const extracted = ({
  name,
  source = name,
  kind,
  document,
  json,
  diagnostics = [],
}: SingleDocument): ExtractedPolicy => ({
  address: name,
  attribute: "",
  kind,
  policy: exactly({ source, document }),
  document: json,
  unknown: [],
  refersTo: [],
  providerDefault: false,
  attachedTo: [],
  diagnostics,
});

const resourcePolicy = ({ name, kind }: SingleDocument): Diagnostic => ({
  code: "resource-policy",
  severity: "warning",
  message: `\`${name}\` is a ${kind} policy, so properties of principals do not apply to it`,
  hint: "check the policies of the principals that it names",
});
