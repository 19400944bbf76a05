import type { Extraction } from "../../plan/extraction.js";
import type { ExtractedPolicy } from "../../plan/policies/extractedPolicy.js";
import type { EvidenceDocument } from "./evidence.js";

/**
 * The documents of an input that are known, at least in part, after its change and before it.
 *
 * @param input what targets call it; of several stacks each has a name
 */
export const evidenceDocuments = (
  { policies, implied = [], read = [], earlier }: Extraction,
  input: string,
): readonly EvidenceDocument[] =>
  [
    ...[...policies, ...implied, ...read].flatMap((policy) => documentsOf(policy, "after")),
    ...(earlier?.policies ?? []).flatMap((policy) => documentsOf(policy, "before")),
  ].map(({ stack = input, ...one }) => ({ input: stack, ...one }));

const documentsOf = (
  { policy, document, stack }: ExtractedPolicy,
  time: EvidenceDocument["time"],
): readonly (Omit<EvidenceDocument, "input"> & Pick<ExtractedPolicy, "stack">)[] =>
  policy === null || document === null
    ? []
    : [{ source: policy.upper.source, time, document, ...(stack !== undefined && { stack }) }];
