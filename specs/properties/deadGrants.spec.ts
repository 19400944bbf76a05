import { expect } from "chai";
import { reasonOf } from "../../harness/report/reasonOf.js";
import { evaluateProperty } from "../../harness/run/evaluateProperty.js";
import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import { noDeadGrant } from "../../properties/catalogue/noDeadGrant.js";
import { noPublicAccess } from "../../properties/catalogue/noPublicAccess.js";
import type { Property } from "../../properties/property.js";
import { change, extractPlan, makePlan } from "../harness/plan/plans.js";
import { bounded, on, policy, type Resources, role, root } from "./escalation/smallPlans.js";
import { targetsOf } from "./escalation/stepPlan.js";

const services = ["backup", "ec2", "iam", "s3", "sts"];
const judge = async (property: Property, target: ReturnType<typeof targetsOf>[number]) =>
  evaluateProperty(property, target, {
    seed: 1,
    runs: 10,
    reference: await loadServiceReference(services),
    universe: "typed",
  });

describe("no-dead-grant", () => {
  describe("of the policy of a resource", () => {
    const vault = (Resource: string, Action = "backup:DeleteBackupVault") => {
      const { resources } = extractPlan(
        makePlan([
          change("aws_backup_vault.v", { after: { name: "v", region: "eu-west-1" }, unknown: { arn: true } }),
          change("aws_backup_vault_policy.v", {
            after: {
              backup_vault_name: "v",
              policy: JSON.stringify({
                Version: "2012-10-17",
                Statement: [{ Effect: "Allow", Principal: { AWS: "*" }, Action, Resource }],
              }),
            },
          }),
        ]),
      );
      return resources!.find(({ resource }) => resource?.kind === "resource")!;
    };

    it("says that a statement is about other resources alone", async () => {
      const outcome = await judge(noDeadGrant, vault("arn:aws:backup:us-east-1:111122223333:backup-vault:v"));
      expect(reasonOf(outcome)).to.equal(
        "/Statement/0 of `aws_backup_vault_policy.v` grants nothing: its resources match neither `aws_backup_vault.v` nor anything in it",
      );
    });

    it("says that a statement has actions of another service alone", async () => {
      expect(reasonOf(await judge(noDeadGrant, vault("*", "s3:*")))).to.equal(
        "/Statement/0 of `aws_backup_vault_policy.v` grants nothing: `aws_backup_vault.v` takes none of its actions",
      );
    });

    for (const place of [
      "arn:aws:backup:eu-west-1:111122223333:backup-vault:v",
      "arn:aws:backup:*:111122223333:backup-vault:*",
      "*",
    ])
      it(`says nothing of ${place}, by which everyone gets in`, async () => {
        expect((await judge(noDeadGrant, vault(place))).verdict).to.equal("holds");
        expect((await judge(noPublicAccess, vault(place))).verdict).to.equal("refuted");
      });
  });

  describe("of a principal", () => {
    const ci = (resources: Resources) =>
      targetsOf(resources).find(
        ({ address, resource, counted }) => address.resource === "aws_iam_role.ci" && !resource && !counted,
      )!;
    const reading = role("ci", root, [on("s3:GetObject", "*")], bounded("limit"));

    it("says that a boundary leaves nothing of its policies", async () => {
      const outcome = await judge(noDeadGrant, ci({ ...policy("limit", on("ec2:*", "*")), ...reading }));
      expect(reasonOf(outcome)).to.equal(
        "the permissions boundary `aws_iam_policy.limit` leaves nothing of the access in `aws_iam_role_policy.ci`",
      );
    });

    it("says why a call that needs no permission is not granted", async () => {
      const outcome = await judge(noDeadGrant, ci(role("ci", root, [on("sts:GetCallerIdentity", "*")])));
      expect(reasonOf(outcome)).to.equal(
        "`sts:GetCallerIdentity` in /Statement/0 of `aws_iam_role_policy.ci` grants nothing: everyone may call it, and no policy can deny it",
      );
    });

    it("says nothing of one that leaves something", async () => {
      const limit = policy("limit", on("s3:Get*", "arn:aws:s3:::a/*"));
      expect((await judge(noDeadGrant, ci({ ...limit, ...reading }))).verdict).to.equal("holds");
    });

    it("says that SCPs leave nothing of its policies", async () => {
      const { policies, ...target } = ci({ ...policy("limit", on("*", "*")), ...reading });
      const [own] = policies.identity;
      const denying = (source: string, ...statements: object[]) => ({
        ...own!,
        source,
        document: { ...own!.document, statements: statements as never },
      });
      const [allowed] = own!.document.statements;
      const deny = { ...allowed!, effect: "Deny" };
      const scps = [[denying("scp", { ...allowed, action: { negated: false, patterns: ["*"] } }, deny)]];
      const outcome = await judge(noDeadGrant, { ...target, policies: { ...policies, scps } });
      expect(reasonOf(outcome)).to.equal(
        "the SCPs `scp` leave nothing of the access in `aws_iam_role_policy.ci`",
      );
    });
  });
});
