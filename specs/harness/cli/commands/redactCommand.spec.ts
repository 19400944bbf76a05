import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import type { RunProgram } from "../../../../harness/plan/source/runProgram.js";
import { fixtures } from "../../plan/fixture.js";
import { change, makePlan } from "../../plan/plans.js";
import { ask, askJson } from "../ask.js";
import { temporaryDirectory } from "../temporaryDirectory.js";

const account = "987654321098";
const arn = (path: string) => `arn:aws:iam::${account}:${path}`;

const policyOf = (...statements: readonly object[]): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map((one) => ({ Effect: "Allow", Action: "*", Resource: "*", ...one })),
  });

const trustOf = (service: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: `${service}.amazonaws.com` },
        Action: "sts:AssumeRole",
      },
    ],
  });

const roleWith = (name: string, policy: string, more: object = {}) => [
  change(`aws_iam_role.${name}`, {
    after: { name, arn: arn(`role/${name}`), assume_role_policy: trustOf("lambda"), ...more },
  }),
  change(`aws_iam_role_policy.${name}`, { after: { name, role: name, policy } }),
];

interface Given {
  readonly condition?: object;
  readonly tags?: object;
  readonly sensitive?: object;
}

/** A role that may change a function, which runs as an administrator. */
const stepping = ({ condition, tags = {}, sensitive = {} }: Given) =>
  makePlan([
    ...roleWith("admin", policyOf({})),
    ...roleWith("dev", policyOf({ Action: "lambda:*", ...(condition && { Condition: condition }) })),
    change("aws_lambda_function.f", {
      after: {
        function_name: "f",
        arn: `arn:aws:lambda:eu-west-1:${account}:function:f`,
        role: arn("role/admin"),
        tags,
        tags_all: tags,
      },
      sensitive,
    }),
  ]);

