import { expect } from "chai";
import { indexConfiguration } from "../../../harness/plan/configuration.js";
import { type Prediction, predictValue } from "../../../harness/plan/predictValue.js";
import { readResources } from "../../../harness/plan/readResources.js";
import type { Resource } from "../../../harness/plan/resource.js";
import { takeSnapshot } from "../../../harness/plan/snapshot.js";
import { compileGlob, matchGlob } from "../../../policies/language/glob.js";
import { collectedBytes, collectedPlans, inputOf } from "./fixture.js";
import { change, makePlan, written } from "./plans.js";

const predict = (
  type: string,
  values: object,
  told: object = {},
  attribute = "arn",
): Prediction | undefined => {
  const plan = makePlan(
    [change(`${type}.x`, { after: values as Resource["values"], unknown: { arn: true, id: true } })],
    {
      resources: [written(`${type}.x`, {})],
    },
  );
  const configuration = indexConfiguration(plan.configuration);
  const { after } = readResources({ kind: "plan", plan }, configuration);
  const snapshot = takeSnapshot(after, { configuration, data: [], ...told });
  return predictValue(snapshot.world.byType.get(type)![0]!, attribute, snapshot);
};

const told = { account: "123456789012", region: "eu-west-1" };

describe("predictValue", () => {
  const rows: readonly (readonly [string, object, Prediction | undefined])[] = [
    ["aws_iam_role", { name: "r", path: "/ops/" }, { text: "arn:aws:iam::123456789012:role/ops/r" }],
    ["aws_s3_bucket", { bucket: "b" }, { text: "arn:aws:s3:::b" }],
    ["aws_s3_bucket", { bucket_prefix: "b-" }, { pattern: "arn:aws:s3:::b-*" }],
    ["aws_sqs_queue", { name: "q" }, { text: "arn:aws:sqs:eu-west-1:123456789012:q" }],
    ["aws_sqs_queue", { name: "q", region: "us-east-1" }, { text: "arn:aws:sqs:us-east-1:123456789012:q" }],
    ["aws_ssm_parameter", { name: "/a/b" }, { text: "arn:aws:ssm:eu-west-1:123456789012:parameter/a/b" }],
    [
      "aws_cloudwatch_log_group",
      { name: "/a/b" },
      { text: "arn:aws:logs:eu-west-1:123456789012:log-group:/a/b" },
    ],
    [
      "aws_iam_openid_connect_provider",
      { url: "https://issuer.example" },
      { text: "arn:aws:iam::123456789012:oidc-provider/issuer.example" },
    ],
    ["aws_kms_key", {}, { pattern: "arn:aws:kms:eu-west-1:123456789012:key/*" }],
    ["aws_instance_profile_like", {}, undefined],
  ];
  for (const [type, values, expected] of rows) {
    it(`tells the ARN of ${type} ${JSON.stringify(values)}`, () => {
      expect(predict(type, values, told)).to.deep.equal(expected);
    });
  }

  it("leaves a star for an account and a region that nobody told", () => {
    expect(predict("aws_sqs_queue", { name: "q" })).to.deep.equal({ pattern: "arn:*:sqs:*:*:q" });
  });

  it("knows no other attributes than those AWS makes", () => {
    expect(predict("aws_s3_bucket", { bucket: "b" }, told, "id")).to.deep.equal({ text: "b" });
    expect(predict("aws_s3_bucket", { bucket: "b" }, told, "website_endpoint")).to.equal(undefined);
  });

  const plans = collectedPlans();
  it("fits all 328 ARNs of the collected plans that it predicts", function () {
    if (plans === undefined) {
      console.log("        skipped: the collection of other people's plans is not here");
      this.skip();
    }
    const told = plans.flatMap(arnsIn);
    expect(told).to.have.lengthOf(328);
    const misses = told.filter(({ arn, prediction }) =>
      "text" in prediction ? prediction.text !== arn : !matchGlob(compileGlob(prediction.pattern), arn),
    );
    expect(misses).to.deep.equal([]);
  });
});

/** The ARNs a plan shows, each with what is predicted where it is hidden. */
const arnsIn = (name: string): readonly { readonly arn: string; readonly prediction: Prediction }[] => {
  const input = inputOf(collectedBytes(name), name);
  if (input.kind !== "plan") return [];
  const configuration = indexConfiguration(input.plan.configuration);
  const { after, before = [] } = readResources(input, configuration);
  return [after, before].flatMap((resources) => {
    const snapshot = takeSnapshot(resources, { configuration, data: [] });
    return resources.flatMap((resource) => {
      const arn = resource.values["arn"];
      if (resource.mode !== "managed" || typeof arn !== "string" || arn === "") return [];
      const prediction = predictValue({ ...resource, unknown: { arn: true } }, "arn", snapshot);
      return prediction === undefined ? [] : [{ arn, prediction }];
    });
  });
};
