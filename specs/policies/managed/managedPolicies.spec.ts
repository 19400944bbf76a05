import { readFileSync } from "node:fs";
import { expect } from "chai";
import {
  changeTable,
  findManagedPolicy,
  managedPolicies,
} from "../../../policies/managed/managedPolicies.js";
import { grantLines, type LooseDocument } from "./grantLines.js";
import { siblingData } from "./siblingData.js";

const versions = managedPolicies.flatMap((policy) => policy.versions);
const json = (text: string): LooseDocument => JSON.parse(text) as LooseDocument;
const nameOf = ({ name, version }: { name: string; version: string }): string => `${name}@${version}`;
const when = (present: unknown) => (present === undefined ? it.skip : it);

const statementCounts = {
  BatchServiceRolePolicy: [15, 17, 17, 17, 17, 17, 17, 19],
  AWSBatchServiceRole: [4, 4, 5, 5, 5],
  AWSBatchFullAccess: [2, 3, 3],
};

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
  "AWSBatchFullAccess@v6": [
    "iam:CreateServiceLinkedRole on arn:aws:iam::*:role/*Batch* iam:AWSServiceName=batch.amazonaws.com",
  ],
  "AWSBatchFullAccess@v7": ["eks:DescribeCluster on *", "eks:ListClusters on *"],
};

describe("the managed policies for AWS Batch", () => {
  it("are 16 documents of three policies, each version once, none missing in between", () => {
    expect(versions.map(nameOf)).to.deep.equal([
      ...[1, 2, 3, 4, 5, 6, 7, 8].map((version) => `BatchServiceRolePolicy@v${version}`),
      ...[9, 10, 11, 12, 13].map((version) => `AWSBatchServiceRole@v${version}`),
      ...[5, 6, 7].map((version) => `AWSBatchFullAccess@v${version}`),
    ]);
  });

  it("have the kinds and ARNs AWS gives them", () => {
    expect(managedPolicies.map(({ kind, arn }) => [kind, arn])).to.deep.equal([
      ["service-linked", "arn:aws:iam::aws:policy/aws-service-role/BatchServiceRolePolicy"],
      ["service-role", "arn:aws:iam::aws:policy/service-role/AWSBatchServiceRole"],
      ["attachable", "arn:aws:iam::aws:policy/AWSBatchFullAccess"],
    ]);
  });

  it("are dated in the order of their versions", () => {
    for (const { versions } of managedPolicies) {
      const dates = versions.map(({ createDate }) => createDate);
      expect(dates).to.deep.equal(dates.toSorted());
    }
  });

  it("have the numbers of statements that AWS's versions have", () => {
    const counts = managedPolicies.map(({ name, versions }) => [
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
    it(`${name} is its data file to the letter`, () => {
      const url = new URL(`../../../policies/managed/documents/${name}.json`, import.meta.url);
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
  for (const { versions } of managedPolicies) {
    for (const [index, newer] of versions.entries()) {
      const older = versions[index - 1];
      if (older === undefined) continue;
      it(`${nameOf(newer)} is ${older.version} and what it gained, nothing less and nothing else`, () => {
        const before = grantLines(json(older.text));
        const after = grantLines(json(newer.text));
        expect(before.filter((line) => !after.includes(line))).to.deep.equal([]);
        expect(after.filter((line) => !before.includes(line))).to.have.members(gained[nameOf(newer)]!);
        expect(after).to.have.length(before.length + gained[nameOf(newer)]!.length);
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
    ]);
    expect(named.length + unnamed.length).to.equal(versions.length);
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
    ["AWSBatchServiceRole", undefined, "AWSBatchServiceRole@v13"],
    ["AWSBatchFullAccess", "v5", "AWSBatchFullAccess@v5"],
    ["BatchServiceRolePolicy", "v9", undefined],
    ["BatchServiceRolePolicy", "7", undefined],
    ["BatchServiceRolePolicy@", undefined, undefined],
    ["BatchServiceRolePolicy@v7@v8", undefined, undefined],
    ["batchservicerolepolicy", undefined, undefined],
    ["AdministratorAccess", undefined, undefined],
    ["", undefined, undefined],
  ];
  for (const [id, version, expected] of found) {
    it(`finds ${expected ?? "nothing"} for \`${id}\`${version === undefined ? "" : ` and ${version}`}`, () => {
      const policy = findManagedPolicy(id, version);
      expect(policy && nameOf(policy)).to.equal(expected);
    });
  }
});

describe("the change table", () => {
  it("has ten rows, newest first", () => {
    const dates = changeTable.map(({ date }) => date);
    expect(dates).to.have.length(10);
    expect(dates).to.deep.equal(dates.toSorted().toReversed());
  });

  it("names steps between versions that are known and follow each other", () => {
    for (const { policy, from, to } of changeTable.flatMap(({ steps }) => steps)) {
      const known = [
        null,
        ...managedPolicies.find(({ name }) => name === policy)!.versions.map((v) => v.version),
      ];
      expect(known.indexOf(to) - known.indexOf(from)).to.equal(1);
    }
  });

  it("leaves out the versions that AWS's page leaves out", () => {
    const told = changeTable.flatMap(({ steps }) => steps.map(({ policy, to }) => `${policy}@${to}`));
    const first = ["AWSBatchServiceRole@v9", "AWSBatchFullAccess@v5"];
    expect(
      versions.map(nameOf).filter((name) => !told.includes(name) && !first.includes(name)),
    ).to.deep.equal([
      "BatchServiceRolePolicy@v2",
      "BatchServiceRolePolicy@v8",
      "AWSBatchServiceRole@v10",
      "AWSBatchServiceRole@v11",
    ]);
  });
});
