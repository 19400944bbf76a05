import { readFileSync } from "node:fs";
import { expect } from "chai";
import { parsePolicy } from "../../../policies/language/parsePolicy.js";
import { findManagedPolicy } from "../../../policies/managed/findManagedPolicy.js";
import { batchPolicies } from "../../generators/batchPolicies.js";
import { grantLines, type LooseDocument } from "./grantLines.js";
import { siblingData } from "./siblingData.js";

const versions = batchPolicies.flatMap((policy) => policy.versions);
const json = (text: string): LooseDocument => JSON.parse(text) as LooseDocument;
const nameOf = ({ name, version }: { name: string; version: string }): string => `${name}@${version}`;
const when = (present: unknown) => (present === undefined ? it.skip : it);

const statementCounts = {
  BatchServiceRolePolicy: [15, 17, 17, 17, 17, 17, 17, 19],
  AWSBatchServiceRole: [1, 1, 1, 1, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5],
  AWSBatchFullAccess: [2, 2, 2, 2, 2, 3, 3],
};

const serviceLinkedRole = "arn:aws:iam::*:role/aws-service-role";
const spotRole = `${serviceLinkedRole}/spot.amazonaws.com/AWSServiceRoleForEC2Spot*`;
const spotFleetRole = `${serviceLinkedRole}/spotfleet.amazonaws.com/AWSServiceRoleForEC2SpotFleet*`;
const batchTag = "arn:aws:ecs:*:*:capacity-provider/AWSBatch*";

