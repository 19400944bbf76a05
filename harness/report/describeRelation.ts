import type { RelationReason } from "../run/compare/relationReason.js";
import { describeNewer } from "./describeNewer.js";

/**
 * Why a relation is undecided, or what is to know of the requests that distinguish the sides, as a lower-case
 * sentence; undefined where there is nothing to say.
 *
 * @example
 * ```ts
 * import { compare, describeRelation, loadSource } from "planproof";
 *
 * const left = await loadSource("managed:BatchServiceRolePolicy@v6");
 * const right = await loadSource("managed:BatchServiceRolePolicy@v7");
 * const compared = await compare(left, right);
 * if (compared.ok) console.log(compared.value.relation, describeRelation(compared.value.reasons));
 * ```
 */
export function describeRelation(reasons: readonly RelationReason[] = []): string | undefined {
  const sentences = new Set(reasons.map(describeReason));
  return sentences.size === 0 ? undefined : [...sentences].join("; ");
}

function describeReason(reason: RelationReason): string {
  switch (reason.kind) {
    case "holes": {
      const [hole] = reason.holes;
      return hole === undefined
        ? "a part of it is unknown"
        : `\`${hole.address}\` is unknown: ${hole.reason}`;
    }
    case "gap":
      return reason.question === undefined ? reason.gap : `${reason.gap}, at ${questions[reason.question]}`;
    case "newer":
      return describeNewer(reason.newer);
    case "unlisted":
      return "only requests that are not in the service reference distinguish them";
    case "contradicted":
      return "only requests that AWS never sends distinguish them";
  }
}

const questions = {
  "left-within-right": "whether the left side lies within the right one",
  "right-within-left": "whether the right side lies within the left one",
} as const;
