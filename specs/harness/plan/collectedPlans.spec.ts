import { expect } from "chai";
import { countPolicies } from "../../../harness/plan/countPolicies.js";
import { collectedBytes, collectedPlans, extractBytes } from "./fixture.js";

/** Where our counts are not those of the collection's index (known and unknown documents), and why. */
const differences: Readonly<Record<string, { readonly index: string; readonly why: string }>> = {
  "aws-samples-aws-infra-policy-as-code-with-terraform__blueprints_eks_eks-blueprint-control-logs.mock.json":
    {
      index: "5 0",
      why: "planned values leave out what is unknown; four policies are written and missing",
    },
  "aws-samples-aws-infra-policy-as-code-with-terraform__emr_aws-emr-m-2.mock.emr_cluster_valid_endpoints.json":
    {
      index: "1 0",
      why: "a JSON document that is not a policy is listed, with diagnostics",
    },
  "bridgecrewio-checkov__checks_data_aws_example_GithubActionsOIDCTrustPolicy_tfplan.json": {
    index: "4 4",
    why: "two documents are read during apply, and all they are made of is known",
  },
  "leeclay95-cgep-app-starter-1__plan.json": { index: "21 0", why: "one policy is deleted" },
  "leeclay95-cgep-app-starter-1__plan.v4.json": { index: "19 0", why: "14 policies are deleted" },
  "leeclay95-cgep-app-starter-1__plan.v5.json": { index: "21 0", why: "one policy is deleted" },
};

const plans = collectedPlans();

describe("the collected plans", () => {
  if (plans === undefined) {
    it("are next to the repository", function () {
      console.log("        skipped: the collection of plans of other projects is not here");
      this.skip();
    });
    return;
  }
  const index = new Map(
    Buffer.from(collectedBytes("INDEX.tsv"))
      .toString()
      .split("\n")
      .map((line) => line.split("\t"))
      .map((cells) => [cells[0], `${cells[11]} ${cells[12]}`]),
  );

  for (const name of plans) {
    it(`reads ${name}`, () => {
      const { documents, unknown } = countPolicies(extractBytes(collectedBytes(name), name));
      const known = differences[name];
      expect(index.get(name)).to.equal(known?.index ?? `${documents} ${unknown}`);
      if (known !== undefined) expect(`${documents} ${unknown}`).not.to.equal(known.index);
    });
  }

  it("hold 240 known documents in force after apply and 14 with something unknown", () => {
    const counts = plans.map((name) => countPolicies(extractBytes(collectedBytes(name), name)));
    const sum = (key: "documents" | "unknown") => counts.reduce((total, count) => total + count[key], 0);
    expect([sum("documents"), sum("unknown")]).to.deep.equal([240, 14]);
  });
});
