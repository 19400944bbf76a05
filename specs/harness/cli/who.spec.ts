import { expect } from "chai";
import type { WhoAllowed, WhoUndecided } from "../../../harness/planproof.js";
import { change, makePlan, trust } from "../plan/plans.js";
import { ask, askJson } from "./ask.js";
import { joinedPlan, keyArn } from "./joinedPlan.js";

interface Answer {
  readonly allowed: readonly WhoAllowed[];
  readonly undecided: readonly (WhoUndecided & { reason: string })[];
}

const object = "arn:aws:s3:::example-results/runs/1";
const get = ["--action", "s3:GetObject", "--resource", object];

const who = (plan: object, argv: readonly string[]) =>
  askJson<Answer>(["who", "-", ...argv], { input: JSON.stringify(plan) });

const namesIn = (some: readonly Pick<WhoAllowed, "target" | "caller">[]) =>
  some.map(({ target, caller }) => (caller ? `${caller.name} at ${target.slice(2)}` : target.slice(2)));

async function allowedIn(plan: object, argv: readonly string[]): Promise<readonly string[]> {
  const { value, exit } = await who(plan, argv);
  expect([exit, value.undecided]).to.deep.equal([0, []]);
  return namesIn(value.allowed);
}

const job = "arn:aws:iam::111122223333:role/job";
const reader = "aws_iam_role.reader";
const bucket = "aws_s3_bucket.results";
const all = ["aws_iam_role.job", reader, "aws_iam_role.bare"];

