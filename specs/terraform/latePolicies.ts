/** A configuration whose `terraform_data` resources say what they say only after apply. */
export const lateConfiguration = (late: Readonly<Record<string, unknown>>): string => `
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-west-1"
}

variable "folder" {
  default = "in"
}

data "aws_caller_identity" "me" {}

resource "aws_s3_bucket" "data" {
  bucket = "data"
}

resource "aws_s3_bucket" "each" {
  for_each = toset(["in", "out"])
  bucket   = "each-\${each.key}"
}

resource "aws_sqs_queue" "jobs" {
  count = 2
  name  = "jobs-\${count.index}"
}

resource "aws_kms_key" "key" {}

resource "terraform_data" "known" {
  input = "arn:aws:s3:::known"
}

locals {
  none   = null
  prefix = "arn:aws:s3:::\${var.folder}"
  bucket = "\${aws_s3_bucket.data.arn}/\${local.prefix}"
  byKey  = { a = aws_s3_bucket.data.arn, b = local.prefix }
}

${Object.entries(late).map(lateResource).join("\n")}`;

const lateResource = ([name, value]: readonly [string, unknown]): string => `
resource "terraform_data" "${name}" {
  input = jsondecode(${JSON.stringify(JSON.stringify(value))})
}
`;

/** The module `team` of it. */
export const teamModule = `
variable "name" {}

variable "text" {
  type = string
}

variable "resources" {
  type = list(string)
}

variable "settings" {
  type    = object({ actions = any, resource = optional(string, "*") })
  default = { actions = ["s3:GetObject"] }
}

locals {
  made = [for resource in var.resources : "\${resource}/team"]
}

resource "aws_iam_policy" "own" {
  name = var.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = var.settings.actions, Resource = concat(local.made, [var.text]) },
      { Effect = "Deny", Action = "s3:DeleteObject", Resource = var.settings.resource },
    ]
  })
}

output "text" {
  value = "\${var.text}/out"
}

output "list" {
  value = var.resources
}

output "made" {
  value = local.made
}
`;
