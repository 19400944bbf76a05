import { expect } from "chai";
import { replaceDocument } from "../../../harness/plan/replaceDocument.js";
import { parsePolicy } from "../../../policies/language/parsePolicy.js";
import { policyJson } from "../../../policies/language/printPolicy.js";

const documentOf = (Action: string) => {
  const Statement = { Effect: "Allow", Action, Resource: "*" };
  const parsed = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement }), "identity");
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  return parsed.value;
};
const [before, after] = [documentOf("s3:GetObject"), documentOf("s3:*")];
const written = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: ["s3:GetObject"], Resource: ["*"] }],
});
const replacement = { source: "aws_iam_policy.a", before, after };

describe("replaceDocument", () => {
  it("replaces a single document", () => {
    expect(replaceDocument(JSON.parse(written), replacement)).to.deep.equal(policyJson(after));
    expect(replaceDocument(policyJson(after), replacement)).to.equal(undefined);
  });

  it("replaces the document of one resource of a plan, after the change alone", () => {
    const resource = (address: string) => ({ address, values: { policy: written } });
    const change = {
      address: "aws_iam_policy.a",
      change: { before: { policy: written }, after: { policy: written } },
    };
    const plan = {
      planned_values: {
        root_module: { resources: [resource("aws_iam_policy.a"), resource("aws_iam_policy.b")] },
      },
      resource_changes: [change],
      prior_state: { values: { root_module: { resources: [resource("aws_iam_policy.a")] } } },
    };
    const replaced = replaceDocument(plan, replacement) as typeof plan;
    const [own, other] = replaced.planned_values.root_module.resources;
    expect(JSON.parse(own!.values.policy)).to.deep.equal(policyJson(after));
    expect(other).to.deep.equal(resource("aws_iam_policy.b"));
    expect(JSON.parse(replaced.resource_changes[0]!.change.after.policy)).to.deep.equal(policyJson(after));
    expect(replaced.resource_changes[0]!.change.before.policy).to.equal(written);
    expect(replaced.prior_state).to.deep.equal(plan.prior_state);
    expect(plan.resource_changes[0]!.change.after.policy).to.equal(written);
  });

  it("finds nothing in a resource that does not hold the document", () => {
    expect(
      replaceDocument({ address: "aws_iam_policy.b", values: { policy: written } }, replacement),
    ).to.equal(undefined);
  });
});
