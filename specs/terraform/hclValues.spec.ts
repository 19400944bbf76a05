import { readFileSync } from "node:fs";
import { expect } from "chai";
import type { ExtractedPolicy } from "../../harness/plan/extraction.js";
import { type LoadedSource, loadSource } from "../../harness/plan/loadSource.js";
import type { PolicyDocument } from "../../policies/language/document.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import { prove } from "../../policies/prove/prove.js";
import { describeTerraform } from "./describeTerraform.js";
import { flipped, verdicts } from "./verdicts.js";
import { makeWorkspace, type Workspace } from "./workspace.js";

const types = [
  "aws_iam_policy",
  "aws_iam_role",
  "aws_iam_role_policy",
  "aws_kms_key",
  "aws_s3_bucket",
  "aws_sqs_queue",
  "data_aws_caller_identity",
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

variable "prefix" {}

variable "folders" {
  type    = set(string)
  default = ["out", "in", "out"]
}

variable "settings" {
  type = object({ retain = optional(bool, true), days = optional(number), owner = string })
}

variable "statements" {
  type = list(object({ name = string, actions = list(string), folders = optional(list(string), ["*"]) }))
}

variable "token" {
  sensitive = true
}

data "aws_caller_identity" "me" {}

resource "aws_s3_bucket" "data" {
  bucket = "\${var.prefix}-data"
}

resource "aws_s3_bucket" "each" {
  for_each = var.folders
  bucket   = "\${var.prefix}-\${each.key}"
}

resource "aws_sqs_queue" "jobs" {
  count = 2
  name  = "jobs-\${count.index}"
}

resource "aws_kms_key" "key" {}

resource "aws_iam_role" "all" {
  name = "all"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "batch.amazonaws.com" } }]
  })
}

locals {
  allow = { Effect = "Allow" }
  reads = { tables = { prefix = "t", actions = ["s3:GetObject"] }, files = { prefix = "f", actions = ["s3:ListBucket", "s3:GetObject"] } }
  queues = aws_sqs_queue.jobs[*].arn
}

resource "aws_iam_role_policy" "variables" {
  name = "variables"
  role = aws_iam_role.all.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [merge(local.allow, {
      Sid      = title("owners")
      Action   = var.settings.retain ? ["s3:GetObject"] : ["s3:*"]
      Resource = [for folder in var.folders : "\${aws_s3_bucket.data.arn}/\${folder}/*"]
      Condition = { StringEquals = { "aws:PrincipalTag/owner" = [var.settings.owner, "$\${aws:username}"] } }
    })]
  })
}

resource "aws_iam_role_policy" "each" {
  for_each = local.reads
  name     = each.key
  role     = aws_iam_role.all.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = each.value.actions
      Resource = [format("%s/%s/*", aws_s3_bucket.data.arn, each.value["prefix"]), join("", [aws_s3_bucket.data.arn, "/", each.key])]
    }]
  })
}

resource "aws_iam_role_policy" "loop" {
  for_each = { for statement in var.statements : statement.name => statement }
  name     = each.key
  role     = aws_iam_role.all.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = each.value.actions
      Resource = [for folder in each.value.folders : "\${aws_s3_bucket.each["in"].arn}/\${folder}"]
    }]
  })
}

resource "aws_iam_role_policy" "counted" {
  count = 2
  name  = "counted-\${count.index}"
  role  = aws_iam_role.all.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sqs:SendMessage", Resource = aws_sqs_queue.jobs[count.index].arn },
      { Effect = "Allow", Action = "sqs:ReceiveMessage", Resource = concat(local.queues, [for name, bucket in aws_s3_bucket.each : "\${bucket.arn}/\${name}"]) },
      { Effect = "Allow", Action = "s3:ListAllMyBuckets", Resource = lookup({ "0" = "*" }, tostring(count.index), "arn:aws:s3:::none") },
    ]
  })
}

resource "aws_iam_policy" "heredoc" {
  name   = "heredoc"
  policy = <<-JSON
    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject",
      "Resource":"\${aws_s3_bucket.data.arn}/\${replace(lower("HOME.X"), ".", "/")}/$\${aws:username}"}]}
  JSON
}

resource "aws_iam_policy" "open" {
  name = "open"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "kms:Decrypt", Resource = [aws_kms_key.key.arn, try(aws_kms_key.key.arn, "*")] }]
  })
}

resource "aws_iam_policy" "file" {
  name   = "file"
  policy = templatefile("policy.tftpl", { bucket = aws_s3_bucket.data.arn })
}

