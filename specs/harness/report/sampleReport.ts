import type { Report } from "../../../harness/run/report.js";
import type { Hole } from "../../../properties/hole.js";
import type { Witness } from "../../../properties/property.js";

const operator = "widen.plan.json#aws_iam_role.operator";
const job = "widen.plan.json#aws_iam_role.job";
const late = 'widen.plan.json#module.ci.aws_iam_role.deploy["a.b"]';

const stopped: Witness = {
  request: {
    principal: "arn:aws:iam::123456789012:role/ops/batch-operator",
    action: "ec2:StopInstances",
    resource: "arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0",
    resourceAccount: "123456789012",
    context: { "aws:RequestedRegion": "eu-west-1", "aws:TagKeys": ["Name", "it's"] },
  },
  decision: "allowed",
  statements: [
    { source: "aws_iam_policy.guarded", pointer: "/Statement/1", sid: "Lifecycle" },
    { source: "aws_iam_policy.boundary", pointer: "/Statement/0", sid: null },
  ],
};
const ended: Witness = {
  request: { ...stopped.request, action: "ec2:TerminateInstances", context: {} },
  decision: "allowed",
  statements: [{ source: "aws_iam_policy.guarded", pointer: "/Statement/2", sid: null }],
};

const hole: Hole = {
  address: "aws_iam_policy.late.policy",
  reason: "it is known only after apply",
  refersTo: ["aws_s3_bucket.data.arn"],
  remedy: "name the bucket in the configuration",
};

/** One verdict of each sort, one target that nothing is said about, and characters that a terminal must not get. */
export const sampleReport: Report = {
  sources: ["widen.plan.json"],
  seed: 1,
  runs: 1000,
  failOn: "high",
  verdicts: [
    {
      id: "0a1b2c3d4e5f",
      property: "tag-guard",
      sentence: "instances are ended only when they carry the tag of AWS Batch",
      severity: "high",
      remedy: "ask for the tag",
      target: operator,
      location: { file: "infra/main file.tf", line: 12 },
      findings: [
        { id: "3a4b5c6d7e8f", digest: "aaaaaaaaaaaa", statement: stopped.statements[0]! },
        { id: "4a5b6c7d8e9f", digest: "bbbbbbbbbbbb", statement: ended.statements[0]! },
      ],
      outcome: {
        verdict: "refuted",
        by: "search",
        runs: 3,
        reason: "`ec2:StopInstances` is allowed without the tag",
        witness: stopped,
        witnesses: [stopped, ended],
        path: "2:0:1",
        universe: "typed",
        unless: [
          {
            effect: "Deny",
            address: 'aws_iam_role_policy.late["\u001b[31m"].policy',
            reason: "the policy is known only after apply",
            refersTo: ["aws_s3_bucket.data.arn"],
            remedy: "name the bucket in the configuration",
            afterApply: true,
          },
          {
            effect: "Deny",
            address: "aws_iam_role_policy_attachment.other.policy_arn",
            reason: "the policy `arn:aws:iam::123456789012:policy/other` is not in this plan",
            refersTo: ["arn:aws:iam::123456789012:policy/other"],
            remedy: "give the text with `--managed DIR`",
          },
        ],
      },
      seed: 42,
    },
    {
      id: "1a2b3c4d5e6f",
      property: "pass-role-services",
      sentence: "roles are passed to ECS tasks only",
      severity: "medium",
      target: late,
      outcome: {
        verdict: "undecided",
        by: "search",
        runs: 1000,
        kind: "holes",
        holes: [hole],
        partial: { of: "known", outcome: { verdict: "holds", by: "proof", runs: 0 } },
      },
      seed: 43,
    },
    {
      id: "2a3b4c5d6e7f",
      property: "tag-guard",
      sentence: "instances are ended only when they carry the tag of AWS Batch",
      severity: "high",
      remedy: "ask for the tag",
      target: job,
      outcome: { verdict: "holds", by: "search", runs: 1000 },
      seed: 44,
    },
  ],
  targets: [
    {
      address: operator,
      principal: "arn:aws:iam::123456789012:role/ops/batch-operator",
      policies: ["aws_iam_policy.guarded", "aws_iam_policy.boundary"],
      holes: [],
      properties: 1,
    },
    {
      address: late,
      principal: "arn:aws:iam::123456789012:role/deploy",
      policies: [],
      holes: [hole, { ...hole, address: "aws_iam_role.deploy.permissions_boundary", remedy: "set it" }],
      properties: 1,
    },
    {
      address: job,
      principal: "arn:aws:iam::123456789012:role/batch-job",
      policies: ['aws_iam_role_policy.job["in.v1"]'],
      holes: [],
      properties: 1,
    },
    {
      address: "widen.plan.json#aws_iam_role.\u001b[31midle",
      principal: "arn:aws:iam::123456789012:role/idle",
      policies: [],
      holes: [],
      properties: 0,
    },
  ],
  counts: {
    policies: 4,
    targets: 4,
    properties: 2,
    holds: 1,
    refuted: 1,
    undecided: 1,
    belowGate: 0,
    excepted: 0,
    baseline: 0,
    before: 0,
  },
  notes: [
    {
      source: "widen.plan.json",
      diagnostic: {
        code: "refused-policy",
        severity: "warning",
        message: "`aws_iam_policy.odd` has the action `s3:\u009bGet`",
        hint: "remove the control character",
      },
    },
  ],
};
