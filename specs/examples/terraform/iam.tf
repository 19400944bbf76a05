# What the containers may do.

resource "aws_iam_role" "job" {
  name = "render-job"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  })
}

data "aws_iam_policy_document" "job" {
  statement {
    sid       = "ReadInput"
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.results.arn}/in/*"]
  }
  statement {
    sid       = "WriteOutput"
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.results.arn}/out/*"]
  }
}

resource "aws_iam_role_policy" "job" {
  name   = "results"
  role   = aws_iam_role.job.name
  policy = data.aws_iam_policy_document.job.json
}

# What the instances may do.

resource "aws_iam_role" "instance" {
  name = "render-instance"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy_attachment" "instance" {
  role       = aws_iam_role.instance.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"
}

resource "aws_iam_instance_profile" "instance" {
  name = "render-instance"
  role = aws_iam_role.instance.name
}

# What those who look after it may do: submit jobs, and end instances that AWS Batch started.

variable "hurry" {
  description = "Lets operators end any instance. For the tests: the change that a review must not miss."
  type        = bool
  default     = false
}

resource "aws_iam_role" "operator" {
  name = "render-operator"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::${local.account}:root" }
      Action    = "sts:AssumeRole"
      Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } }
    }]
  })
}

data "aws_iam_policy_document" "operator" {
  statement {
    sid       = "Look"
    actions   = ["batch:Describe*", "batch:List*", "ec2:DescribeInstances"]
    resources = ["*"]
  }
  statement {
    sid       = "Submit"
    actions   = ["batch:SubmitJob", "batch:TerminateJob"]
    resources = ["arn:aws:batch:eu-west-1:${local.account}:*"]
  }
  statement {
    sid       = "Terminate"
    actions   = ["ec2:TerminateInstances"]
    resources = ["arn:aws:ec2:eu-west-1:${local.account}:instance/*"]
    dynamic "condition" {
      for_each = var.hurry ? [] : ["only what AWS Batch started"]
      content {
        test     = "Null"
        variable = "aws:ResourceTag/AWSBatchServiceTag"
        values   = ["false"]
      }
    }
  }
  statement {
    sid       = "Results"
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.results.arn}/*"]
  }
}

resource "aws_iam_policy" "operator" {
  name   = "render-operator"
  policy = data.aws_iam_policy_document.operator.json
}

resource "aws_iam_role_policy_attachment" "operator" {
  role       = aws_iam_role.operator.name
  policy_arn = aws_iam_policy.operator.arn
}
