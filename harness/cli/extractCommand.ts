import { countPolicies } from "../plan/countPolicies.js";
import type { ExtractedPolicy, Extraction } from "../plan/extraction.js";
import { aligned } from "../report/aligned.js";
import { many } from "../report/describeTargets.js";
import { printJson } from "../report/printJson.js";
import { visible } from "../report/visible.js";
import type { Arguments } from "./arguments.js";
import type { Answer, Command } from "./command.js";
import { outOption } from "./commonOptions.js";
import { exitCodes } from "./exitCode.js";
import type { Io } from "./io.js";
import { loadSources } from "./loadSources.js";
import { type Attempt, attempt, problemsOf } from "./problem.js";
import { sourceOptions } from "./sourceOptions.js";

/** `planproof extract`: what policies are in there? */
export const extractCommand: Command = {
  name: "extract",
  operands: "SOURCE",
  fewest: 1,
  summary: "what policies are in there?",
  details: "planproof extract plan.json --format json",
  formats: ["human", "json"],
  options: { ...sourceOptions, ...outOption },
  answer: extract,
};

async function extract(args: Arguments, io: Io): Promise<Attempt<Answer>> {
  const sources = await loadSources(args, io);
  if (!sources.ok) return sources;
  const { name, extraction } = sources.value[0]!;
  const faces = {
    json: () => printJson(extractionJson(extraction)),
    human: (quiet: boolean) => human(name, extraction, quiet),
  };
  return attempt({
    exit: exitCodes.holds,
    render: (format, { quiet }) => (format === "json" ? faces.json() : faces.human(quiet)),
    problems: problemsOf(name, extraction.notes),
  });
}

const extractionJson = (extraction: Extraction) => ({
  policies: extraction.policies.map(policyJson),
  ...(extraction.implied && { implied: extraction.implied.map(policyJson) }),
  ...(extraction.read && { read: extraction.read.map(policyJson) }),
  principals: extraction.principals,
  counts: countPolicies(extraction),
});

const policyJson = ({ policy, bounds, diagnostics, ...told }: ExtractedPolicy) => ({
  ...told,
  diagnostics: diagnostics.map(({ position, ...rest }) => ({
    ...rest,
    line: position?.line ?? null,
    column: position?.column ?? null,
  })),
});

type State = "documents" | "unknown" | "providerDefault";

const stateOf = ({ providerDefault, unknown }: ExtractedPolicy): State => {
  if (providerDefault) return "providerDefault";
  return unknown.length > 0 ? "unknown" : "documents";
};

function human(name: string, extraction: Extraction, quiet: boolean): string {
  const { documents, unknown, providerDefault } = countPolicies(extraction);
  const found = `${many(documents, "policy document")} known, ${unknown} unknown, ${providerDefault} left to AWS`;
  const answer = `${found}; ${many(extraction.principals.length, "principal")} — ${visible(name)}`;
  if (quiet) return `${answer}\n`;
  const policies = extraction.policies.map((policy) => [policy.kind, describe(policy)] as const);
  const principals = extraction.principals.map(
    ({ address, policies, usedBy }) =>
      [address, (policies.join(", ") || "nothing attached") + usedByText(usedBy)] as const,
  );
  const implied = (extraction.implied ?? []).map((policy) => [policy.kind, describe(policy)] as const);
  const read = (extraction.read ?? []).map((policy) => [policy.kind, describe(policy)] as const);
  const blocks = [
    answer,
    section("POLICIES", policies),
    ...(implied.length > 0 ? [section("IMPLIED BY OTHER RESOURCES", implied)] : []),
    ...(read.length > 0 ? [section("READ FROM AWS, AS IT IS ALREADY", read)] : []),
    section("PRINCIPALS", principals),
  ];
  return blocks.map((block) => `${block}\n`).join("\n");
}

const usedByText = (uses: readonly string[] = []): string =>
  uses.length === 0 ? "" : ` (used by ${uses.join(", ")})`;

const section = (title: string, rows: readonly (readonly [string, string])[]): string =>
  [title, ...(rows.length === 0 ? ["  none"] : aligned(rows, "  "))].join("\n");

const states: Readonly<Record<State, (policy: ExtractedPolicy) => string>> = {
  documents: () => "",
  unknown: ({ unknown }) =>
    unknown.includes("") ? " (known after apply)" : ` (known after apply: ${unknown.join(", ")})`,
  providerDefault: () => " (left to AWS)",
};

const describe = (policy: ExtractedPolicy): string => {
  const refused = policy.diagnostics.filter(({ severity }) => severity === "error");
  const complaint = refused.length === 0 ? "" : ` (refused: ${refused[0]!.message})`;
  return `${policy.address} ${policy.attribute}${states[stateOf(policy)](policy)}${complaint}`;
};
