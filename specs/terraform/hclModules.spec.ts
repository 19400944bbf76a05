import { expect } from "chai";
import { loadSource } from "../../harness/plan/source/loadSource.js";
import { outline } from "../harness/plan/fixture.js";
import { describeTerraform } from "./describeTerraform.js";
import { flipped, verdicts } from "./verdicts.js";
import { makeWorkspace, type Workspace } from "./workspace.js";

const types = [
  "aws_iam_policy",
  "aws_iam_role",
  "aws_iam_role_policy",
  "aws_iam_role_policy_attachment",
  "aws_s3_bucket",
  "data_aws_iam_policy_document",
];

const root = `
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-west-1"
}

variable "prefix" {
  default = "render"
}

resource "aws_s3_bucket" "results" {
  bucket = "\${var.prefix}-results"
}

module "team" {
  source   = "./team"
  for_each = { "farm.eu" = "batch:SubmitJob", "a \\"quoted\\" [one]" = "batch:CancelJob" }
  name     = "\${var.prefix}-\${length(each.key)}"
  action   = each.value
  bucket   = aws_s3_bucket.results.arn
}

resource "aws_iam_role_policy_attachment" "last" {
  role       = module.team["farm.eu"].role
  policy_arn = "arn:aws:iam::aws:policy/AWSBatchFullAccess"
}

output "roles" {
  value = [for team in module.team : team.role]
}
`;

const team = `
variable "name" {}
variable "action" {}
variable "bucket" {}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["batch.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "this" {
  name               = var.name
  path               = "/teams/"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_policy" "submit" {
  name   = "\${var.name}-submit"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = var.action, Resource = "*" }] })
}

module "grants" {
  source   = "./grants"
  role     = aws_iam_role.this.name
  policies = { submit = aws_iam_policy.submit.arn }
  bucket   = var.bucket
}

output "role" {
  value = aws_iam_role.this.name
}
`;

const grants = `
variable "role" {}
variable "policies" {}
variable "bucket" {}

resource "aws_iam_role_policy_attachment" "each" {
  for_each   = var.policies
  role       = var.role
  policy_arn = each.value
}

resource "aws_iam_role_policy" "bucket" {
  for_each = toset(["in.v1", "out"])
  name     = each.value
  role     = var.role
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "\${var.bucket}/\${each.value}/*" }] })
}
`;

describeTerraform("modules in modules, with keys of every kind", () => {
  const farm = 'module.team["farm.eu"]';
  const quoted = 'module.team["a \\"quoted\\" [one]"]';
  let workspace: Workspace;
  before(async () => {
    workspace = await makeWorkspace(types);
    workspace.write({ "main.tf": root, "team/main.tf": team, "team/grants/main.tf": grants });
    await workspace.getModules();
    await workspace.plan("create.json");
    await workspace.apply();
    await workspace.state("state.json");
  });
  after(() => workspace?.remove());

  const load = async (spec: string) => {
    const loaded = await loadSource(workspace.path(spec));
    if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join("; "));
    return loaded.value;
  };
  const holdings = async (spec: string) =>
    Object.fromEntries(
      (await load(spec)).extraction.principals.map(({ address, policies }) => [address, policies.toSorted()]),
    );
  const own = (module: string): readonly string[] => [
    `${module}.aws_iam_policy.submit`,
    `${module}.module.grants.aws_iam_role_policy.bucket["in.v1"]`,
    `${module}.module.grants.aws_iam_role_policy.bucket["out"]`,
  ];
  const expected = {
    [`${quoted}.aws_iam_role.this`]: own(quoted),
    [`${farm}.aws_iam_role.this`]: ["managed:AWSBatchFullAccess@v7", ...own(farm)],
  };

  it("give each role what its own instance of the module gives it, at plan time", async () => {
    expect(await holdings("create.json")).to.deep.equal(expected);
  });

  it("give it the same after apply", async () => {
    expect(await holdings("state.json")).to.deep.equal(expected);
  });

  it("are reached by address, and only the one that is meant", async () => {
    const { extraction, targets } = await load(`create.json#${quoted}.aws_iam_role.this`);
    expect(targets.map(({ principal }) => principal.replace(/^.*?:role/, ""))).to.deep.equal([
      "/teams/render-16",
    ]);
    expect(outline(extraction)).to.have.length(1);
    const one = await load(`create.json#${own(farm)[0]}`);
    expect(one.policies.map(({ document }) => JSON.stringify(document))).to.deep.equal([
      '{"Statement":[{"Action":"batch:SubmitJob","Effect":"Allow","Resource":"*"}],"Version":"2012-10-17"}',
    ]);
  });

  it("change no verdict by being applied", async () => {
    const [planned, state] = await Promise.all(
      ["create.json", "state.json"].map(async (spec) => verdicts((await load(spec)).targets)),
    );
    expect(flipped(planned!, state!)).to.deep.equal([]);
    expect([...state!.values()]).not.to.include("undecided");
  });

  it("leave unknown what depends on the bucket, and say so", async () => {
    const { policies } = await load("create.json");
    const open = policies.filter(({ unknown }) => unknown.length > 0);
    expect(open.map(({ address, refersTo }) => [address, ...refersTo])).to.have.deep.members(
      [quoted, farm].flatMap((module) =>
        own(module)
          .slice(1)
          .map((address) => [address, "aws_s3_bucket.results.arn"]),
      ),
    );
  });
});