describe("the answer of planproof who", () => {
  for (const [what, statements, expected] of [
    ["a principal by its own policies", [], [reader]],
    [
      "a principal by the resource policy",
      [{ Effect: "Allow", Principal: { AWS: job }, Action: "s3:GetObject" }],
      ["aws_iam_role.job", reader],
    ],
    [
      "everyone, and each principal",
      [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject" }],
      [...all, `everyone, signed in or not at ${bucket}`],
    ],
    [
      "no principal that the resource policy denies it",
      [{ Effect: "Deny", Principal: { AWS: "*" }, Action: "s3:*" }],
      [],
    ],
    [
      "only the role that a condition names",
      [
        {
          Effect: "Allow",
          Principal: "*",
          Action: "s3:GetObject",
          Condition: { ArnEquals: { "aws:PrincipalArn": job } },
        },
      ],
      ["aws_iam_role.job", reader],
    ],
    [
      "an account, an organization and a service",
      [
        { Effect: "Allow", Principal: { AWS: "999988887777" }, Action: "s3:GetObject" },
        { Effect: "Allow", Principal: { Service: "logging.s3.amazonaws.com" }, Action: "s3:*" },
        {
          Effect: "Allow",
          Principal: "*",
          Action: "s3:GetObject",
          Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
        },
      ],
      [
        ...all,
        `organization o-a1b2c3d4e5 at ${bucket}`,
        `account 999988887777 at ${bucket}`,
        `service logging.s3.amazonaws.com at ${bucket}`,
      ],
    ],
  ] as const) {
    it(`names ${what}`, async () => {
      expect(await allowedIn(joinedPlan(...statements), get)).to.have.members(expected);
    });
  }

  it("shows the keys that a request needs, and applies those that are given", async () => {
    const Condition = { StringEquals: { "aws:SourceVpce": "vpce-1" } };
    const plan = joinedPlan({ Effect: "Allow", Principal: { AWS: job }, Action: "s3:GetObject", Condition });
    const { value } = await who(plan, get);
    expect(value.allowed.find(({ target }) => target.endsWith("job"))?.request.context).to.deep.equal({
      "aws:SourceVpce": "vpce-1",
    });
    expect(await allowedIn(plan, [...get, "--context", "aws:SourceVpce=vpce-2"])).to.deep.equal([reader]);
    const given = ["--context", "aws:sourcevpce=vpce-1", "--context", "aws:MultiFactorAuthPresent=true"];
    const some = await who(plan, [...get, ...given]);
    expect(namesIn(some.value.allowed)).to.deep.equal(["aws_iam_role.job", reader]);
    expect(some.value.allowed[0]!.request.context).to.deep.equal({
      "aws:sourcevpce": "vpce-1",
      "aws:MultiFactorAuthPresent": "true",
    });
  });

  it("leaves out those who cannot send a key that is given", async () => {
    const plan = joinedPlan({ Effect: "Allow", Principal: "*", Action: "s3:GetObject" });
    const asked = [...get, "--context", `aws:PrincipalArn=${job}`];
    expect(await allowedIn(plan, asked)).to.deep.equal(["aws_iam_role.job"]);
  });

  it("decides numbers, addresses and lists that are given as the evaluator does", async () => {
    const Condition = {
      IpAddress: { "aws:SourceIp": "10.0.0.0/8" },
      NumericLessThan: { "s3:max-keys": "5" },
      "ForAllValues:StringEquals": { "aws:TagKeys": ["a", "b"] },
    };
    const plan = joinedPlan({ Effect: "Allow", Principal: { AWS: job }, Action: "s3:GetObject", Condition });
    const given = (address: string) => [
      ...get,
      ...["--context", `aws:SourceIp=${address}`, "--context", "s3:max-keys=4.0"],
      ...["--context", "aws:TagKeys[]=a", "--context", "aws:TagKeys[]=b"],
    ];
    expect(await allowedIn(plan, given("10.1.2.3"))).to.include("aws_iam_role.job");
    expect(await allowedIn(plan, given("11.1.2.3"))).not.to.include("aws_iam_role.job");
  });

  it("knows who may assume a role, and who may use a key by delegation to its account", async () => {
    const assume = ["--action", "sts:AssumeRole", "--resource", "arn:aws:iam::111122223333:role/reader"];
    expect(await allowedIn(joinedPlan(), assume)).to.deep.equal(["aws_iam_role.job"]);
    const decrypt = ["--action", "kms:Decrypt", "--resource", keyArn];
    expect(await allowedIn(joinedPlan(), decrypt)).to.deep.equal([
      "other principals of this account, 111122223333, as their own policies allow at aws_kms_key.results",
    ]);
  });

  it("takes patterns for the action and the resource", async () => {
    const argv = ["--action", "s3:Get*", "--resource", "arn:aws:s3:::example-*"];
    expect(await allowedIn(joinedPlan(), argv)).to.deep.equal([reader]);
    const typo = await who(joinedPlan(), ["--action", "s3:Gte*", "--resource", "*"]);
    expect(typo.stderr).to.include("AWS lists no action `s3:Gte*`");
  });

  it("is undecided for a principal of an unknown account that a condition may name", async () => {
    const Condition = { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::444455556666:role/job" } };
    const Statement = {
      Effect: "Allow",
      Principal: "*",
      Action: "s3:GetObject",
      Resource: object,
      Condition,
    };
    const plan = makePlan([
      change("aws_iam_role.job", { after: { name: "job", path: "/", assume_role_policy: trust } }),
      change("aws_s3_bucket.results", { after: { bucket: "example-results" } }),
      change("aws_s3_bucket_policy.results", {
        after: { bucket: "example-results", policy: JSON.stringify({ Version: "2012-10-17", Statement }) },
      }),
    ]);
    const { exit, value } = await who(plan, get);
    expect(exit).to.equal(3);
    expect(value.undecided.map(({ target, holes }) => [target, holes[0]?.remedy])).to.deep.equal([
      ["-#aws_iam_role.job", "give the account with `--account`"],
    ]);
    const known = await who(plan, [...get, "--account", "444455556666"]);
    expect(namesIn(known.value.allowed)).to.deep.equal(["aws_iam_role.job"]);
    expect(namesIn((await who(plan, [...get, "--account", "111122223333"])).value.allowed)).to.deep.equal([
      "arn:aws:iam::444455556666:role/job at aws_s3_bucket.results",
    ]);
  });

  it("begins with the answer, and says by what they may", async () => {
    const plan = joinedPlan({ Effect: "Allow", Principal: "*", Action: "s3:GetObject" });
    const { stdout } = await ask(["who", "-", ...get], { input: JSON.stringify(plan) });
    expect(stdout).to.equal(
      [
        `3 principals and 1 class of callers may s3:GetObject on ${object} — -`,
        "",
        "ALLOWED  aws_iam_role.job",
        "ALLOWED  aws_iam_role.bare",
        "ALLOWED  everyone, signed in or not, at aws_s3_bucket.results",
        "    by  /Statement/0 of aws_s3_bucket_policy.results",
        "",
        "ALLOWED  aws_iam_role.reader",
        "    by  /Statement/0 of aws_iam_role_policy.reader and /Statement/0 of aws_s3_bucket_policy.results",
        "",
      ].join("\n"),
    );
  });

  it("is undecided with the unknown value", async () => {
    const argv = ["--action", "s3:PutObject", "--resource", "arn:aws:s3:::example-batch-results/x"];
    const { exit, value } = await askJson<Answer>(["who", "create.plan.json", ...argv]);
    expect(exit).to.equal(3);
    expect(value.allowed).to.deep.equal([]);
    expect(value.undecided.map(({ target }) => target)).to.deep.equal([
      "create.plan.json#aws_iam_role.job",
      "create.plan.json#aws_iam_role.operator",
    ]);
    expect(value.undecided[0]!.reason).to.include('`aws_iam_role_policy.job["in.v1"].policy` is unknown');
    expect((await ask(["who", "create.plan.json", ...argv, "--undecided", "allow"])).exit).to.equal(0);
  });

  it("cannot be asked without an action, or where there is nothing to ask", async () => {
    const missing = await ask(["who", "create.plan.json", "--resource", "*"]);
    expect([missing.exit, missing.stderr]).to.deep.equal([
      2,
      "planproof: error: `--action` is missing\n  give --action and --resource\n",
    ]);
    const nothing = await who({ format_version: "1.2", resource_changes: [] }, get);
    expect(nothing.exit).to.equal(2);
  });
});