/** What each version grants that the one before did not, written down by hand. */
const gained: Readonly<Record<string, readonly string[]>> = {
  "BatchServiceRolePolicy@v2": [
    "logs:CreateLogGroup on arn:aws:logs:*:*:log-group:/aws/batch/job*",
    "logs:CreateLogStream on arn:aws:logs:*:*:log-group:/aws/batch/job*",
    "logs:PutLogEvents on arn:aws:logs:*:*:log-group:/aws/batch/job*:log-stream:*",
  ],
  "BatchServiceRolePolicy@v3": [
    "ec2:RunInstances on arn:aws:ec2:*:*:placement-group/*",
    "ec2:RunInstances on arn:aws:ec2:*:*:capacity-reservation/*",
    "ec2:RunInstances on arn:aws:ec2:*:*:elastic-gpu/*",
    "ec2:RunInstances on arn:aws:elastic-inference:*:*:elastic-inference-accelerator/*",
  ],
  "BatchServiceRolePolicy@v4": ["ec2:DescribeInstanceStatus on *"],
  "BatchServiceRolePolicy@v5": ["ec2:RunInstances on arn:aws:resource-groups:*:*:group/*"],
  "BatchServiceRolePolicy@v6": ["eks:DescribeCluster on *"],
  "BatchServiceRolePolicy@v7": [
    "ec2:DescribeSpotFleetRequestHistory on *",
    "autoscaling:DescribeScalingActivities on *",
  ],
  "BatchServiceRolePolicy@v8": [
    "ecs:DescribeCapacityProviders on *",
    "iam:PassRole on * iam:PassedToService=ecs.amazonaws.com",
    "iam:CreateServiceLinkedRole on * iam:AWSServiceName=ecs-compute.amazonaws.com",
    "ecs:PutClusterCapacityProviders on arn:aws:ecs:*:*:cluster/AWSBatch*",
    "ecs:UpdateCluster on arn:aws:ecs:*:*:cluster/AWSBatch*",
    `ecs:CreateCapacityProvider on ${batchTag}`,
    `ecs:UpdateCapacityProvider on ${batchTag}`,
    `ecs:DeleteCapacityProvider on ${batchTag}`,
    `ecs:TagResource on ${batchTag}`,
    `ecs:UntagResource on ${batchTag}`,
  ],
  "AWSBatchServiceRole@v2": [
    "ec2:DescribeAccountAttributes on *",
    "ec2:DescribeInstances on *",
    "ec2:DescribeSpotFleetInstances on *",
    "ec2:DescribeSpotFleetRequests on *",
    "ec2:DescribeSpotPriceHistory on *",
    "ec2:TerminateInstances on *",
    "autoscaling:DescribeAccountLimits on *",
    "autoscaling:DescribeAutoScalingInstances on *",
    "autoscaling:PutNotificationConfiguration on *",
    "autoscaling:TerminateInstanceInAutoScalingGroup on *",
    "ecs:StartTask on *",
    "ecs:DeregisterContainerInstance on *",
  ],
  "AWSBatchServiceRole@v3": [
    "ec2:DescribeImages on *",
    "ec2:DescribeImageAttribute on *",
    "logs:DescribeLogGroups on *",
  ],
  "AWSBatchServiceRole@v4": ["ecs:DescribeTaskDefinition on *"],
  "AWSBatchServiceRole@v5": [
    "iam:GetRole on *",
    `iam:CreateServiceLinkedRole on ${spotRole} iam:AWSServiceName=spot.amazonaws.com`,
    `iam:CreateServiceLinkedRole on ${spotFleetRole} iam:AWSServiceName=spotfleet.amazonaws.com`,
  ],
  "AWSBatchServiceRole@v6": [
    "ec2:DescribeInstanceAttribute on *",
    "ec2:DescribeSpotInstanceRequests on *",
    "ec2:DescribeVpcClassicLink on *",
    "iam:PassRole on * iam:PassedToService=ec2.amazonaws.com",
    "iam:PassRole on * iam:PassedToService=ecs-tasks.amazonaws.com",
    "iam:CreateServiceLinkedRole on * iam:AWSServiceName=spot.amazonaws.com",
    "iam:CreateServiceLinkedRole on * iam:AWSServiceName=spotfleet.amazonaws.com",
    "iam:CreateServiceLinkedRole on * iam:AWSServiceName=autoscaling.amazonaws.com",
  ],
  "AWSBatchServiceRole@v7": ["ec2:RunInstances on *", "ec2:CreateTags on * ec2:CreateAction=RunInstances"],
  "AWSBatchServiceRole@v8": ["iam:CreateServiceLinkedRole on * iam:AWSServiceName=ecs.amazonaws.com"],
  "AWSBatchServiceRole@v9": [
    "ec2:DescribeLaunchTemplateVersions on *",
    "ec2:CreateLaunchTemplate on *",
    "ec2:DeleteLaunchTemplate on *",
  ],
  "AWSBatchServiceRole@v10": ["iam:PassRole on * iam:PassedToService=ec2.amazonaws.com.cn"],
  "AWSBatchServiceRole@v11": [
    "ecs:ListAccountSettings on *",
    "ecs:TagResource on arn:aws:ecs:*:*:task/*_Batch_*",
  ],
  "AWSBatchServiceRole@v12": ["ec2:DescribeInstanceStatus on *"],
  "AWSBatchServiceRole@v13": [
    "ec2:DescribeSpotFleetRequestHistory on *",
    "autoscaling:DescribeScalingActivities on *",
  ],
  "AWSBatchServiceRole@v14": ["ecs:UpdateCluster on *"],
  "AWSBatchFullAccess@v2": ["iam:PassRole on arn:aws:iam::*:role/aws-ec2-spot-fleet-role"],
  "AWSBatchFullAccess@v3": ["iam:PassRole on arn:aws:iam::*:role/service-role/AWSBatchServiceRole"],
  "AWSBatchFullAccess@v4": [
    "ec2:DescribeVpcs on *",
    "iam:PassRole on arn:aws:iam::*:instance-profile/ecsInstanceRole",
  ],
  "AWSBatchFullAccess@v5": [
    "ec2:DescribeImages on *",
    "ec2:DescribeLaunchTemplates on *",
    "ec2:DescribeLaunchTemplateVersions on *",
  ],
  "AWSBatchFullAccess@v6": [
    "iam:CreateServiceLinkedRole on arn:aws:iam::*:role/*Batch* iam:AWSServiceName=batch.amazonaws.com",
  ],
  "AWSBatchFullAccess@v7": ["eks:DescribeCluster on *", "eks:ListClusters on *"],
};

