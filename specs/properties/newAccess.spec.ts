import { expect } from "chai";
import { reasonOf } from "../../harness/report/reasonOf.js";
import { evaluateProperty } from "../../harness/run/evaluateProperty.js";
import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import { noNewAccess } from "../../properties/catalogue/noNewAccess.js";
import { change, extractPlan, makePlan, trust, unchanged } from "../harness/plan/plans.js";
import { documentOf } from "./escalation/stepPlan.js";

describe("no-new-access of some access levels", function () {
  this.timeout(20_000);
  const judge = async (
    action: string,
    levels: readonly string[],
    services: readonly string[] | null = ["s3", "iam"],
  ) => {
    const grant = (Action: string) => ({
      role: "ci",
      name: "ci",
      policy: documentOf({ Effect: "Allow", Action, Resource: "*" }),
    });
    const { targets } = extractPlan(
      makePlan([
        unchanged("aws_iam_role.ci", {
          name: "ci",
          arn: "arn:aws:iam::111122223333:role/ci",
          assume_role_policy: trust,
        }),
        change("aws_iam_role_policy.ci", {
          actions: ["update"],
          before: grant("s3:ListBucket"),
          after: grant(action),
        }),
      ]),
    );
    const target = targets.find(({ resource, counted }) => !resource && !counted)!;
    const reference = await loadServiceReference(services ?? undefined);
    return evaluateProperty(noNewAccess.with({ levels }), target, {
      seed: 1,
      runs: 10,
      reference,
      universe: "typed",
    });
  };

  for (const [action, levels, verdict] of [
    ["s3:GetObject", [], "refuted"],
    ["s3:GetObject", ["Write"], "holds"],
    ["s3:PutObject", ["Write"], "refuted"],
    ["s3:PutBucketPolicy", ["Write", "Permissions management"], "refuted"],
    ["s3:PutBucketPolicy", ["Write"], "holds"],
    ["s3:Get*", ["Write"], "holds"],
    ["s3:NewerThanTheData", ["Write"], "refuted"],
  ] as const)
    it(`${verdict} of ${action} where new access may not be of ${levels.join(", ") || "any level"}`, async () => {
      const outcome = await judge(action, levels);
      expect(outcome.verdict, JSON.stringify(outcome)).to.equal(verdict);
    });

  it("is decided over all services in little time", async () => {
    const start = process.cpuUsage();
    const outcome = await judge("*", ["Permissions management"], null);
    expect(reasonOf(outcome)).to.match(/is allowed after the change, and was not before$/);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1e6).to.be.below(10);
  });
});