describe("redact", () => {
  const scratch = temporaryDirectory();

  /** What it prints of a plan, and the verdicts of both. */
  async function redacted(plan: object) {
    const [path, copy] = [scratch.path("plan.json"), scratch.path("copy.json")];
    writeFileSync(path, JSON.stringify(plan));
    const { exit, stdout, stderr } = await ask(["redact", path]);
    expect(exit, stderr).to.equal(0);
    writeFileSync(copy, stdout);
    const verdicts = async (source: string) => {
      const { value } = await askJson<{ verdicts: Readonly<Record<string, string>>[] }>([
        ...["check", source, "--preset", "strict", "--runs", "20"],
      ]);
      return value.verdicts.map(({ property, target = "", verdict }) =>
        [property, target.split("#")[1], verdict].join(" "),
      );
    };
    return { text: stdout, stderr, before: await verdicts(path), after: await verdicts(copy) };
  }

  it("lists the accounts that it replaces apart from the copy, unless it is to be quiet", async () => {
    const { text, stderr } = await redacted(stepping({}));
    expect(text).not.to.include(account);
    expect(stderr).to.equal(`account ${account} is 111122223333 in the copy\n`);
    const quiet = await ask(["redact", scratch.path("plan.json"), "--quiet"]);
    expect([quiet.stdout, quiet.stderr]).to.deep.equal([text, ""]);
    expect((await ask(["redact", scratch.path("copy.json")])).stderr).to.equal("");
  });

  it("keeps a tag that a policy compares, although it is named like a secret", async () => {
    const condition = { StringEquals: { "aws:ResourceTag/token-vending": "prod" } };
    const plan = stepping({ condition, tags: { "token-vending": "prod", "db-token": "hidden" } });
    const { text, stderr, before, after } = await redacted(plan);
    expect(text).to.include('"token-vending": "prod"').and.not.to.include("hidden");
    expect(stderr).not.to.include("warning");
    expect(before).to.include("no-escalation-path aws_iam_role.dev refuted");
    expect(after).to.deep.equal(before);
  });

  it("hides one that is marked, and says that verdicts may differ", async () => {
    const compared = (value: string) =>
      redacted(
        stepping({
          condition: { StringEquals: { "aws:ResourceTag/token-vending": value } },
          tags: { "token-vending": "prod-7" },
          sensitive: { tags: { "token-vending": true } },
        }),
      );
    const other = await compared("dev");
    expect(other.text).not.to.include("prod-7");
    expect(other.stderr).to.include(
      "warning: verdicts may differ, because these values are hidden: `aws_lambda_function.f.tags`, ",
    );
    expect(other.stderr).to.include("compare `planproof check` of both files");
    const same = await compared("prod-7");
    expect(same.text).not.to.include("prod-7");
    expect(same.stderr).to.include("hidden: `aws_iam_role_policy.dev.policy`");
  });

  it("says that verdicts may differ where it hides a role", async () => {
    const { text, stderr, before, after } = await redacted(stepping({ sensitive: { role: true } }));
    expect(text).to.include('"role": ""');
    expect(stderr).to.include("`aws_lambda_function.f.role`");
    expect(after).not.to.deep.equal(before);
  });

  it("leaves the numbers that a policy compares, and so the verdicts", async () => {
    const condition = {
      NumericLessThan: { "aws:MultiFactorAuthAge": "200000000000" },
      NumericGreaterThan: { "aws:MultiFactorAuthAge": "100000000000" },
    };
    const { stderr, before, after } = await redacted(
      makePlan(roleWith("r", policyOf({ Condition: condition }))),
    );
    expect(before).to.include("no-admin aws_iam_role.r refuted");
    expect(after).to.deep.equal(before);
    expect(stderr).not.to.include("warning");
  });

  it("names patterns that match a part of an account", async () => {
    const { text, stderr } = await redacted(
      makePlan([
        change("aws_s3_bucket.b", { after: { bucket: `x-${account}`, arn: `arn:aws:s3:::x-${account}` } }),
        change("aws_s3_bucket_policy.p", {
          after: {
            bucket: `x-${account}`,
            policy: policyOf({
              ...{ Principal: "*", Action: "s3:GetObject" },
              Resource: "arn:aws:s3:::x-9876*/*",
            }),
          },
        }),
      ]),
    );
    expect(text).to.include("x-9876*/*");
    expect(stderr).to.include("match a part of them: `9876*`");
  });

  it("says that a sensitive value is in a name, without the value", async () => {
    const { stderr } = await redacted(
      makePlan([
        change('aws_iam_role.r["k4n7"]', {
          after: { name: "r-k4n7", assume_role_policy: trustOf("lambda"), tags: { note: "k4n7" } },
          sensitive: { tags: { note: true } },
        }),
      ]),
    );
    expect(stderr).to.include("is also in a name, which is kept, at `/resource_changes/0/address`");
    expect(stderr).to.include("`aws_iam_role.r[...].name`").and.not.to.include("k4n7");
  });

  it("refuses the policies that the plan refuses, without what is in them", async () => {
    const policy = JSON.stringify({ Statement: [{ Effect: "Allow", Action: "*", password: "hidden" }] });
    const { text, before, after } = await redacted(makePlan(roleWith("r", policy)));
    expect(text).not.to.include("hidden");
    expect(after).to.deep.equal(before);
  });

  describe("of a binary plan", () => {
    const json = readFileSync(`${fixtures}batch-plan/create.plan.json`);
    const places: string[] = [];
    const run: RunProgram = async ({ cwd }) => {
      places.push(cwd);
      return { exit: 0, stdout: json, stderr: "" };
    };

    it("shows it in the folder of `--chdir`, and says that the copy lacks its `.tf` files", async () => {
      mkdirSync(scratch.path("there"));
      const { exit, stdout, stderr } = await ask(
        ["redact", `${fixtures}batch-plan/create.tfplan`, "--chdir", "there"],
        { run, cwd: scratch.path("") },
      );
      expect(exit, stderr).to.equal(0);
      expect(places.map((place) => place.replace(/\/$/, ""))).to.deep.equal([scratch.path("there")]);
      expect(stdout).to.equal((await ask(["redact", "create.plan.json"])).stdout);
      expect(stderr).to.include("the copy does not have the `.tf` files");
    });

    it("shows it in the folder that the configuration names", async () => {
      places.splice(0);
      mkdirSync(scratch.path("named"), { recursive: true });
      writeFileSync(scratch.path("planproof.config.json"), '{"chdir":"named"}');
      await ask(["redact", `${fixtures}batch-plan/create.tfplan`], { run, cwd: scratch.path("") });
      expect(places.map((place) => place.replace(/\/$/, ""))).to.deep.equal([scratch.path("named")]);
    });

    it("refuses a folder that does not exist", async () => {
      const argv = ["redact", "create.tfplan", "--chdir", "absent"];
      const { exit, stderr } = await ask(argv, { run });
      expect(exit).to.equal(2);
      expect(stderr).to.include("the directory `absent`").and.include("check `--chdir`");
    });
  });
});
