import type { Extraction } from "../../harness/plan/extraction.js";
import { type Comparison, comparePolicies } from "../../harness/run/compare/comparePolicies.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import type { Target } from "../../properties/target.js";
import { printAddress } from "../../properties/targetAddress.js";
import { identitySet } from "../generators/identitySet.js";
import type { Checking, Promised } from "./checking.js";
import { isAllowed, sameTarget, targetsOf } from "./sameTarget.js";

const others = [
  identitySet({ Effect: "Allow", Action: "*", Resource: "*" }),
  identitySet({ Effect: "Allow", Action: "s3:*", Resource: "arn:aws:s3:::logs/*" }),
].map((policies): Target => ({ address: { source: "other" }, principal: "*", policies, holes: [] }));

/** How each target relates to some known policies and to the next target: that stays so, with its witnesses. */
export const promisedRelations = (open: Extraction, checking: Checking): readonly Promised[] =>
  targetsOf(open).flatMap((target, at, targets) =>
    [...others, ...targets.slice(at + 1, at + 2)].flatMap((other): readonly Promised[] => {
      const said = comparePolicies(target, other, checking.options);
      if (said.relation === "undecided") return [];
      checking.tally.relations += 1;
      return [
        (closed) => {
          const pair = [target, other].map((one) =>
            one.address.source === "other" ? one : sameTarget(one, closed),
          );
          if (!pair.every((one) => one !== undefined && one.holes.length === 0)) return undefined;
          checking.tally.compared += 1;
          const [left, right] = pair as [Target, Target];
          const end = comparePolicies(left, right, checking.options).relation;
          const about = `${printAddress(target.address)} was ${said.relation} to ${printAddress(other.address)}`;
          if (end !== said.relation && end !== "undecided") return `${about} and is ${end}`;
          return isTrue(said, [left, right]) ? undefined : `${about}: ${JSON.stringify(said)}`;
        },
      ];
    }),
  );

/** Policies with principals are compared alone, regardless of the caller's account: no request shows it. */
function isTrue({ leftOnly, rightOnly }: Comparison, [left, right]: readonly [Target, Target]): boolean {
  if (left.policies.resource !== undefined || right.policies.resource !== undefined) return true;
  const tells = (witness: Comparison["leftOnly"], more: PolicySet, less: PolicySet) =>
    witness === null || (isAllowed(more, witness.request) && !isAllowed(less, witness.request));
  return tells(leftOnly, left.policies, right.policies) && tells(rightOnly, right.policies, left.policies);
}
