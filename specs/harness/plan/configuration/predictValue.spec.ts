import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { type Prediction, predictValue } from "../../../../harness/plan/configuration/predictValue.js";
import { takeSnapshot } from "../../../../harness/plan/policies/snapshot.js";
import arnTemplates from "../../../../harness/plan/provider/arnTemplates.json" with { type: "json" };
import { indexConfiguration } from "../../../../harness/plan/resources/configurationIndex.js";
import { readResources } from "../../../../harness/plan/resources/readResources.js";
import type { Resource } from "../../../../harness/plan/resources/resource.js";
import { compileGlob, matchGlob } from "../../../../policies/language/glob.js";
import { collectedBytes, collectedPlans, inputOf } from "../fixture.js";
import { change, makePlan, written } from "../plans.js";

/** A table of templates, which may lie next to the repository. */
const survey = new URL("../../../../../shared/data/arn-templates.json", import.meta.url);

function predict(type: string, values: object, told: object = {}, attribute = "arn"): Prediction | undefined {
  const plan = makePlan(
    [change(`${type}.x`, { after: values as Resource["values"], unknown: { arn: true, id: true } })],
    {
      resources: [written(`${type}.x`, {})],
    },
  );
  const configuration = indexConfiguration(plan.configuration);
  const { after } = readResources({ kind: "plan", plan }, configuration);
  const snapshot = takeSnapshot(after, { configuration, data: [], ...told });
  return predictValue(snapshot.index.byType.get(type)![0]!, attribute, snapshot);
}

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
    ["aws_s3_object", { bucket: "b", key: "/a/k" }, { text: "arn:aws:s3:::b/a/k" }],
    ["aws_s3_object", { bucket: "b" }, { pattern: "arn:aws:s3:::b/*" }],
    [
      "aws_lambda_alias",
      { function_name: "arn:aws:lambda:eu-west-1:123456789012:function:f", name: "live" },
      { text: "arn:aws:lambda:eu-west-1:123456789012:function:f:live" },
    ],
    [
      "aws_glue_catalog_table",
      { database_name: "d", name: "t", catalog_id: "210987654321" },
      { text: "arn:aws:glue:eu-west-1:210987654321:table/d/t" },
    ],
    ["aws_glue_catalog_database", { name: "d" }, { text: "arn:aws:glue:eu-west-1:123456789012:database/d" }],
    [
      "aws_sagemaker_endpoint",
      { name: "Model" },
      { text: "arn:aws:sagemaker:eu-west-1:123456789012:endpoint/model" },
    ],
    ["aws_kms_key", {}, { pattern: "arn:aws:kms:eu-west-1:123456789012:key/*" }],
    ["aws_instance_profile_like", {}, undefined],
  ];
  for (const [type, values, expected] of rows) {
    it(`predicts the ARN of ${type} ${JSON.stringify(values)}`, () => {
      expect(predict(type, values, told)).to.deep.equal(expected);
    });
  }

  it("leaves a star for an account and a region that are not given", () => {
    expect(predict("aws_sqs_queue", { name: "q" })).to.deep.equal({ pattern: "arn:*:sqs:*:*:q" });
  });

  it("leaves a star for a path or a catalog that is not shown, rather than their defaults", () => {
    const hidden = (type: string, values: object, mask: object) => {
      const address = `${type}.x`;
      const all = { name: "n", ...values } as Resource["values"];
      const expressions = { catalog_id: ["var.c"], path: ["var.p"] };
      const plan = makePlan([change(address, { after: all, ...mask })], {
        resources: [written(address, expressions)],
      });
      const configuration = indexConfiguration(plan.configuration);
      const { after } = readResources({ kind: "plan", plan }, configuration);
      const snapshot = takeSnapshot(after, { configuration, data: [], ...told });
      const [resource] = snapshot.index.resources;
      return [predictValue(resource!, "arn", snapshot), snapshot.arns.arn(resource!)];
    };
    const role = { pattern: "arn:aws:iam::123456789012:role*n" };
    const arn = { arn: true };
    expect(hidden("aws_iam_role", {}, { unknown: { ...arn, path: true } })).to.deep.equal([role, null]);
    const sensitive = { unknown: arn, sensitive: { path: true } };
    expect(hidden("aws_iam_role", { path: "/x/" }, sensitive)).to.deep.equal([role, null]);
    const [database] = hidden("aws_glue_catalog_database", {}, { unknown: { ...arn, catalog_id: true } });
    expect(database).to.deep.equal({ pattern: "arn:aws:glue:eu-west-1:*:database/n" });
  });

  it("knows no other attributes than those AWS makes", () => {
    expect(predict("aws_s3_bucket", { bucket: "b" }, told, "id")).to.deep.equal({ text: "b" });
    expect(predict("aws_s3_bucket", { bucket: "b" }, told, "website_endpoint")).to.equal(undefined);
  });

  it("knows the beginnings of ids, and ids that are ARNs", () => {
    expect(predict("aws_iam_role", { name: "r" }, told, "unique_id")).to.deep.equal({ pattern: "AROA*" });
    const service = { name: "s", cluster: "arn:aws:ecs:eu-west-1:123456789012:cluster/c" };
    expect(predict("aws_ecs_service", service, told, "id")).to.deep.equal({
      text: "arn:aws:ecs:eu-west-1:123456789012:service/c/s",
    });
  });

  it("has a template for each row of the survey but two, which are in no policy", function () {
    if (!existsSync(survey)) this.skip();
    const { templates } = JSON.parse(readFileSync(survey, "utf8")) as {
      readonly templates: readonly { readonly type: string; readonly attr: string }[];
    };
    const known = new Set(arnTemplates.map(({ type, attribute }) => `${type}.${attribute}`));
    const absent = templates.map(({ type, attr }) => `${type}.${attr}`).filter((place) => !known.has(place));
    expect(absent).to.deep.equal(["aws_sqs_queue.id", "aws_lambda_function.invoke_arn"]);
    expect(templates.length).to.equal(86);
  });

  const plans = collectedPlans();
  it("fits all 328 ARNs of the collected plans that it predicts", function () {
    if (plans === undefined) {
      console.log("        skipped: the collection of plans of other projects is not here");
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
function arnsIn(name: string): readonly { readonly arn: string; readonly prediction: Prediction }[] {
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
}
