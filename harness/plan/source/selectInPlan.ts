import { type Result, success } from "../../../policies/text/diagnostic.js";
import type { Extraction } from "../extraction.js";
import { narrowToAddress, narrowToStatements } from "./narrowToAddress.js";
import { isStatementSelector } from "./selectStatements.js";

/** What a source turned out to be, with what was found in it. */
export interface SourceContent {
  readonly kind: "plan" | "cdktf" | "state" | "policy" | "managed";
  readonly extraction: Extraction;
}

/**
 * Narrows a plan or state: the first selector is an address, the others pick statements.
 *
 * @param place what the addresses of its targets begin with
 */
export function selectInPlan(
  content: SourceContent,
  place: string,
  selectors: readonly string[],
): Result<SourceContent> {
  const [address, ...rest] = selectors;
  if (address === undefined) return success(content);
  if (isStatementSelector(address)) return selectInPolicy(content, place, selectors);
  const name = `${place}#${address}`;
  const narrowed = narrowToAddress(content.extraction, address, name);
  return narrowed.ok
    ? selectInPolicy({ ...content, extraction: narrowed.value }, [name, ...rest].join("#"), rest)
    : narrowed;
}

/** Narrows the one policy of a source to some of its statements. */
export function selectInPolicy(
  content: SourceContent,
  name: string,
  selectors: readonly string[],
): Result<SourceContent> {
  let { extraction } = content;
  for (const selector of selectors) {
    const narrowed = narrowToStatements(extraction, selector, name);
    if (!narrowed.ok) return narrowed;
    extraction = narrowed.value;
  }
  return success({ ...content, extraction });
}
