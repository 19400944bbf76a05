import type { Diagnostic } from "../../policies/text/diagnostic.js";
import type { Outcome, Property } from "../property.js";
import { refutedBecause } from "../refutedBecause.js";
import type { Target } from "../target.js";

/**
 * AWS accepts every document as it is written. One that it refuses fails at apply: a refused denial denies nothing.
 * Documents that are known only after apply are not checked.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { check, loadSource } from "planproof";
 * import { validDocument } from "planproof/properties";
 *
 * const source = await loadSource("managed:AWSBatchServiceRole");
 * const report = await check(source, { properties: [validDocument] });
 * assert(report.ok);
 * assert.equal(report.value.verdicts[0]?.outcome.verdict, "holds");
 * ```
 */
export const validDocument: Property = {
  id: "valid-document",
  sentence: "AWS accepts every document as it is written",
  severity: "error",
  preset: "recommended",
  page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
  remedy: "write the document as the hint says; AWS refuses it at apply",
  about: "documents",
  independent: true,
  appliesTo: ({ document }) => document !== undefined,
  search: ({ document }: Target): Outcome => {
    const errors = (document?.diagnostics ?? []).filter(({ severity }) => severity === "error");
    return refutedBecause(errors.map(describe));
  },
};

function describe({ message, position, pointer, hint }: Diagnostic): string {
  const where = position ? `line ${position.line}, column ${position.column} of the document` : undefined;
  const at = [where, pointer].filter((part) => part !== undefined && part !== "").join(", ");
  return `${message}${at === "" ? "" : `, at ${at}`}${hint === undefined ? "" : `; ${hint}`}`;
}
