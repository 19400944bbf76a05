import { writeFileSync } from "node:fs";
import { expect } from "chai";
import { ask, askJson } from "../cli/ask.js";
import { temporaryDirectory } from "../cli/temporaryDirectory.js";
import { change, makePlan, trust, unchanged } from "../plan/plans.js";
import { allow } from "./brownfieldPlan.js";

interface CheckJson {
  readonly verdicts: readonly {
    readonly id: string;
    readonly target: string;
    readonly verdict: string;
    readonly severity: string;
    readonly since?: string;
  }[];
  readonly exceptions?: readonly { readonly state: string }[];
}

const policy = (statements: readonly object[]) => ({
  role: "ci",
  name: "ci",
  policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
});
const role = {
  name: "ci",
  arn: "arn:aws:iam::111122223333:role/ci",
  assume_role_policy: trust,
};

/** A role whose policy a change replaces. */
const plan = (before: readonly object[], after: readonly object[]): object =>
  makePlan([
    unchanged("aws_iam_role.ci", role),
    change("aws_iam_role_policy.ci", {
      actions: ["update"],
      before: policy(before),
      after: policy(after),
    }),
  ]);

const put = allow("iam:PutRolePolicy", { Resource: "arn:aws:iam::*:role/ci" });
const attach = allow("iam:AttachRolePolicy");

