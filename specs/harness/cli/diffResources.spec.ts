import { writeFileSync } from "node:fs";
import { expect } from "chai";
import { change, makePlan, unchanged } from "../plan/plans.js";
import { askJson } from "./ask.js";
import { temporaryDirectory } from "./temporaryDirectory.js";

interface Diffed {
  readonly changes: readonly {
    readonly action?: string;
    readonly change: string;
    readonly caller?: { readonly kind: string };
  }[];
}

interface Chains {
  readonly chains?: {
    readonly undecided: readonly { readonly principals: readonly string[]; readonly reason: string }[];
  };
}

interface Undecided {
  readonly undecided: readonly object[];
}

describe("planproof diff", () => {
  const temporary = temporaryDirectory();

  it("reports nothing of the policy of a resource that stays as it is", async () => {
    const policy = JSON.stringify({
      Statement: { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" },
    });
    const plan = makePlan([unchanged("aws_s3_bucket_policy.b", { bucket: "b", policy })]);
    const { exit, value } = await askJson<Diffed>(["diff", "-#aws_s3_bucket_policy.b"], {
      input: JSON.stringify(plan),
    });
    expect([exit, value.changes]).to.deep.equal([0, []]);
  });

  it("reports once for a resource what is undecided for several classes of callers for the same reason", async () => {
    const policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: {
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: "execute-api:Invoke",
        Resource: "${aws:PrincipalTag/api}",
        Condition: { IpAddress: { "aws:SourceIp": "198.51.100.7/32" } },
      },
    });
    const plan = makePlan([
      change("aws_api_gateway_rest_api.a", {
        after: { name: "a", policy },
        unknown: { execution_arn: true },
      }),
    ]);
    const input = JSON.stringify(plan);
    const { exit, value } = await askJson<Undecided>(["diff", "-"], { input });
    expect((await askJson(["diff", "-", "--fail-on", "public"], { input })).exit).to.equal(3);
    expect([exit, value.undecided]).to.deep.equal([
      3,
      [
        {
          target: "-#aws_api_gateway_rest_api.a",
          caller: { kind: "anyAccount", name: "any AWS account, and other callers" },
          actions: ["execute-api:Invoke"],
          reason: "execute-api:Invoke: it depends on the value of `${aws:principaltag/api}`",
        },
      ],
    ]);
  });

  describe("policies of resources alone", () => {
    const policyFor = (Principal: unknown) => ({
      Version: "2012-10-17",
      Statement: { Effect: "Allow", Principal, Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" },
    });
    const reader = { AWS: "arn:aws:iam::999988887777:role/reader" };
    const plan = JSON.stringify(
      makePlan([
        change("aws_s3_bucket_policy.b", {
          actions: ["update"],
          before: { bucket: "b", policy: JSON.stringify(policyFor(reader)) },
          after: { bucket: "b", policy: JSON.stringify(policyFor("*")) },
        }),
      ]),
    );
    const reported = async (argv: readonly string[]) => {
      const { exit, value } = await askJson<Diffed>(["diff", ...argv], { input: plan });
      return [exit, value.changes.map(({ change, caller, action }) => [change, caller?.kind, action])];
    };

    it("are compared for each class of callers, in a whole plan and one by one", async () => {
      const expected = [1, [["added", "everyone", "s3:GetObject"]]];
      for (const source of ["-", "-#aws_s3_bucket_policy.b"])
        expect(await reported([source]), source).to.deep.equal(expected);
    });

    it("are compared in two documents, for a resource that is not named", async () => {
      const paths = [reader, "*"].map((principal, index) => {
        const path = temporary.path(`resource-${index}.json`);
        writeFileSync(path, JSON.stringify(policyFor(principal)));
        return path;
      });
      expect(await reported(paths)).to.deep.equal([1, [["added", "everyone", "s3:GetObject"]]]);
      expect(await reported(paths.toReversed())).to.deep.equal([
        0,
        [["removed", "everyone", "s3:GetObject"]],
      ]);
    });
  });

  describe("with `--fail-on`", () => {
    const bucketPolicy = (...statements: readonly object[]) =>
      JSON.stringify({ Version: "2012-10-17", Statement: statements });
    const granting = (Principal: unknown) => ({
      ...{ Effect: "Allow", Principal, Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" },
    });
    const kept = granting({ AWS: "arn:aws:iam::999988887777:role/reader" });
    const exits = async (after: Record<string, unknown>, unknown: object = {}) => {
      const before = { bucket: "b", policy: bucketPolicy(kept) };
      const plan = makePlan([
        change("aws_s3_bucket_policy.b", {
          actions: ["update"],
          before,
          after: { bucket: "b", ...after },
          unknown,
        }),
      ]);
      const answers = ["added", "public", "none"].map((failOn) =>
        askJson(["diff", "-", "--fail-on", failOn], { input: JSON.stringify(plan) }),
      );
      return (await Promise.all(answers)).map(({ exit }) => exit);
    };

    it("ends with 1 for what counts, and with 3 for what could be it", async () => {
      const others = granting({ AWS: "888877776666" });
      expect(await exits({ policy: bucketPolicy(kept, granting("*")) })).to.deep.equal([1, 1, 0]);
      expect(await exits({ policy: bucketPolicy(kept, others) })).to.deep.equal([1, 0, 0]);
      expect(await exits({ policy: bucketPolicy({ ...kept, Effect: "Deny" }) })).to.deep.equal([0, 0, 0]);
      expect(await exits({}, { policy: true })).to.deep.equal([3, 3, 0]);
    });

    it("ends with 3 for `chain` where a policy of a principal is known only after apply", async () => {
      const role = unchanged("aws_iam_role.ci", { name: "ci", arn: "arn:aws:iam::111122223333:role/ci" });
      const grantedBy = async (after: Record<string, unknown>, more: readonly string[] = []) => {
        const policy = change("aws_iam_role_policy.ci", {
          after: { role: "ci", name: "ci", ...after },
          unknown: after["policy"] === undefined ? { policy: true } : {},
        });
        const args = ["diff", "-", "--fail-on", "chain", ...more];
        return askJson<Chains>(args, { input: JSON.stringify(makePlan([role, policy])) });
      };
      const { exit, value } = await grantedBy({});
      expect([exit, value.chains?.undecided?.map(({ principals }) => principals)]).to.deep.equal([
        3,
        [["aws_iam_role.ci"]],
      ]);
      expect(value.chains?.undecided[0]?.reason).to.match(/^`aws_iam_role_policy.ci.policy` is unknown/);
      expect((await grantedBy({}, ["--undecided", "allow"])).exit).to.equal(0);
      const allowed = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
      expect((await grantedBy({ policy: bucketPolicy(allowed) })).exit).to.equal(0);
      const attaching = { Effect: "Allow", Action: "iam:AttachRolePolicy", Resource: "*" };
      expect((await grantedBy({ policy: bucketPolicy(attaching) })).exit).to.equal(1);
    });
  });
});
