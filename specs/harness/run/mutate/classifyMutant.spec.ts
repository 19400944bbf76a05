import { expect } from "chai";
import fc from "fast-check";
import type { Mutant } from "../../../../generators/mutants/mutant.js";
import { mutantsOf } from "../../../../generators/mutants/mutantsOf.js";
import { requestNear } from "../../../../generators/requestNear.js";
import { classifyMutant, distinguishingRequest } from "../../../../harness/run/mutate/classifyMutant.js";
import { authorize } from "../../../../policies/evaluate/authorize.js";
import { compile } from "../../../../policies/evaluate/compile.js";
import type { PolicySet } from "../../../../policies/language/policySet.js";
import { proverFor } from "../../../../policies/prove/question/prover.js";
import { loadServiceReference } from "../../../../policies/reference/loadServiceReference.js";
import type { ServiceReference } from "../../../../policies/reference/serviceReference.js";
import { identitySet } from "../../../generators/identitySet.js";

const principal = "arn:aws:iam::111122223333:role/example";

/** One statement is covered by another, one depends on a tag, one denies. */
const policies = identitySet(
  {
    Effect: "Allow",
    Action: ["ecs:StopTask", "ecs:DescribeTasks"],
    Resource: "arn:aws:ecs:*:*:task/AWSBatch*",
  },
  { Effect: "Allow", Action: "ecs:Stop*", Resource: "*" },
  {
    Effect: "Allow",
    Action: "ecs:DeleteCluster",
    Resource: "arn:aws:ecs:*:*:cluster/*",
    Condition: { StringEquals: { "aws:ResourceTag/team": "a" } },
  },
  { Effect: "Deny", Action: "ecs:StopServiceDeployment", Resource: "*" },
);

describe("classifyMutant", () => {
  let reference: ServiceReference;
  let mutants: readonly Mutant<PolicySet>[];
  before(async () => {
    reference = await loadServiceReference();
    mutants = mutantsOf(policies, { reference });
  });

  const classOf = (operator: string, pointer: string) => {
    const prover = proverFor({ reference, universe: "typed", principal });
    const chosen = mutants.filter((one) => one.operator === operator && one.pointer === pointer);
    return chosen.map((mutant) => classifyMutant(policies, mutant, prover).kind);
  };

  const rows: readonly (readonly [operator: string, pointer: string, kinds: readonly string[]])[] = [
    ["statement-drop", "/Statement/1", ["distinguishable"]],
    ["statement-drop", "/Statement/3", ["distinguishable"]],
    ["policy-detach", "", ["distinguishable"]],
    ["action-drop", "/Statement/0", ["distinguishable", "equivalent"]],
    ["action-widen-suffix", "/Statement/2", ["untyped"]],
    ["condition-drop", "/Statement/2", ["distinguishable"]],
    ["qualifier-add", "/Statement/2", ["distinguishable", "untyped"]],
    ["action-widen-all", "/Statement/3", ["distinguishable"]],
    ["action-not", "/Statement/0", ["distinguishable"]],
  ];
  for (const [operator, pointer, kinds] of rows) {
    it(`finds ${operator} at \`${pointer}\` ${kinds.join(", ")}`, () => {
      expect(classOf(operator, pointer)).to.have.members(kinds);
    });
  }

  it("says of each mutant that a request which AWS could send distinguishes it, or none, both ways of asking", () => {
    const prover = proverFor({ reference, universe: "typed", principal });
    for (const mutant of mutants.filter((_, at) => at % 3 === 0)) {
      const { kind } = classifyMutant(policies, mutant, prover);
      const found = distinguishingRequest(policies, mutant, prover);
      expect(kind === "distinguishable" ? "object" : "none").to.equal(
        typeof found === "string" ? found : typeof found,
      );
    }
  });

  it("gives witnesses that are decided otherwise, and finds no mutant equivalent that a request distinguishes", () => {
    const prover = proverFor({ reference, universe: "typed", principal });
    const original = compile(policies);
    const requests = fc.sample(requestNear(policies, { reference, principal }), { seed: 5, numRuns: 300 });
    const allowed = requests.map((request) => authorize(original, request) === "allowed");
    for (const mutant of mutants.filter((_, at) => at % 4 === 0)) {
      const mutated = compile(mutant.mutated);
      const found = classifyMutant(policies, mutant, prover);
      expect(found.kind, mutant.operator).not.to.equal("undecided");
      if (found.kind === "distinguishable" || found.kind === "untyped") {
        expect(authorize(mutated, found.witness)).not.to.equal(authorize(original, found.witness));
      } else {
        const differing = requests.filter(
          (one, at) => (authorize(mutated, one) === "allowed") !== allowed[at],
        );
        expect(differing, JSON.stringify(mutant)).to.deep.equal([]);
      }
    }
  });
});
