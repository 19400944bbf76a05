import { readFileSync } from "node:fs";
import { parsePolicy } from "../../../policies/language/parsePolicy.js";
import type { PolicySet } from "../../../policies/language/policySet.js";
import { latin1Json } from "../../../policies/text/latin1Json.js";

/** The policy set of one document, given as JSON; a document with principals is read as a resource policy. */
export function policySetOf(json: unknown): PolicySet {
  const text = latin1Json(json);
  const parsed = parsePolicy(text, /"(?:Not)?Principal"/.test(text) ? "resource" : "identity");
  if (!parsed.ok) throw new Error(parsed.diagnostics.map(({ message }) => message).join("; "));
  return { identity: [{ source: "policy", document: parsed.value }] };
}

/** A policy set of statements as they are in JSON; `Effect`, `Action` and `Resource` have defaults. */
export const allowing = (...statements: readonly Record<string, unknown>[]): PolicySet =>
  policySetOf({
    Version: "2012-10-17",
    Statement: statements.map((statement) => ({
      Effect: "Allow",
      ...(statement.NotAction === undefined && { Action: "s3:GetObject" }),
      ...(statement.NotResource === undefined && { Resource: "*" }),
      ...statement,
    })),
  });

/** The rows of a JSON Lines file. */
export const rowsOf = <Row>(path: URL): readonly Row[] =>
  readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Row);
