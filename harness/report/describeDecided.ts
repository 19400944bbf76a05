import type { Explanation } from "../../policies/evaluate/explain.js";
import type { Request } from "../../policies/language/request.js";
import type { Hole } from "../../properties/hole.js";
import { alignColumns, type Line } from "./alignColumns.js";
import { describeDecision, describeRequest } from "./describeWitness.js";
import { escapeControls } from "./escapeControls.js";

/** A request with its decision. */
export interface DecidedRequest extends Explanation {
  readonly request: Request;
  /** false where the decision depends on something unknown */
  readonly certain: boolean;
  readonly holes: readonly Hole[];
}

/** What is unknown may allow what nothing known allows, so that the decision alone would mislead. */
export function decidedInShort({
  decision,
  statements,
  certain,
}: Pick<DecidedRequest, "decision" | "statements" | "certain">): string {
  const known = escapeControls(describeDecision(decision, statements));
  return certain ? known : `undecided — by what is known it is ${known}`;
}

/** The request, why it is decided as it is and what it lacks, as lines. */
export function describeDecided({
  why,
  missingKeys,
  request,
  certain,
  holes,
}: DecidedRequest): readonly string[] {
  const lines: readonly Line[] = [
    ...describeRequest(request),
    ...why.map((sentence, index): Line => [index === 0 ? "why" : "", sentence]),
    ...(missingKeys.length === 0 ? [] : [["not given", missingKeys.join(", ")] as const]),
    ...(certain ? [] : holes).map(({ address, reason }): Line => ["unknown", `${address}: ${reason}`]),
  ];
  return alignColumns(lines, "  ");
}
