import type { Extraction } from "../../harness/plan/extraction.js";
import { type Comparison, comparePolicies } from "../../harness/run/compare/comparePolicies.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import type { Request } from "../../policies/language/request.js";
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

function isTrue({ leftOnly, rightOnly }: Comparison, pair: readonly [Target, Target]): boolean {
  const [left, right] = pair.map((one) => comparedPolicies(one, pair)) as [PoliciesFor, PoliciesFor];
  const tells = (witness: Comparison["leftOnly"], more: PoliciesFor, less: PoliciesFor) =>
    witness === null ||
    (isAllowed(more(witness.request), witness.request) && !isAllowed(less(witness.request), witness.request));
  return tells(leftOnly, left, right) && tells(rightOnly, right, left);
}

type PoliciesFor = (request: Request) => PolicySet;

/**
 * With the policies of a resource documents alone are compared: a caller that they name needs no others. Of a
 * principal they are its own, without those of the resources that it is joined with.
 */
function comparedPolicies({ policies, resource }: Target, pair: readonly Target[]): PoliciesFor {
  if (!pair.some((one) => one.resource !== undefined)) return () => policies;
  const documents =
    resource === undefined ? policies.identity : (policies.resources ?? []).flatMap((held) => held.policies);
  return ({ principal }) =>
    principal.startsWith("arn:")
      ? { identity: documents }
      : { identity: [], resources: [{ address: "any", arns: ["*"], policies: documents }] };
}
