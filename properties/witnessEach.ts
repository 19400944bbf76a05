import type { Statement } from "../policies/language/policyDocument.js";
import type { Policy, PolicySet } from "../policies/language/policySet.js";
import { grantingPolicies } from "./grantingPolicies.js";
import type { Outcome, Witness } from "./property.js";
import type { Target } from "./target.js";

/**
 * The outcome of a law that forbids access, with a witness for each statement that breaks it alone: a finding about
 * one must not hide another. Denials and limits stay as they are.
 *
 * @param prove the law of a target with fewer grants
 */
export function witnessEach(target: Target, outcome: Outcome, prove: (target: Target) => Outcome): Outcome {
  if (outcome.verdict !== "refuted" || outcome.witness === undefined) return outcome;
  const { policies } = target;
  const allows = grantingPolicies(policies).flatMap(({ source, document }) =>
    document.statements
      .filter(({ effect }) => effect === "Allow")
      .map((statement) => ({ source, statement })),
  );
  if (allows.length < 2) return outcome;
  const witnesses: Witness[] = [outcome.witness];
  for (const { source, statement } of allows) {
    if (witnesses.some((one) => isShown(one, source, statement))) continue;
    const alone = prove({ ...target, policies: onlyAllowing(policies, statement) });
    if (alone.verdict === "refuted" && alone.witness !== undefined) witnesses.push(alone.witness);
  }
  return witnesses.length === 1 ? outcome : { ...outcome, witnesses };
}

const isShown = ({ statements }: Witness, source: string, { pointer }: Statement): boolean =>
  statements.some((one) => one.source === source && one.pointer === pointer);

/** The policies with one Allow statement of those that grant, and all that deny or limit. */
function onlyAllowing(policies: PolicySet, kept: Statement): PolicySet {
  const only = ({ source, document }: Policy): Policy => ({
    source,
    document: {
      ...document,
      statements: document.statements.filter((one) => one === kept || one.effect === "Deny"),
    },
  });
  const { identity, resource, resources } = policies;
  return {
    ...policies,
    identity: identity.map(only),
    ...(resource && { resource: only(resource) }),
    ...(resources && { resources: resources.map((one) => ({ ...one, policies: one.policies.map(only) })) }),
  };
}
