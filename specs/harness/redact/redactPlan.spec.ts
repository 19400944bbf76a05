import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";
import type { PlanJson } from "../../../harness/plan/resources/planJson.js";
import { redactPlan } from "../../../harness/redact/redactPlan.js";
import { ask, askJson } from "../cli/ask.js";
import { temporaryDirectory } from "../cli/temporaryDirectory.js";
import { fixtures } from "../plan/fixture.js";
import { change, makePlan } from "../plan/plans.js";

describe("redactPlan", () => {
  const redacted = (attributes: Readonly<Record<string, unknown>>, more: object = {}) =>
    JSON.stringify(redactPlan(makePlan([change("aws_instance.i", { after: attributes, ...more })])).json);

  it("drops attributes that are not read", () => {
    expect(redacted({ user_data: "free", ami: "free", iam_instance_profile: "p" })).not.to.include("free");
    expect(redacted({ user_data: "free", iam_instance_profile: "p" })).to.include(
      '"iam_instance_profile":"p"',
    );
  });

  it("maps equal accounts to equal ones, in names, too", () => {
    const arn = "arn:aws:iam::987654321098:role/r";
    const text = redacted({
      arn,
      iam_instance_profile: "arn:aws:iam::876543210987:instance-profile/r",
      tags: { "987654321098": "987654321098-x" },
    });
    expect(text).not.to.match(/9876|8765/);
    expect(text)
      .to.include('"arn":"arn:aws:iam::111122223333:role/r"')
      .and.include("arn:aws:iam::444455556666:instance-profile/r");
    expect(text).to.include('{"111122223333":"111122223333-x"}');
  });

  it("removes what is marked sensitive, and keeps the mark", () => {
    const text = redacted({ tags: { a: "hidden", b: "shown" } }, { sensitive: { tags: { a: true } } });
    expect(text).not.to.include("hidden");
    expect(text).to.include('"after_sensitive":{"tags":{"a":true}}').and.include('"b":"shown"');
  });
});

describe("redactPlan of large plans", () => {
  const isFast = (plan: PlanJson) => {
    const start = process.cpuUsage();
    redactPlan(plan);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1e6).to.be.lessThan(10);
  };

  it("takes seconds for 20,000 instances of one resource", () => {
    const changes = [...Array(20_000).keys()].map((at) =>
      change(`aws_iam_role.r["${at}"]`, { after: { name: `r${at}` }, sensitive: { tags: { a: true } } }),
    );
    isFast(makePlan(changes));
  });

  it("takes seconds for a value that goes through 2000 modules, the last first", () => {
    const calls = [...Array(2000).keys()].map((at) => [
      `m${at}`,
      {
        expressions: { [`v${at}`]: { references: [`module.m${at - 1}.o${at - 1}`] } },
        module: { outputs: { [`o${at}`]: { expression: { references: [`var.v${at}`] } } } },
      },
    ]);
    const policy = {
      ...{ mode: "managed", type: "aws_iam_policy", name: "p" },
      expressions: { policy: { references: ["module.m1999.o1999"] } },
    };
    const root = { module_calls: Object.fromEntries(calls), resources: [policy] };
    const plan = { ...makePlan([]), configuration: { root_module: root } } as unknown as PlanJson;
    isFast(plan);
    expect(JSON.stringify(redactPlan(plan).json)).to.include('"references":["module.m-1.o-1"]');
  });
});

describe("redactPlan of what has another type than in a plan", () => {
  it("leaves out what is not a string, a flag or a list of actions", () => {
    const hidden = { x: "hidden" };
    const one = { ...{ address: "aws_iam_role.r", mode: "managed", type: "aws_iam_role", name: "r" } };
    const plan = {
      ...{ format_version: hidden, errored: "hidden", complete: true },
      resource_changes: [
        { ...one, change: { actions: [hidden, "update"], after: { planproof_redacted: "hidden" } } },
        { ...one, change: { actions: hidden } },
      ],
    } as unknown as PlanJson;
    expect(redactPlan(plan).json).to.deep.equal({
      complete: true,
      resource_changes: [
        { ...one, change: { actions: ["update"], after: {} } },
        { ...one, change: {} },
      ],
    });
  });
});