/** What each version no longer grants that the one before did. */
const lost: Readonly<Record<string, readonly string[]>> = {
  "AWSBatchServiceRole@v2": ["ec2:DescribeSpotFleet on *"],
  "AWSBatchServiceRole@v4": ["ecs:DescribeTaskDefinitions on *"],
  "AWSBatchServiceRole@v6": [
    "iam:PassRole on *",
    `iam:CreateServiceLinkedRole on ${spotRole} iam:AWSServiceName=spot.amazonaws.com`,
    `iam:CreateServiceLinkedRole on ${spotFleetRole} iam:AWSServiceName=spotfleet.amazonaws.com`,
  ],
};

describe("the managed policies for AWS Batch", () => {
  it("are 29 documents of three policies, each version once, none missing in between", () => {
    expect(versions.map(nameOf)).to.deep.equal([
      ...[1, 2, 3, 4, 5, 6, 7, 8].map((version) => `BatchServiceRolePolicy@v${version}`),
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14].map((version) => `AWSBatchServiceRole@v${version}`),
      ...[1, 2, 3, 4, 5, 6, 7].map((version) => `AWSBatchFullAccess@v${version}`),
    ]);
  });

  it("have the kinds and ARNs AWS gives them", () => {
    expect(batchPolicies.map(({ kind, arn }) => [kind, arn])).to.deep.equal([
      ["service-linked", "arn:aws:iam::aws:policy/aws-service-role/BatchServiceRolePolicy"],
      ["service-role", "arn:aws:iam::aws:policy/service-role/AWSBatchServiceRole"],
      ["attachable", "arn:aws:iam::aws:policy/AWSBatchFullAccess"],
    ]);
  });

  it("are dated in the order of their versions", () => {
    for (const { versions } of batchPolicies) {
      const dates = versions.map(({ createDate }) => createDate);
      expect(dates).to.deep.equal(dates.toSorted());
    }
  });

  it("have the numbers of statements that AWS's versions have", () => {
    const counts = batchPolicies.map(({ name, versions }) => [
      name,
      versions.map(({ document }) => document.statements.length),
    ]);
    expect(Object.fromEntries(counts)).to.deep.equal(statementCounts);
  });

  it("parse to the statements of their JSON", () => {
    for (const { text, document } of versions) {
      expect(document.statements.map(({ sid }) => sid)).to.deep.equal(
        json(text).Statement.map(({ Sid }) => Sid),
      );
    }
  });
});

describe("the printed documents", () => {
  const printed = versions.filter((version) => version.printed);

  it("are BatchServiceRolePolicy v7, AWSBatchServiceRole v13 and AWSBatchFullAccess v7", () => {
    expect(printed.map(nameOf)).to.deep.equal([
      "BatchServiceRolePolicy@v7",
      "AWSBatchServiceRole@v13",
      "AWSBatchFullAccess@v7",
    ]);
  });

  for (const { name, text } of printed) {
    it(`${name} is what AWS's page prints to the letter`, () => {
      const url = new URL(`../../fixtures/batch-policies/${name}.json`, import.meta.url);
      expect(`${text}\n`).to.equal(readFileSync(url, "utf8"));
    });

    const elsewhere = siblingData(`batch/${name}.json`);
    when(elsewhere)(`${name} is the copy next to this repository to the letter`, () => {
      expect(`${text}\n`).to.equal(elsewhere);
    });
  }

  const collected = siblingData("aws-managed-policies.jsonl");
  when(collected)("mean what a public archive of AWS managed policies has for that version", () => {
    const rows = collected!
      .split("\n")
      .filter((line) => printed.some(({ name }) => line.startsWith(`{"name":"${name}",`)))
      .map((line) => JSON.parse(line) as { name: string; arn: string; versionId: string; document: unknown });
    expect(rows).to.have.length(3);
    for (const { name, arn, versionId, document } of rows) {
      const ours = findManagedPolicy(name, versionId);
      expect(ours?.arn).to.equal(arn);
      expect(JSON.parse(ours!.text)).to.deep.equal(document);
    }
  });
});

