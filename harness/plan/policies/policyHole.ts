import type { Hole } from "../../../properties/hole.js";
import type { ExtractedPolicy } from "./extractedPolicy.js";

/** Why a policy cannot be checked, and what would resolve it. */
export function policyHole(policy: ExtractedPolicy): Hole {
  const address = `${policy.address}.${policy.attribute}`;
  const { refersTo } = policy;
  const [problem] = policy.diagnostics;
  if (problem?.code === "policy-not-in-plan") {
    return { address, refersTo, reason: problem.message, remedy: problem.hint };
  }
  if (policy.unknown.length > 0) return { address, refersTo, ...unknownPolicy(refersTo), afterApply: true };
  const reason =
    problem?.code === "sensitive-policy"
      ? problem.message
      : `the policy document is refused: ${problem?.message ?? "it is not a policy"}`;
  return { address, reason, refersTo, remedy: problem?.hint ?? "correct the policy document" };
}

function unknownPolicy(refersTo: readonly string[]): Pick<Hole, "reason" | "remedy"> {
  const isDocument = (reference: string) => /(?:^|\.)data\.aws_iam_policy_document\./.test(reference);
  const document = refersTo.find(isDocument);
  const inputs = refersTo.filter((reference) => !isDocument(reference));
  const rendered = document === undefined ? "" : `: \`${document}\` is rendered during apply`;
  const first = inputs.length === 0 ? "what it depends on" : inputs.map((input) => `\`${input}\``).join(", ");
  return {
    reason: `the policy is known only after apply${rendered}`,
    remedy: `write out the values that come from ${first}, or apply these first and plan again`,
  };
}
