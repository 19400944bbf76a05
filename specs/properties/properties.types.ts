import { requestNear } from "../../generators/generators.js";
import { compile, emptyServiceReference, type PolicySet } from "../../policies/policies.js";
import {
  allowedBy,
  allowing,
  builtInProperties,
  checkProperty,
  confinement,
  containedIn,
  forActions,
  type Hole,
  inAll,
  inAny,
  law,
  neverAllowed,
  type Outcome,
  onlyTo,
  type Property,
  passRoleServices,
  type Question,
  strictSubset,
  type Target,
  tagGuard,
  withoutAccess,
} from "../../properties/properties.js";

// Compiled with the rest and never run: what the types of the door accept and refuse.
export function accepted(policies: PolicySet): void {
  const target: Target = {
    address: { source: "job" },
    principal: "arn:aws:iam::111122223333:role/job",
    policies,
    holes: [],
  };
  const options = { seed: 1, runs: 10, reference: emptyServiceReference };
  const properties: readonly Property[] = [
    ...builtInProperties,
    confinement({ actions: ["s3:*"], resources: ["arn:aws:s3:::jobs/*"] }),
    containedIn({ within: allowing(["s3:*"], ["*"]) }),
    strictSubset({ left: policies, within: policies, by: "action" }),
    passRoleServices({ services: ["batch.amazonaws.com"] }),
    onlyTo("aws_iam_role.job", tagGuard({ actions: ["ec2:StopInstances"], key: "aws:ResourceTag/team" })),
  ];
  for (const property of properties) describeOutcome(checkProperty(property, target, options));
}

function describeOutcome(outcome: Outcome): void {
  if (outcome.verdict === "refuted") outcome.reason satisfies string;
  if (outcome.verdict === "undecided" && outcome.kind === "holes") outcome.holes satisfies readonly Hole[];
  if (outcome.verdict === "undecided" && outcome.kind !== "holes") outcome.gap satisfies string;
}

/** A law of a user's own. */
export const acceptedLaw: Property = law({
  id: "no-deletes",
  sentence: "nothing is deleted from S3",
  appliesTo: ({ holes }) => holes.length === 0,
  monotone: true,
  questions: ({ principal, policies }) => [
    {
      principal,
      scope: inAny(forActions(["s3:Delete*"]), withoutAccess(forActions(["s3:*"]))),
      scopeName: "deletion",
      violations: inAll(forActions(["s3:Delete*"]), allowedBy(policies)),
      requests: () => requestNear(policies, { principal }),
      decides: () => compile(policies),
      reason: ({ request }) => `${request.action} is allowed`,
    },
  ],
});

export function refused(outcome: Outcome, property: Property, target: Target, question: Question): void {
  // @ts-expect-error actions are a list
  confinement({ actions: "s3:*", resources: ["*"] });
  // @ts-expect-error a misspelled option
  confinement({ actions: ["s3:*"], resource: ["*"] });
  // @ts-expect-error the larger side is missing
  containedIn({});
  // @ts-expect-error a guard needs the key of the tag
  tagGuard({ actions: ["ec2:StopInstances"] });
  // @ts-expect-error the address comes first
  onlyTo(property, "aws_iam_role.job");
  // @ts-expect-error a set of requests, not of policies
  neverAllowed({ id: "a", sentence: "a", access: target.policies });
  // @ts-expect-error a search needs a seed
  checkProperty(property, target, { runs: 10, reference: emptyServiceReference });
  // @ts-expect-error only a refuted outcome has a witness
  outcome.witness;
  // @ts-expect-error a law has questions
  law({ id: "a", sentence: "a", appliesTo: () => true });
  // @ts-expect-error a question is about requests
  law({ id: "a", sentence: "a", appliesTo: () => true, questions: () => [{ ...question, requests: [] }] });
  // @ts-expect-error a target lists what is unknown
  const incomplete: Target = { address: "job", principal: "*", policies: target.policies };
  checkProperty(property, incomplete, { seed: 1, runs: 1, reference: emptyServiceReference });
}