describe("redactPlan of values that change", () => {
  const changeOf = (before: object, after: object, sensitive: object = {}) =>
    redactPlan({
      resource_changes: [
        {
          ...{ address: "aws_iam_role.r", mode: "managed", type: "aws_iam_role", name: "r" },
          change: {
            before: { ...before },
            after: { ...after },
            before_sensitive: sensitive,
            after_sensitive: sensitive,
          },
        },
      ],
    }).json.resource_changes?.[0]?.change;

  it("takes a sensitive value that stays for one that stays", () => {
    const same = changeOf({ name: "hidden" }, { name: "hidden" }, { name: true });
    expect([same?.before, same?.after]).to.deep.equal([{ name: "" }, { name: "" }]);
    const other = changeOf({ name: "hidden" }, { name: "hidden-2" }, { name: true });
    expect([other?.before, other?.after]).to.deep.equal([{ name: "" }, { name: "changed" }]);
  });

  it("marks a resource of which something is left out that changes", () => {
    const change = changeOf({ name: "r", description: "a" }, { name: "r", description: "b" });
    expect([change?.before, change?.after]).to.deep.equal([
      { name: "r" },
      { name: "r", planproof_redacted: "changed" },
    ]);
  });
});

describe("redactPlan of what a tag or a provider may hold", () => {
  it("hides tags that are named like secrets, and shows others", () => {
    const tags = { db_password: "hidden", ApiToken: "hidden", team: "shown" };
    const text = JSON.stringify(redactPlan(makePlan([change("aws_iam_role.r", { after: { tags } })])).json);
    expect(text).not.to.include("hidden");
    expect(text).to.include('{"db_password":"redacted","ApiToken":"redacted","team":"shown"}');
  });

  it("hides an attribute that is named like a secret, and names what planproof reads of it", () => {
    const permission = (token: string | null) =>
      redactPlan(
        makePlan([change("aws_lambda_permission.p", { after: { action: "a", event_source_token: token } })]),
      );
    const { json, losses } = permission("hidden");
    expect(json.resource_changes?.[0]?.change.after).to.deep.equal({
      action: "a",
      event_source_token: "redacted",
    });
    expect(losses).to.deep.equal(["aws_lambda_permission.p.event_source_token"]);
    expect(permission(null).losses).to.deep.equal([]);
  });

  it("names tags that are hidden where a policy compares them", () => {
    const losses = (key: string) =>
      redactPlan(
        makePlan([
          change("aws_iam_role.r", {
            after: { tags: { note: "k4n7" }, tags_all: { note: "k4n7", team: "a-k4n7" } },
            sensitive: { tags: { note: true } },
          }),
          change("aws_iam_policy.p", {
            after: { policy: `{"Statement":[{"Condition":{"A":{"${key}":"b"}}}]}` },
          }),
        ]),
      ).losses;
    expect(losses("aws:PrincipalTag/team")).to.deep.equal(["aws_iam_role.r.tags_all"]);
    expect(losses("aws:PrincipalTag/note")).to.deep.equal(["aws_iam_role.r.tags", "aws_iam_role.r.tags_all"]);
    expect(losses("aws:PrincipalTag/other")).to.deep.equal([]);
  });

  it("hides constants and variables of a provider that are not a region, a role or an account", () => {
    const role = "arn:aws:iam::111122223333:role/a";
    const of = (region: string, roleArn: string, account: string) => ({
      name: "aws",
      expressions: {
        region: { constant_value: region },
        assume_role: [
          {
            role_arn: { constant_value: roleArn },
            tags: { region: { constant_value: "eu-west-1" }, role_arn: { constant_value: role } },
          },
        ],
        allowed_account_ids: { constant_value: [account] },
      },
    });
    const redacted = (aws: object, variables = {}) =>
      redactPlan({ ...makePlan([]), variables, configuration: { provider_config: { aws } } }).json;
    const shown = JSON.stringify(redacted(of("eu-west-1", role, "111122223333")));
    expect(shown).to.include('"region":{"constant_value":"eu-west-1"}').and.include(role);
    expect(shown).to.include('"allowed_account_ids":{"constant_value":["111122223333"]}');
    expect(shown).to.include('"tags":{"region":{"constant_value":"redacted-1"}');
    const hidden = JSON.stringify(redacted(of("hidden", "hidden", "hidden")));
    expect(hidden).not.to.include("hidden");
    for (const value of ["hidden", "eu-west-1-hidden", `hidden ${role}`]) {
      const written = { name: "aws", expressions: { region: { references: ["var.r"] } } };
      expect(redacted(written, { r: { value } })).not.to.have.property("variables");
    }
  });

  it("shows where a provider works, and numbers the other constants by which it logs in", () => {
    const provider = (name: string, expressions: object) => ({ name, expressions });
    const { json: redacted } = redactPlan({
      ...makePlan([]),
      variables: { region: { value: "eu-west-1" }, key: { value: "hidden" } },
      configuration: {
        provider_config: {
          aws: provider("aws", {
            region: { references: ["var.region"] },
            profile: { constant_value: "hidden" },
          }),
          "aws.b": provider("aws", {
            profile: { constant_value: "hidden-2" },
            token: { constant_value: "hidden" },
          }),
          vault: provider("vault", {
            token: { references: ["var.key"] },
            region: { constant_value: "hidden" },
          }),
        },
      },
    });
    expect(redacted["variables"]).to.deep.equal({ region: { value: "eu-west-1" } });
    expect(redacted.configuration?.["provider_config"]).to.deep.equal({
      aws: provider("aws", {
        region: { references: ["var.region"] },
        profile: { constant_value: "redacted-1" },
      }),
      "aws.b": provider("aws", { profile: { constant_value: "redacted-2" } }),
      vault: { name: "vault" },
    });
  });
});