describe("chains of steps that are known", () => {
  const temporary = temporaryDirectory();
  const at = (name: string): string => temporary.path(name);
  const save = (name: string, value: object): string => {
    writeFileSync(at(name), JSON.stringify(value));
    return at(name);
  };
  const check = async (document: object, ...more: readonly string[]) => {
    const source = save("plan.json", document);
    const { exit, value } = await askJson<CheckJson>([
      "check",
      source,
      "--property",
      "no-escalation-path",
      ...more,
    ]);
    return { exit, value, verdict: value.verdicts[0]! };
  };

  for (const [title, before, after, since] of [
    ["an unrelated action in its statement", [put], [{ ...put, Action: [put.Action, "sqs:*"] }], "before"],
    [
      "a resource of another service in its statement",
      [put],
      [{ ...put, Resource: [put.Resource, "arn:aws:sqs:*:*:jobs"] }],
      "before",
    ],
    [
      "another resource of the service",
      [put],
      [{ ...put, Resource: [put.Resource, "arn:aws:iam::*:role/b"] }],
      "change",
    ],
    ["a Sid and a move", [put], [allow("s3:ListAllMyBuckets"), { ...put, Sid: "Put" }], "before"],
    ["the loss of another chain", [put, attach], [attach], "before"],
    ["a wider resource", [put], [{ ...put, Resource: "arn:aws:iam::*:role/*" }], "change"],
    ["another step", [put], [put, attach], "change"],
    [
      "a condition that is gone",
      [
        {
          ...put,
          Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
        },
      ],
      [put],
      "change",
    ],
  ] as const) {
    it(`are those ${since === "before" ? "of before" : "that a change makes"} with ${title}`, async () => {
      const { exit, verdict } = await check(plan(before, after), "--gate", "new");
      expect([verdict.verdict, verdict.since]).to.deep.equal(["refuted", since]);
      expect(exit).to.equal(since === "before" ? 0 : 1);
    });
  }

  it("are excepted through an unrelated edit, and no wider", async () => {
    const { verdict } = await check(plan([put], [put]));
    const file = save("exceptions.json", { exceptions: [] });
    const grounds = ["--reason", "it deploys", "--owner", "platform", "--exceptions", file];
    expect((await ask(["except", verdict.id, at("plan.json"), ...grounds])).exit).to.equal(0);
    const states = async (...after: readonly object[]) => {
      const { exit, value } = await check(plan([put], after), "--exceptions", file);
      return [exit, ...value.exceptions!.map(({ state }) => state)];
    };
    expect(await states({ ...put, Action: ["iam:PutRolePolicy", "sqs:*"] })).to.deep.equal([0, "in force"]);
    expect(await states(put, attach)).to.deep.equal([1, "in force"]);
    expect(await states({ ...put, Resource: "*" })).to.deep.equal([1, "unused"]);
  });

  it("are excepted where they end within the limits of another role, too", async () => {
    const other = {
      ...role,
      name: "app",
      arn: "arn:aws:iam::111122223333:role/app",
    };
    const limited = makePlan([
      unchanged("aws_iam_role.ci", {
        ...role,
        permissions_boundary: "arn:aws:iam::111122223333:policy/b",
      }),
      unchanged("aws_iam_role_policy.ci", policy([put])),
      unchanged("aws_iam_role.app", other),
      unchanged("aws_iam_policy.b", {
        name: "b",
        arn: "arn:aws:iam::111122223333:policy/b",
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [put, allow("s3:*")],
        }),
      }),
    ]);
    const lowest = ["--fail-on", "note"];
    const { exit, verdict } = await check(limited, ...lowest);
    expect([exit, verdict.verdict, verdict.severity]).to.deep.equal([1, "refuted", "note"]);
    const file = save("exceptions.json", { exceptions: [] });
    const grounds = ["--reason", "it deploys", "--owner", "platform", "--exceptions", file];
    await ask(["except", verdict.id, at("plan.json"), "--property", "no-escalation-path", ...grounds]);
    expect((await check(limited, ...lowest, "--exceptions", file)).exit).to.equal(0);
  });

  const arnOf = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
  const boundary = "arn:aws:iam::111122223333:policy/b";
  const limit = unchanged("aws_iam_policy.b", {
    name: "b",
    arn: boundary,
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [put, allow("s3:*")],
    }),
  });

  it("that ended within a boundary are others without it", async () => {
    const limited = { ...role, permissions_boundary: boundary };
    const freed = change("aws_iam_role.ci", {
      actions: ["update"],
      before: limited,
      after: role,
    });
    const ownPolicy = unchanged("aws_iam_role_policy.ci", policy([put]));
    const { exit, verdict } = await check(makePlan([freed, ownPolicy, limit]), "--gate", "new");
    expect([exit, verdict.severity, verdict.since]).to.deep.equal([1, "critical", "change"]);
    const { verdict: note } = await check(
      makePlan([unchanged("aws_iam_role.ci", limited), ownPolicy, limit]),
    );
    const { verdict: chain } = await check(makePlan([unchanged("aws_iam_role.ci", role), ownPolicy]));
    expect([note.severity, chain.severity]).to.deep.equal(["note", "critical"]);
    expect(note.id).not.to.equal(chain.id);
  });

  it("are others where a role is added to the resources of a statement of two services", async () => {
    const root = trustOf({ AWS: "arn:aws:iam::111122223333:root" });
    const lambda = trustOf({ Service: "lambda.amazonaws.com" });
    const named = (name: string, assume_role_policy: string, actions: string) => [
      unchanged(`aws_iam_role.${name}`, {
        ...role,
        name,
        arn: arnOf(name),
        assume_role_policy,
      }),
      unchanged(`aws_iam_role_policy.${name}`, {
        ...policy([allow(actions)]),
        role: name,
        name,
      }),
    ];
    const tool = "arn:aws:lambda:eu-west-1:111122223333:function:tool";
    const steps = {
      ...allow("sts:AssumeRole"),
      Action: ["sts:AssumeRole", "lambda:UpdateFunctionCode", "lambda:InvokeFunction"],
    };
    const on = (...names: string[]) => policy([{ ...steps, Resource: [tool, ...names.map(arnOf)] }]);
    const [before, after] = [on("reader"), on("reader", "admin")];
    const { value } = await check(
      makePlan([
        unchanged("aws_iam_role.ci", role),
        change("aws_iam_role_policy.ci", {
          actions: ["update"],
          before,
          after,
        }),
        ...named("reader", root, "s3:GetObject"),
        ...named("admin", root, "*"),
        ...named("fn", lambda, "*"),
        unchanged("aws_lambda_function.tool", {
          function_name: "tool",
          arn: tool,
          role: arnOf("fn"),
        }),
      ]),
      "--gate",
      "new",
    );
    const own = value.verdicts.find(({ target }) => target.endsWith("role.ci"));
    expect([own?.verdict, own?.since]).to.deep.equal(["refuted", "change"]);
  });
});

const trustOf = (Principal: object): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal }],
  });
