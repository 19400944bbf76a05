import type { PrincipalElement, Statement } from "../../policies/language/policyDocument.js";
import { countPolicies } from "../plan/countPolicies.js";
import type { ExtractedPrincipal, Extraction } from "../plan/extraction.js";
import type { ExtractedPolicy } from "../plan/policies/extractedPolicy.js";
import { addressBefore } from "../plan/resources/readResources.js";
import { alignColumns, type Line } from "./alignColumns.js";
import { many } from "./describeTargets.js";
import { escapeControls } from "./escapeControls.js";

/** How many policies and principals there are, in one line, and how many policies are known. */
export function countExtraction(name: string, extraction: Extraction): string {
  const { documents, unknown, providerDefault } = countPolicies(extraction);
  const found = `${many(documents, "policy document")} known, ${unknown} unknown, ${many(providerDefault, "provider default")}`;
  return `${found}; ${many(extraction.principals.length, "principal")} — ${escapeControls(name)}`;
}

/** What an input says about IAM, for users: who holds what, every policy, and what is not configured. */
export function describeExtraction(name: string, extraction: Extraction): string {
  const { policies, principals, implied = [], read = [] } = extraction;
  const written = policies.filter(({ providerDefault }) => !providerDefault);
  const defaults = policies.filter(({ providerDefault }) => providerDefault);
  const blocks = [
    countExtraction(name, extraction),
    ["PRINCIPALS", ...orNone(principals.flatMap((principal) => describePrincipal(principal, extraction)))],
    ["POLICIES", ...orNone(alignColumns(written.map(withChange(policyLine, extraction)), "  "))],
    section("GONE AFTER APPLY", gonePolicies(extraction).map(policyLine)),
    section("IMPLIED BY OTHER RESOURCES", implied.map(policyLine)),
    section("EXISTING POLICIES (DATA SOURCES)", read.map(policyLine)),
    section("PROVIDER DEFAULTS (NOT CONFIGURED)", defaults.map(policyLine)),
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => `${[block].flat().join("\n")}\n`)
    .join("\n");
}

const orNone = (lines: readonly string[]): readonly string[] => (lines.length === 0 ? ["  none"] : lines);

const section = (title: string, lines: readonly Line[]): readonly string[] =>
  lines.length === 0 ? [] : [title, ...alignColumns(lines, "  ")];

function describePrincipal(
  { address, arn, policies: sources, usedBy = [], boundary = [] }: ExtractedPrincipal,
  { policies, targets }: Extraction,
): readonly string[] {
  const held = sources.filter((source) => !boundary.includes(source));
  const trust = policies.filter(({ kind, attachedTo }) => kind === "trust" && attachedTo.includes(address));
  // of a permission set, which is a target in each of its accounts, the first one says as much as all
  const own = targets.find((target) => target.address.resource === address);
  const open = (own?.holes ?? [])
    .filter((hole) => !policies.some((policy) => placeOf(policy) === hole.address))
    .map((hole) => `${hole.address}: ${hole.reason}`);
  const lines: readonly (readonly [string, readonly string[]])[] = [
    ["assumed by", trust.flatMap(assumedBy)],
    ["holds", held.length === 0 ? ["none known"] : held],
    ["limited by", boundary],
    ["used by", usedBy],
    ["unknown", open],
  ];
  const told = lines.flatMap(([label, texts]) =>
    texts.map((text, at): Line => [at === 0 ? label : "", text]),
  );
  return [escapeControls(`  ${address}${arn === null ? "" : `  ${arn}`}`), ...alignColumns(told)];
}

function assumedBy({ policy, unknown }: ExtractedPolicy): readonly string[] {
  if (unknown.length > 0) return ["(known after apply)"];
  const allowing = (policy?.upper.document.statements ?? []).filter(({ effect }) => effect === "Allow");
  return [...new Set(allowing.map(assumingOf))];
}

const assumingOf = ({ principal, conditions }: Statement): string =>
  `${principal === undefined ? "no one" : namesOf(principal)}${conditions.length === 0 ? "" : ", on conditions"}`;

const namesOf = ({ negated, principals }: PrincipalElement): string =>
  `${negated ? "all but " : ""}${principals.map(({ value }) => (value === "*" ? "everyone" : value)).join(", ")}`;

function policyLine(policy: ExtractedPolicy): Line {
  const { address, attribute, kind, providerDefault } = policy;
  const place = attribute === "" || attribute === "policy" ? address : `${address} ${attribute}`;
  const others = policy.attachedTo.filter((holder) => holder !== address);
  const whose = others.length === 0 ? "" : ` on ${others.join(", ")}`;
  return [kind, `${place}${whose}${providerDefault ? "" : stateOf(policy)}`];
}

const placeOf = ({ address, attribute }: ExtractedPolicy): string => `${address}.${attribute}`;

/** Says of a policy what the plan does to it, unless all of them are new. */
function withChange(line: (policy: ExtractedPolicy) => Line, { earlier }: Extraction) {
  const before = new Map(earlier?.policies.map((policy) => [placeOf(policy), policy]));
  return (policy: ExtractedPolicy): Line => {
    const [kind, text] = line(policy);
    const old = before.get(placeOf({ ...policy, address: addressBefore(policy.address) }));
    if (before.size === 0 || policy.unknown.length > 0) return [kind, text];
    if (old === undefined) return [kind, `${text} (new)`];
    const isSame = JSON.stringify(old.document) === JSON.stringify(policy.document);
    return [kind, isSame ? text : `${text} (changed)`];
  };
}

function gonePolicies({ earlier, policies }: Extraction): readonly ExtractedPolicy[] {
  const now = new Set(
    policies.map((policy) => placeOf({ ...policy, address: addressBefore(policy.address) })),
  );
  return (earlier?.policies ?? []).filter((policy) => !policy.providerDefault && !now.has(placeOf(policy)));
}

function stateOf({ unknown, refersTo, diagnostics }: ExtractedPolicy): string {
  const refused = diagnostics.find(({ severity }) => severity === "error");
  if (refused !== undefined) return ` (refused: ${refused.message})`;
  const [warning] = diagnostics;
  if (warning?.code === "sensitive-policy") return ` (${warning.message})`;
  if (unknown.length === 0) return "";
  const inputs = refersTo.filter((reference) => !/(?:^|\.)data\.aws_iam_policy_document\./.test(reference));
  const parts = unknown.includes("") ? "" : ` in ${unknown.join(", ")}`;
  return ` (known after apply${parts}${inputs.length === 0 ? "" : `: it depends on ${inputs.join(", ")}`})`;
}
