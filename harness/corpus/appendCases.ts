import { readFileSync } from "node:fs";
import type { Decision, Request } from "../../policies/language/request.js";
import { type Result, success } from "../../policies/text/diagnostic.js";
import { caseId } from "./caseId.js";
import type { CorpusTarget } from "./corpusTargets.js";
import { caseRow, printCorpus } from "./printCorpus.js";
import { printRow } from "./printRow.js";
import { writeFileAtomic } from "./writeFileAtomic.js";

/** A case to add to a corpus. */
export interface AddedCase {
  readonly target: CorpusTarget;
  readonly request: Request;
  readonly expected: Decision;
}

/**
 * Adds cases to a corpus file, which is made if it does not exist; a case that it has already is not added again. The
 * file is written whole or not at all, and not without a case.
 */
export function appendCases(path: string, added: readonly AddedCase[]): Result<string> {
  if (added.length === 0) return success(path);
  const cases = added.map(({ target: { name }, request, expected }) => ({
    id: caseId(name, request),
    target: name,
    request,
    expected,
  }));
  const there = contentOf(path);
  if (there === undefined) {
    const named = new Map(added.map(({ target: { name, target } }) => [name, target]));
    const targets = [...named].map(([name, { principal, policies }]) => ({ name, principal, policies }));
    return writeFileAtomic(path, printCorpus({ targets, cases: distinct(cases) }));
  }
  const rows = distinct(cases)
    .filter(({ id }) => !there.includes(`"id":${JSON.stringify(id)}`))
    .map((one) => printRow(caseRow(one)));
  const gap = there === "" || there.endsWith("\n") ? "" : "\n";
  return writeFileAtomic(path, there + gap + rows.join(""));
}

const distinct = <T extends { readonly id: string }>(cases: readonly T[]): readonly T[] => [
  ...new Map(cases.map((one) => [one.id, one])).values(),
];

/** Undefined where the file does not exist. What cannot be read for another reason cannot be written either. */
function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw thrown;
  }
}
