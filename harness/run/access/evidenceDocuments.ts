import type { Extraction } from "../../plan/extraction.js";
import type { ExtractedPolicy } from "../../plan/policies/extractedPolicy.js";
import type { EvidenceDocument } from "./evidence.js";

/** The documents of an input that are known, at least in part, after its change and before it. */
export const evidenceDocuments = (
  { policies, implied = [], read = [], earlier }: Extraction,
  input: string,
): readonly EvidenceDocument[] =>
  [
    ...[...policies, ...implied, ...read].flatMap((policy) => documentsOf(policy, "after")),
    ...(earlier?.policies ?? []).flatMap((policy) => documentsOf(policy, "before")),
  ].map((one) => ({ input, ...one }));

const documentsOf = (
  { policy, document }: ExtractedPolicy,
  time: EvidenceDocument["time"],
): readonly Omit<EvidenceDocument, "input">[] =>
  policy === null || document === null ? [] : [{ source: policy.upper.source, time, document }];
