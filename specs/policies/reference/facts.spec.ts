import { expect } from "chai";
import { actionNames } from "../../../policies/reference/facts/actionTable.js";
import { credentialIssues } from "../../../policies/reference/facts/credentialIssues.js";
import { dataReads } from "../../../policies/reference/facts/dataReads.js";
import { iamQuotas } from "../../../policies/reference/facts/iamQuotas.js";
import { actionOfOperation, operationActions } from "../../../policies/reference/facts/operationActions.js";
import { protectiveCalls } from "../../../policies/reference/facts/protectiveCalls.js";
import { sharedIssuers } from "../../../policies/reference/facts/sharedIssuers.js";
import { sourceKeysOf } from "../../../policies/reference/facts/sourceKeys.js";
import { loadServiceReference } from "../../../policies/reference/loadServiceReference.js";

describe("the tables of facts", () => {
  for (const [name, table] of Object.entries({ credentialIssues, dataReads, protectiveCalls })) {
    it(`of ${name} name actions that AWS lists, each once, with a day and a page`, async () => {
      const reference = await loadServiceReference(Object.keys(table.actions));
      const names = actionNames(table);
      expect(names.filter((action) => reference.action(action)?.name !== action)).to.deep.equal([]);
      expect(new Set(names).size).to.equal(names.length);
      expect(table.date).to.match(/^20\d\d-\d\d-\d\d$/);
      for (const page of table.pages) expect(page).to.match(/^https:\/\/docs\.aws\.amazon\.com\//);
    });
  }

  it("of reads name resource types that the action has", async () => {
    const reference = await loadServiceReference(Object.keys(dataReads.actions));
    for (const [action, types] of Object.entries(dataReads.types ?? {})) {
      const own = reference.action(action)?.resourceTypes.map(({ name }) => name) ?? [];
      expect(own, action).to.include.members(types.split(" "));
    }
  });

  it("of credentials hold actions that can name a resource", async () => {
    const reference = await loadServiceReference(Object.keys(credentialIssues.actions));
    const bare = actionNames(credentialIssues).filter(
      (one) => reference.action(one)?.resourceTypes.length === 0,
    );
    expect(bare).to.deep.equal([]);
  });

  it("of issuers have strangers that no pattern of another owner accepts", () => {
    for (const { issuer, strangers, owned } of sharedIssuers) {
      expect(strangers, issuer).to.have.length.above(0);
      for (const pattern of owned) {
        const accepted = new RegExp(`^${pattern.replaceAll("*", ".*").replace("OWNER", "example-org")}$`);
        expect(strangers.filter((one) => accepted.test(one))).to.deep.equal([]);
      }
    }
  });

  it("of services know which send the keys about their source, and leave out those that do not", () => {
    expect(sourceKeysOf("cloudtrail.amazonaws.com", "s3")).to.equal("both");
    expect(sourceKeysOf("sns.amazonaws.com", "sqs")).to.equal("arn");
    expect(sourceKeysOf("eks-fargate-pods.amazonaws.com", "trust")).to.equal("arn");
    for (const service of ["ec2.amazonaws.com", "lambda.amazonaws.com", "backup.amazonaws.com"])
      expect(sourceKeysOf(service, "trust")).to.equal(undefined);
  });

  it("of operations name no action that AWS lists, and the action that it asks for", async () => {
    const reference = await loadServiceReference(["s3", "s3-outposts"]);
    for (const [name, action] of operationActions) {
      expect(reference.action(name), name).to.equal(undefined);
      expect(reference.action(action)?.name).to.equal(action);
    }
    expect(actionOfOperation("S3:headobject")).to.equal("s3:GetObject");
    expect(actionOfOperation("s3:GetObject")).to.equal(undefined);
  });

  it("of quotas are what IAM counts", () => {
    expect([
      iamQuotas.managed,
      iamQuotas.inline["aws_iam_user"],
      iamQuotas.attached["aws_iam_role"],
    ]).to.deep.equal([6144, 2048, 25]);
  });
});