describe("each version of a managed policy", () => {
  for (const { versions } of batchPolicies) {
    for (const [index, newer] of versions.entries()) {
      const older = versions[index - 1];
      if (older === undefined) continue;
      it(`${nameOf(newer)} is ${older.version} with what it gained and without what it lost`, () => {
        const before = grantLines(json(older.text));
        const after = grantLines(json(newer.text));
        const gone = lost[nameOf(newer)] ?? [];
        expect(before.filter((line) => !after.includes(line))).to.have.members(gone);
        expect(after.filter((line) => !before.includes(line))).to.have.members(gained[nameOf(newer)]!);
        expect(after).to.have.length(before.length + gained[nameOf(newer)]!.length - gone.length);
      });
    }
  }

  it("has statement ids from BatchServiceRolePolicy v7 and AWSBatchServiceRole v13 on, and not before", () => {
    const named = versions.filter(({ text }) => json(text).Statement.every(({ Sid }) => Sid !== undefined));
    const unnamed = versions.filter(({ text }) => json(text).Statement.every(({ Sid }) => Sid === undefined));
    expect(named.map(nameOf)).to.deep.equal([
      "BatchServiceRolePolicy@v7",
      "BatchServiceRolePolicy@v8",
      "AWSBatchServiceRole@v13",
      "AWSBatchServiceRole@v14",
    ]);
    expect(named.length + unnamed.length).to.equal(versions.length);
  });
});

describe("a managed policy that AWS refuses of users", () => {
  it("is read all the same: a key without prefix is one that no request carries", () => {
    const { document, text } = findManagedPolicy("AmazonEC2SpotFleetTaggingRole@v1")!;
    expect(document.statements[1]!.conditions[0]!.key).to.equal("PassedToService");
    expect(parsePolicy(text, "identity").ok).to.equal(false);
  });
});

describe("findManagedPolicy", () => {
  const arn = "arn:aws:iam::aws:policy/aws-service-role/BatchServiceRolePolicy";
  const found: readonly (readonly [string, string | undefined, string | undefined])[] = [
    ["BatchServiceRolePolicy", undefined, "BatchServiceRolePolicy@v8"],
    ["BatchServiceRolePolicy@v7", undefined, "BatchServiceRolePolicy@v7"],
    ["BatchServiceRolePolicy", "v7", "BatchServiceRolePolicy@v7"],
    [arn, undefined, "BatchServiceRolePolicy@v8"],
    [`${arn}@v1`, undefined, "BatchServiceRolePolicy@v1"],
    ["AWSBatchServiceRole", undefined, "AWSBatchServiceRole@v14"],
    ["AWSBatchServiceRole@2023-12-05", undefined, "AWSBatchServiceRole@v13"],
    ["AWSBatchServiceRole", "2023-12-04", "AWSBatchServiceRole@v12"],
    ["AWSBatchServiceRole@v1..v2", undefined, undefined],
    ["AWSBatchFullAccess", "v5", "AWSBatchFullAccess@v5"],
    ["BatchServiceRolePolicy", "v9", undefined],
    ["BatchServiceRolePolicy", "7", undefined],
    ["BatchServiceRolePolicy@", undefined, undefined],
    ["BatchServiceRolePolicy@v7@v8", undefined, undefined],
    ["batchservicerolepolicy", undefined, undefined],
    ["AdministratorAccess", undefined, "AdministratorAccess@v1"],
    ["NoSuchPolicy", undefined, undefined],
    ["", undefined, undefined],
  ];
  for (const [id, version, expected] of found) {
    it(`finds ${expected ?? "nothing"} for \`${id}\`${version === undefined ? "" : ` and ${version}`}`, () => {
      const policy = findManagedPolicy(id, version);
      expect(policy && nameOf(policy)).to.equal(expected);
    });
  }
});
