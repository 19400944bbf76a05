import { expect } from "chai";
import fc from "fast-check";
import { action } from "../../generators/action.js";
import { arbitraryLaws } from "./arbitraryLaws.js";
import { batchReference } from "./batchPolicies.js";

describe("action", () => {
  arbitraryLaws({
    arbitrary: action(["ec2:Describe*", "iam:PassRole"]),
    wellFormed: (value) => /^[^:]+:[^:]+$/.test(value),
    size: (value) => (value === "ec2:DescribeExample" ? 0 : 1),
    simplest: "ec2:DescribeExample",
    reaches: {
      "each pattern": (value) => value === "iam:PassRole",
      "one edit outside": (value) => value === "iam:PassRolex",
      "another service": (value) => value === "s3:PassRole",
      "another case": (value) => value !== "iam:PassRole" && value.toLowerCase() === "iam:passrole",
    },
  });

  it("prefers real actions of the reference, in its spelling", async () => {
    const reference = await batchReference();
    const seen = fc.sample(action(["BATCH:submit*", "iam:passrole"], { reference }), {
      seed: 1,
      numRuns: 300,
    });
    expect(seen).to.include.members(["batch:SubmitJob", "batch:SubmitServiceJob", "iam:PassRole"]);
    expect(seen).not.to.include("batch:SubmitExample");
  });
});
