terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-west-1"
}

data "aws_caller_identity" "current" {}

locals {
  account = data.aws_caller_identity.current.account_id
}

# AWS Batch itself uses its service-linked role, which the account has already.

resource "aws_batch_compute_environment" "render" {
  type = "MANAGED"
  compute_resources {
    type               = "EC2"
    max_vcpus          = 64
    instance_role      = aws_iam_instance_profile.instance.arn
    instance_type      = ["m5"]
    subnets            = ["subnet-0a1b2c3d"]
    security_group_ids = ["sg-0a1b2c3d"]
  }
}

resource "aws_batch_job_definition" "render" {
  name = "render"
  type = "container"
  container_properties = jsonencode({
    image      = "busybox"
    command    = ["true"]
    jobRoleArn = aws_iam_role.job.arn
  })
}

resource "aws_s3_bucket" "results" {
  bucket = "render-results"
}

resource "aws_s3_bucket_public_access_block" "results" {
  bucket                  = aws_s3_bucket.results.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