resource "aws_iam_policy" "secret" {
  name   = "secret"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "\${aws_s3_bucket.data.arn}/\${var.token}/*" }]
  })
}

resource "aws_iam_policy" "told" {
  name   = "told"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "\${aws_s3_bucket.data.arn}/\${nonsensitive(var.token)}/*" }]
  })
}

resource "aws_iam_policy" "masked" {
  name   = "masked"
  policy = sensitive(jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "\${aws_s3_bucket.data.arn}/\${var.hidden}/*" }]
  }))
}

variable "hidden" {}

module "team" {
  source   = "./team"
  for_each = { a = { queue = aws_sqs_queue.jobs[0], extra = [] }, b = { queue = aws_sqs_queue.jobs[1], extra = ["sqs:PurgeQueue"] } }
  name     = each.key
  role     = aws_iam_role.all.name
  queue    = each.value.queue
  extra    = each.value.extra
  folders  = [for folder in var.folders : upper(folder)]
}

data "aws_iam_policy_document" "blocks" {
  statement {
    sid       = "First"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.data.arn]
  }
  dynamic "statement" {
    for_each = var.statements
    content {
      sid       = statement.value.name
      actions   = statement.value.actions
      resources = [for folder in statement.value.folders : "\${aws_s3_bucket.data.arn}/\${folder}"]
      dynamic "condition" {
        for_each = statement.value.name == "write" ? [aws_kms_key.key.arn] : []
        iterator = key
        content {
          test     = "StringEquals"
          variable = "s3:x-amz-server-side-encryption-aws-kms-key-id"
          values   = [key.value]
        }
      }
      condition {
        test     = "StringEquals"
        variable = "aws:PrincipalAccount"
        values   = [data.aws_caller_identity.me.account_id]
      }
    }
  }
  statement {
    sid       = "Last"
    actions   = ["sqs:SendMessage"]
    resources = local.queues
  }
}

data "aws_iam_policy_document" "merged" {
  source_policy_documents   = concat([data.aws_iam_policy_document.blocks.json], [for name in ["x"] : data.aws_iam_policy_document.other[name].json])
  override_policy_documents = compact(["", module.team["a"].document])
}

data "aws_iam_policy_document" "other" {
  for_each = toset(["x"])
  statement {
    sid       = "Other"
    actions   = ["s3:PutObject"]
    resources = ["\${aws_s3_bucket.data.arn}/\${each.value}"]
  }
}

resource "aws_iam_role_policy" "document" {
  name   = "document"
  role   = aws_iam_role.all.name
  policy = data.aws_iam_policy_document.merged.json
}

resource "aws_iam_policy" "chosen" {
  name   = "chosen"
  policy = var.settings.days == null ? data.aws_iam_policy_document.other["x"].json : data.aws_iam_policy_document.blocks.json
}
`;

const team = `
variable "name" {}
variable "role" {}
variable "queue" {}
variable "extra" {
  type = list(string)
}
variable "folders" {
  type = set(string)
}
variable "effect" {
  default = "Allow"
}

resource "aws_iam_role_policy" "own" {
  name   = "team-\${var.name}"
  role   = var.role
  policy = jsonencode({ Version = "2012-10-17", Statement = concat(local.own, local.others) })
}

locals {
  own    = [{ Effect = var.effect, Action = flatten(["sqs:SendMessage", var.extra]), Resource = var.queue.arn }]
  others = [for folder in var.folders : { Effect = "Deny", Action = "s3:*", Resource = "arn:aws:s3:::\${folder}/*" }]
}

data "aws_iam_policy_document" "doc" {
  statement {
    sid       = "Last"
    actions   = coalesce(null, ["sqs:DeleteQueue"])
    resources = [var.queue.arn]
  }
}

