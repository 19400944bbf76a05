import type { Decision, Request } from "../../policies/language/request.js";
import { type Result, success } from "../../policies/text/diagnostic.js";
import { caseId } from "./caseId.js";
import { corpusHead } from "./corpusHead.js";
import type { CorpusTarget } from "./corpusTargets.js";
import { caseRow } from "./printCorpus.js";
import { printRow } from "./printRow.js";
import { rewriteFile } from "./rewriteFile.js";

/** The violation that a case shows. */
export interface CaseOrigin {
  /** id of the property that the request violates */
  readonly property: string;
  /** of the search that found it */
  readonly seed?: number;
  /** fast-check's path to it */
  readonly path?: string;
}

/** A case to add to a corpus. */
export interface AddedCase {
  readonly target: CorpusTarget;
  readonly request: Request;
  readonly expected: Decision;
  readonly origin?: CaseOrigin;
}

/**
 * Adds cases to a corpus file, which is made if it does not exist; a case that it has already is not added again. The
 * file is written whole or not at all, and not without a case. Other processes may add to it at the same time.
 */
export function appendCases(path: string, added: readonly AddedCase[]): Result<string> {
  if (added.length === 0) return success(path);
  const written = rewriteFile(path, (content) => success(withCases(content ?? "", added)));
  return written.ok ? success(path) : written;
}

function withCases(there: string, added: readonly AddedCase[]): string {
  const cases = new Map(added.map((one) => [caseId(one.target.name, one.request), one]));
  const lacking = [...cases].filter(([id]) => !there.includes(`"id":${JSON.stringify(id)}`));
  if (lacking.length === 0) return there;
  const named = new Map(lacking.map(([, { target }]) => [target.name, target.target]));
  const targets = [...named]
    .filter(([name]) => !there.includes(`"target":${JSON.stringify(name)},"principal":`))
    .map(([name, { principal, policies }]) => ({ name, principal, policies }));
  const head = targets.length === 0 && there !== "" ? [] : corpusHead(targets).slice(there === "" ? 0 : 1);
  const gap = there === "" || there.endsWith("\n") ? "" : "\n";
  const rows = lacking.map(([id, { target, request, expected, origin }]) => {
    const row = caseRow({ id, target: target.name, request, expected });
    const isForeign = request.principal !== target.target.principal;
    const written = isForeign ? { principal: request.principal, ...row.request } : row.request;
    return { ...row, request: written, ...origin };
  });
  return there + gap + [...head, ...rows].map(printRow).join("");
}
