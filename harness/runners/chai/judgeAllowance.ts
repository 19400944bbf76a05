import type { Allowance } from "../../api/allows.js";
import type { Judgement } from "../../api/judgement.js";
import { alignColumns } from "../../report/alignColumns.js";
import { decidedInShort, describeDecided } from "../../report/describeDecided.js";
import { describeWitness } from "../../report/describeWitness.js";
import { describeHoles } from "../../report/reasonOf.js";

/**
 * What an allowance says of an assertion. One that would be allowed with more keys passes neither way: the request is not
 * allowed, and a similar one is.
 */
export function judgeAllowance(allowance: Allowance, isNegated: boolean): Judgement {
  const { verdict } = allowance;
  const lines = [...decisionOf(allowance), ...otherwise(allowance)];
  if (verdict === "undecided")
    return { verdict, lines: lines.length > 0 ? lines : [`  ${doubtOf(allowance)}`] };
  if (verdict === "conditional") return { verdict: isNegated ? "holds" : "refuted", lines };
  return { verdict: verdict === "allowed" ? "holds" : "refuted", lines };
}

/** The decision of the one request that was decided, as `planproof decide` prints it. */
function decisionOf({ verdict, request, explanation, holes }: Allowance): readonly string[] {
  if (request === undefined || explanation === undefined)
    return verdict === "denied" ? ["  no request for it is allowed, by proof"] : [];
  const certain = verdict !== "undecided";
  const decided = { ...explanation, request, certain, holes };
  return [`  ${decidedInShort(decided)}`, ...describeDecided(decided)];
}

function otherwise({ verdict, ifGiven }: Allowance): readonly string[] {
  if (verdict !== "conditional" || ifGiven === undefined) return [];
  const witness = { ...ifGiven, decision: "allowed" } as const;
  return ["  but this request is allowed:", ...alignColumns(describeWitness(witness))];
}

const doubtOf = ({ holes, gap }: Allowance): string => gap ?? describeHoles(holes);