output "document" {
  value = data.aws_iam_policy_document.doc.json
}
`;

const token = "canary-of-a-token";
const hidden = "canary-of-a-hidden-one";
const variables = {
  prefix: "acme",
  token,
  hidden,
  settings: { owner: "ops", days: null, ignored: "x" },
  statements: [
    { name: "read", actions: ["s3:GetObject"] },
    { name: "write", actions: ["s3:PutObject"], folders: ["in/*", "tmp/*"] },
  ],
};

describeTerraform("what HCL says beside a plan, and what is there after apply", () => {
  let workspace: Workspace;
  let planned: LoadedSource;
  let applied: LoadedSource;

  const load = async (file: string, shown = file): Promise<LoadedSource> => {
    const stdout = readFileSync(workspace.path(shown));
    const loaded = await loadSource(workspace.path(file), {
      run: async () => ({ exit: 0, stdout, stderr: "" }),
    });
    if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join("; "));
    return loaded.value;
  };
  before(async () => {
    workspace = await makeWorkspace(types);
    workspace.write({
      "main.tf": root,
      "team/main.tf": team,
      "terraform.tfvars.json": JSON.stringify(variables),
      "policy.tftpl":
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"${bucket}"}]}',
    });
    await workspace.getModules();
    await workspace.plan("create.json");
    planned = await load("tfplan", "create.json");
    await workspace.apply();
    await workspace.state("state.json");
    applied = await load("state.json");
  });
  after(() => workspace?.remove());

  const named = ({ extraction }: LoadedSource): ReadonlyMap<string, ExtractedPolicy> =>
    new Map(extraction.policies.map((policy) => [`${policy.address}.${policy.attribute}`, policy]));

  it("is the same wherever nothing is open", () => {
    const later = named(applied);
    const told = [...named(planned)].filter(
      ([, { unknown, document }]) => unknown.length === 0 && document !== null,
    );
    for (const [name, { document }] of told) {
      expect(normal(document), name).to.deep.equal(normal(later.get(name)!.document));
    }
    expect(told.map(([name]) => name).toSorted()).to.deep.equal([
      "aws_iam_policy.chosen.policy",
      "aws_iam_policy.heredoc.policy",
      "aws_iam_role.all.assume_role_policy",
      "aws_iam_role_policy.counted[0].policy",
      "aws_iam_role_policy.counted[1].policy",
      'aws_iam_role_policy.each["files"].policy',
      'aws_iam_role_policy.each["tables"].policy',
      'aws_iam_role_policy.loop["read"].policy',
      'aws_iam_role_policy.loop["write"].policy',
      'module.team["a"].aws_iam_role_policy.own.policy',
      'module.team["b"].aws_iam_role_policy.own.policy',
    ]);
  });

  it("leaves open what nobody can tell, and says why", () => {
    const open = [...named(planned)].filter(([, { unknown }]) => unknown.length > 0);
    expect(open.map(([name, { unknown }]) => [name, ...unknown])).to.have.deep.members([
      // read from a file, and marked sensitive
      ["aws_iam_policy.file.policy", ""],
      ["aws_iam_policy.masked.policy", ""],
      ["aws_iam_policy.secret.policy", ""],
      ["aws_iam_policy.open.policy", "/Statement/0/Resource/0", "/Statement/0/Resource/1"],
      ["aws_iam_policy.told.policy", "/Statement/0/Resource"],
      [
        "aws_iam_role_policy.document.policy",
        "/Statement/2/Condition/StringEquals/s3:x-amz-server-side-encryption-aws-kms-key-id",
      ],
      ["aws_iam_role_policy.variables.policy", "/Statement/0/Sid"],
    ]);
    const holes = planned.targets.flatMap((target) => [...target.holes, ...(target.open ?? [])]);
    expect(holes.find(({ address }) => address === "aws_iam_policy.file.policy")?.reason).to.equal(
      "`templatefile` reads a file that is not in the plan",
    );
  });

  it("says of what is open nothing that is not so after apply", () => {
    const later = named(applied);
    for (const [name, { bounds }] of named(planned)) {
      const document = later.get(name)?.policy?.document;
      if (bounds === undefined || document === undefined) continue;
      expect(isWithin(document, bounds.widest.document), name).to.equal(true);
      expect(isWithin(bounds.narrowest.document, document), name).to.equal(true);
    }
  });

  it("changes no verdict by being applied", async () => {
    const [earlier, later] = await Promise.all([planned, applied].map(({ targets }) => verdicts(targets)));
    expect(flipped(earlier!, later!)).to.deep.equal([]);
  });

  it("tells no secret", () => {
    expect(JSON.stringify(planned)).not.to.include("canary");
  });
});

/** Whether all that one document allows the other allows too; proved. */
const isWithin = (one: PolicyDocument, other: PolicyDocument): boolean =>
  prove(identity(one), identity(other)).verdict === "proved";

const identity = (document: PolicyDocument): PolicySet => ({ identity: [{ source: "policy", document }] });

/** Lists in the order of their texts: a set has none. */
const normal = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    const items = value.map(normal);
    return items.every((item) => typeof item === "string") ? items.toSorted() : items;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, normal(inner)] as const)
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
};