describe("planproof redact", () => {
  const scratch = temporaryDirectory();

  it("writes a new file and never an existing one", async () => {
    const out = scratch.path("plan.json");
    const first = await askJson(["redact", "create.plan.json", "--out", out]);
    expect(first).to.deep.include({ exit: 0, value: [out] });
    const written = readFileSync(out, "utf8");
    expect(written).to.equal((await ask(["redact", "create.plan.json"])).stdout);
    const again = await ask(["redact", "noop.plan.json", "--out", out]);
    expect(again.exit).to.equal(2);
    expect(again.stderr).to.include("exists, and is not overwritten").and.include("name another file");
    expect((await ask(["redact", out, "--out", out])).exit).to.equal(2);
    expect(readFileSync(out, "utf8")).to.equal(written);
    const nowhere = await ask(["redact", "create.plan.json", "--out", scratch.path("absent/plan.json")]);
    expect(nowhere.exit).to.equal(2);
    expect(existsSync(scratch.path("absent"))).to.equal(false);
  });

  it("refuses what is not a plan or state", async () => {
    const policy = `${fixtures}batch-policies/AWSBatchServiceRole.json`;
    const { exit, stderr } = await ask(["redact", policy]);
    expect(exit).to.equal(2);
    expect(stderr).to.include("is not a plan or state").and.include("terraform show -json");
  });

  for (const [source, message] of [
    ["managed:AWSBatchFullAccess", "`managed:AWSBatchFullAccess` is not a plan or state"],
    [".", "`.` is not a plan or state"],
    ["create.plan.json#aws_iam_role.a", "a plan is redacted as a whole\n  give `create.plan.json`"],
  ] as const) {
    it(`refuses \`${source}\` with what to give`, async () => {
      const { exit, stderr } = await ask(["redact", source]);
      expect(exit).to.equal(2);
      expect(stderr).to.include(message);
    });
  }
});
