import type { PolicyDocument, Statement } from "../../../policies/language/policyDocument.js";
import { type Diagnostic, failure, type Result, success } from "../../../policies/text/diagnostic.js";
import { nearestNames } from "../../../policies/text/nearestNames.js";
import { guardKeys } from "../../../properties/tagGuardedStatements.js";

/** True for the string after a `#` that narrows a policy to some of its statements. */
export const isStatementSelector = (selector: string): boolean =>
  selector === "tag-guarded" || selector.startsWith("Sid=") || selector.startsWith("statement=");

/**
 * Narrows a document to the statements that a selector names: `tag-guarded` (those that allow only with a
 * tag on the request or the resource), `Sid=Deploy`, or `statement=3`, counted from 1.
 *
 * Fails when nothing is selected: an empty document would satisfy every law.
 */
export function selectStatements(document: PolicyDocument, selector: string): Result<PolicyDocument> {
  const statements = document.statements.filter((statement) => isSelected(statement, selector));
  return statements.length > 0
    ? success({ ...document, statements })
    : failure(nothingSelected(document, selector));
}

function isSelected(statement: Statement, selector: string): boolean {
  if (selector === "tag-guarded") return guardKeys(statement).length > 0;
  if (selector.startsWith("Sid=")) return statement.sid === selector.slice("Sid=".length);
  return String(statement.index + 1) === selector.slice("statement=".length);
}

function nothingSelected(document: PolicyDocument, selector: string): Diagnostic {
  const sids = document.statements.flatMap(({ sid }) => sid ?? []);
  const close = nearestNames(selector.replace("Sid=", ""), sids);
  const hints = {
    "tag-guarded": "none of its Allow statements asks for a tag on the request or the resource",
    sid:
      sids.length === 0
        ? "none of its statements has a Sid"
        : `it has ${list(close.length > 0 ? close : sids)}`,
    number: `it has ${document.statements.length} statements, counted from 1`,
  };
  const kind = selector === "tag-guarded" ? selector : selector.startsWith("Sid=") ? "sid" : "number";
  const message = `the policy has no statement \`${selector}\``;
  return { code: "unknown-statement", severity: "error", message, hint: hints[kind] };
}

const list = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(", ");
