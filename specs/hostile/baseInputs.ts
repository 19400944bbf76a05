import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { caseFiles } from "../cases/caseFiles.js";
import { batchPolicies } from "../generators/batchPolicies.js";

const folder = (path: string): string => fileURLToPath(new URL(`../fixtures/${path}`, import.meta.url));

const jsonIn = (name: string): readonly unknown[] =>
  readdirSync(folder(name))
    .filter((file) => file.endsWith(".json") && !file.startsWith("utf"))
    .sort()
    .map((file): unknown => JSON.parse(readFileSync(`${folder(name)}/${file}`, "utf8")));

const all = [...jsonIn("batch-plan"), ...jsonIn("plan-samples")] as readonly Readonly<
  Record<string, unknown>
>[];

/** Plans that terraform made, with policies in them. */
export const plans = all.filter(
  (one) => "planned_values" in one && one["errored"] !== true && JSON.stringify(one).includes("Statement"),
);

/** States that terraform made, with policies in them. */
export const states = all.filter((one) => "values" in one && JSON.stringify(one).includes("Statement"));

/** The configurations of modules. */
export const configurations = ["batch-plan/main.tf", "hcl-values/main.tf"].map((path) =>
  readFileSync(folder(path), "utf8"),
);

/** Rows of conformance cases, as lines. */
export const caseLines = caseFiles.flatMap(({ lines }) => lines);

/** Documents of AWS of up to 4,000 characters. */
export const documents = batchPolicies
  .flatMap(({ versions }) => versions.map(({ text }) => text))
  .filter((text) => text.length < 4000)
  .slice(0, 200)
  .map((text): unknown => JSON.parse(text));

const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "batch.amazonaws.com" } }],
});

/** What `cdktf synth` writes for a stack with one role. */
export const stack = {
  "//": { metadata: { stackName: "app", backend: "local" } },
  terraform: { required_providers: { aws: { source: "aws" } } },
  variable: { name: { type: "string", default: "r" } },
  resource: {
    aws_iam_role: { r: { name: "${var.name}", assume_role_policy: trust } },
    aws_iam_role_policy: { p: { role: "${aws_iam_role.r.id}", policy: JSON.stringify(documents[0]) } },
    aws_iam_role_policy_attachment: {
      a: {
        role: "${aws_iam_role.r.name}",
        policy_arn: "arn:aws:iam::aws:policy/service-role/AWSBatchServiceRole",
      },
    },
  },
};
