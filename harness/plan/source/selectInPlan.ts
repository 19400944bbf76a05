import { type Result, success } from "../../../policies/text/diagnostic.js";
import type { TargetAddress } from "../../../properties/targetAddress.js";
import type { Extraction } from "../extraction.js";
import { addressIn } from "./addressIn.js";
import { narrowToAddress, narrowToStatements } from "./narrowToAddress.js";
import { isStatementSelector } from "./selectStatements.js";
import type { Locate } from "./sourceLocator.js";

/** What a source turned out to be, with what was found in it. */
export interface SourceContent {
  readonly kind: "plan" | "cdktf" | "state" | "policy" | "managed";
  readonly extraction: Extraction;
  /** where its targets are written; @defaultValue nowhere, as of an AWS managed policy */
  readonly locate?: Locate;
}

/**
 * Narrows a plan or state: the first selector is an address, the others pick statements.
 *
 * @param source the one in the addresses of its targets
 */
export function selectInPlan(
  content: SourceContent,
  source: string,
  selectors: readonly string[],
): Result<SourceContent> {
  const [name, ...rest] = selectors;
  if (name === undefined) return success(content);
  if (isStatementSelector(name)) return selectInPolicy(content, { source }, selectors);
  const address = addressIn(source, name);
  const narrowed = narrowToAddress(content.extraction, address);
  return narrowed.ok ? selectInPolicy({ ...content, extraction: narrowed.value }, address, rest) : narrowed;
}

/** Narrows the one policy of a source to some of its statements. */
export function selectInPolicy(
  content: SourceContent,
  address: TargetAddress,
  selectors: readonly string[],
): Result<SourceContent> {
  const narrow = { ...address, statements: selectors };
  let { extraction } = content;
  for (const selector of selectors) {
    const narrowed = narrowToStatements(extraction, selector, narrow);
    if (!narrowed.ok) return narrowed;
    extraction = narrowed.value;
  }
  return success({ ...content, extraction });
}
