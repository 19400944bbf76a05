import { expect } from "chai";
import fc from "fast-check";
import { isResource, resource } from "../../generators/resource.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { arbitraryLaws } from "./arbitraryLaws.js";
import { batchReference } from "./batchPolicies.js";

describe("resource", () => {
  const simplest = "arn:aws:ecs:us-east-1:111122223333:cluster/AWSBatch-example";

  arbitraryLaws({
    arbitrary: resource(["arn:aws:ecs:*:*:cluster/AWSBatch*"], { action: "ecs:DeleteCluster" }),
    wellFormed: isResource,
    size: (value) => (value === simplest ? 0 : 1),
    simplest,
    reaches: {
      "the empty name": (value) => value.endsWith("cluster/AWSBatch"),
      "one letter short": (value) => value.endsWith("cluster/AWSBatc-example"),
      "another case": (value) => value.includes("aWSBatch"),
      "a path below": (value) => value.includes("cluster/AWSBatcha/b"),
      "another account": (value) => value.includes(":444455556666:"),
      "no particular resource": (value) => value === "*",
    },
  });

  describe("with the service reference", () => {
    let reference: ServiceReference;
    before(async () => {
      reference = await batchReference();
    });

    const seen = (patterns: readonly string[], action: string, universe: "any" | "typed" = "any") =>
      fc.sample(resource(patterns, { action, reference, universe }), { seed: 1, numRuns: 300 });

    it("fits the pattern and a type of the action at once", () => {
      expect(seen(["arn:aws:ecs:*:*:task/*_Batch_*"], "ecs:TagResource")).to.include(
        "arn:aws:ecs:us-east-1:111122223333:task/example/example_Batch_example",
      );
    });

    it("requests an action without resource types on `*`", () => {
      expect(new Set(seen(["*"], "ec2:DescribeInstances"))).to.deep.equal(new Set(["*"]));
    });

    it("stays with the types of the action in the typed universe", () => {
      const typed = seen(["arn:aws:iam::*:*"], "iam:PassRole", "typed");
      expect(typed.filter((arn) => !arn.includes(":role/"))).to.deep.equal([]);
    });
  });
});
