import { expect } from "chai";
import { addressIn } from "../../../../harness/plan/source/addressIn.js";
import { narrowToAddress } from "../../../../harness/plan/source/narrowToAddress.js";
import { namedSeedLaws } from "../../../properties/seedLaws.js";
import { ask, askJson } from "../../cli/ask.js";
import { allow, change, extractPlan, makePlan, trust, written } from "../plans.js";

const invoke = (principal: string, more: object = {}) => ({
  function_name: "f",
  action: "lambda:InvokeFunction",
  principal,
  ...more,
});
const extraction = extractPlan(
  makePlan(
    [
      change("aws_lambda_function.f", { after: { function_name: "f" } }),
      change("aws_lambda_permission.a", { after: invoke("sns.amazonaws.com", { statement_id: "Topic" }) }),
      change("aws_lambda_permission.b", { after: invoke("123456789012") }),
      change("aws_iam_role.r", { after: { name: "r", assume_role_policy: trust } }),
      change("aws_sqs_queue_policy.late", { after: {}, unknown: { policy: true } }),
      change("aws_iam_policy.p", { after: { name: "p", policy: allow("s3:*") } }),
    ],
    {
      resources: ["a", "b"].map((name) =>
        written(`aws_lambda_permission.${name}`, { function_name: ["aws_lambda_function.f.function_name"] }),
      ),
    },
  ),
);
function targetsOf(address: string) {
  const narrowed = narrowToAddress(extraction, addressIn("plan.json", address));
  if (!narrowed.ok) throw new Error(narrowed.diagnostics[0]!.message);
  return narrowed.value.targets;
}

describe("a resource with its policy", () => {
  it("is reached by its address, with each of its documents", () => {
    const [target, ...others] = targetsOf("aws_lambda_function.f");
    const { resources, identity } = target!.policies;
    expect(others).to.deep.equal([]);
    expect(identity).to.deep.equal([]);
    expect(target!.resource).to.deep.equal({
      kind: "resource",
      absent: "before",
      isAccountUnknown: true,
    });
    expect(resources!.flatMap(({ policies }) => policies.map(({ source }) => source))).to.deep.equal([
      "aws_lambda_permission.a",
      "aws_lambda_permission.b",
    ]);
  });

  it("is reached by the address of what implies a part of it, as that part", () => {
    const [target] = targetsOf("aws_lambda_permission.b");
    expect(target!.policies.resource!.source).to.equal("aws_lambda_permission.b");
  });

  it("is a trust policy where the role's attribute is named", () => {
    const [target] = targetsOf("aws_iam_role.r.assume_role_policy");
    expect(target!.resource).to.deep.equal({
      kind: "trust",
      absent: "before",
      isAccountUnknown: true,
    });
    expect(target!.policies.resources![0]!.policies[0]!.source).to.equal("aws_iam_role.r.assume_role_policy");
  });

  it("has a hole where its policy is unknown", () => {
    const [target] = targetsOf("aws_sqs_queue_policy.late");
    expect([target!.policies.resource, target!.holes.length]).to.deep.equal([undefined, 1]);
  });

  const bucket = "noop.plan.json#aws_s3_bucket.results";
  it("decides requests and is compared", async () => {
    const put = [
      "--action",
      "s3:GetObject",
      "--resource",
      "arn:aws:s3:::example-batch-results/a",
      "--context",
      "aws:SecureTransport=false",
    ];
    const decided = await askJson<{ decision: string }>(["decide", bucket, ...put]);
    expect([decided.exit, decided.value.decision]).to.deep.equal([0, "explicitDeny"]);
    const compared = await askJson<{ relation: string }>([
      "compare",
      bucket,
      `${bucket.replace("noop", "widen")}`,
    ]);
    expect([compared.exit, compared.value.relation]).to.deep.equal([0, "equal"]);
  });

  it("is checked by laws about callers alone", async () => {
    const { exit, value } = await askJson<{ verdicts: { property: string }[] }>([
      "check",
      bucket,
      ...namedSeedLaws,
    ]);
    expect([exit, value.verdicts.map(({ property }) => property)]).to.deep.equal([0, ["no-public-access"]]);
    const refused = await ask(["check", bucket, "--property", "no-iam-administration"]);
    expect([refused.exit, /no property applies/.test(refused.stderr)]).to.deep.equal([2, true]);
  });
});
