import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { expect } from "chai";
import { ask, askJson } from "../ask.js";
import { temporaryDirectory } from "../temporaryDirectory.js";

const policy = "managed:AWSBatchFullAccess@v7";
const operator = "noop.plan.json#aws_iam_role.operator";

describe("planproof extract", () => {
  it("lists policies and principals, and counts what is known", async () => {
    const { exit, value } = await askJson<{
      policies: { address: string; document: unknown; unknown: string[] }[];
      principals: { address: string; policies: string[] }[];
      counts: unknown;
    }>(["extract", "create.plan.json"]);
    expect(exit).to.equal(0);
    expect(value.counts).to.deep.equal({ documents: 5, unknown: 3, providerDefault: 4 });
    const guarded = value.policies.find(({ address }) => address === "aws_iam_policy.guarded")!;
    expect(guarded).to.include({ kind: "identity" }).and.not.to.have.property("bounds");
    expect(guarded.unknown).to.deep.equal(["/Statement/2/Resource", "/Statement/3/Resource"]);
    expect(guarded.document).to.have.nested.property("Statement[3].Resource", null);
    expect(guarded.document).to.have.nested.property("Statement[2].Action", "iam:PassRole");
    expect(value.principals).to.deep.include({
      address: "aws_iam_role.operator",
      arn: "arn:aws:iam::123456789012:role/ops/batch-operator",
      policies: ["aws_iam_policy.guarded", "aws_iam_policy.boundary"],
      boundary: ["aws_iam_policy.boundary"],
    });
  });

  it("begins with the counts for people", async () => {
    expect((await ask(["extract", "create.plan.json", "--quiet"])).stdout).to.equal(
      "5 policy documents known, 3 unknown, 4 left to AWS; 3 principals — create.plan.json\n",
    );
  });
});

describe("planproof decide", () => {
  const terminate = [
    "--action",
    "ec2:TerminateInstances",
    "--resource",
    "arn:aws:ec2:eu-west-1:123456789012:instance/i-1",
  ];
  const region = ["--context", "aws:RequestedRegion=eu-west-1"];

  for (const [name, argv, decision] of [
    ["allows", [...terminate, ...region, "--context", "aws:ResourceTag/AWSBatchServiceTag=x"], "allowed"],
    ["denies what nothing allows", [...terminate, ...region], "implicitDeny"],
    ["denies explicitly", terminate, "explicitDeny"],
  ] as const) {
    it(`${name}, with exit 0`, async () => {
      const { exit, value } = await askJson<Record<string, unknown>>(["decide", operator, ...argv]);
      expect([exit, value["decision"]]).to.deep.equal([0, decision]);
      expect(value).to.include.keys("statements", "why", "missingKeys");
    });
  }

  it("names the deciding statements and the keys that were not given", async () => {
    const { value } = await askJson<Record<string, unknown>>(["decide", operator, ...terminate]);
    expect(value["statements"]).to.deep.equal([
      { source: "aws_iam_policy.boundary", pointer: "/Statement/1", sid: null },
    ]);
    expect(value["missingKeys"]).to.include("aws:RequestedRegion");
  });

  it("reads single values and lists", async () => {
    const argv = [
      "--context",
      "a:One=x=y",
      "--context",
      "a:Many=1",
      "--context",
      "a:Many=2",
      "--context",
      "a:List[]=z",
    ];
    const { value } = await askJson<{ request: { context: unknown } }>([
      "decide",
      operator,
      ...terminate,
      ...argv,
    ]);
    expect(value.request.context).to.deep.equal({ "a:One": "x=y", "a:Many": ["1", "2"], "a:List": ["z"] });
  });

  it("leaves a request undecided where what is open matters, unless it is denied explicitly", async () => {
    const target = "create.plan.json#aws_iam_role.operator";
    const object = ["--action", "s3:GetObject", "--resource", "arn:aws:s3:::example-batch-results/runs/1"];
    expect((await ask(["decide", target, ...object, ...region])).exit).to.equal(3);
    expect((await ask(["decide", target, ...object, ...region, "--undecided", "allow"])).exit).to.equal(0);
    expect((await ask(["decide", target, ...object])).exit, "denied outside the region").to.equal(0);
    expect((await ask(["decide", target, ...terminate, ...region])).exit, "nothing open").to.equal(0);
    const unbounded = "create.plan.json#aws_iam_role.job";
    expect((await ask(["decide", unbounded, ...terminate, ...region])).exit).to.equal(3);
  });

  it("answers people with the decision first", async () => {
    const { stdout } = await ask(["decide", policy, "--action", "batch:SubmitJob", "--resource", "*"]);
    expect(stdout.split("\n")[0]).to.match(/^allowed by .*\/Statement\/0 of managed:AWSBatchFullAccess@v7$/);
  });
});

describe("planproof compare", () => {
  const temporary = temporaryDirectory();

  for (const [left, right, relation, exit] of [
    [policy, policy, "equal", 0],
    ["managed:BatchServiceRolePolicy@v7", "managed:AWSBatchServiceRole@v13", "incomparable", 0],
    ["managed:BatchServiceRolePolicy@v6", "managed:BatchServiceRolePolicy@v7", "subset", 0],
    ["managed:BatchServiceRolePolicy#tag-guarded", "managed:AWSBatchServiceRole", "subset", 0],
    ["noop.plan.json#aws_iam_role.operator", "state.json#aws_iam_role.operator", "equal", 0],
    ["create.plan.json#aws_iam_role.operator", operator, "undecided", 3],
  ] as const) {
    it(`finds ${left} and ${right} ${relation}`, async () => {
      const asked = await askJson<Record<string, unknown>>(["compare", left, right]);
      expect([asked.exit, asked.value["relation"]]).to.deep.equal([exit, relation]);
      expect(asked.value).to.include.keys("leftOnly", "rightOnly", "milliseconds");
      const witnesses = [asked.value["leftOnly"], asked.value["rightOnly"]].filter((found) => found !== null);
      expect(witnesses.length).to.equal({ incomparable: 2, subset: 1, equal: 0, undecided: 0 }[relation]);
    });
  }

  it("lists every action in which they differ, by name", async () => {
    const pair = ["compare", "managed:BatchServiceRolePolicy@v6", "managed:BatchServiceRolePolicy@v7"];
    const { value } = await askJson<{ actions: readonly object[] }>(pair);
    expect(value.actions).to.have.length(1);
    expect(value.actions[0]).to.deep.include({
      actions: ["autoscaling:DescribeScalingActivities", "ec2:DescribeSpotFleetRequestHistory"],
      count: 2,
      relation: "subset",
      leftOnly: null,
    });
    expect((await ask(pair)).stdout).to.include(
      "  more on the right  2: autoscaling:DescribeScalingActivities, ",
    );
  });

  it("compares many pairs, a line each, and tells of the lines it cannot read", async () => {
    const allow = (Action: string) => ({ Statement: { Effect: "Allow", Action, Resource: "*" } });
    const rows = [
      { id: "a", left: allow("s3:Get*"), right: allow("s3:*") },
      { id: "b", left: allow("s3:*"), right: allow("S3:**") },
    ].map((row) => JSON.stringify(row));
    writeFileSync(temporary.path("pairs.jsonl"), rows.join("\n"));
    const pairs = ["compare", "--pairs", temporary.path("pairs.jsonl")];
    const asked = await ask([...pairs, "--universe", "any"]);
    const answers = (stdout: string) =>
      stdout
        .trim()
        .split("\n")
        .map(
          (line) =>
            JSON.parse(line) as {
              relation: string;
              actions: readonly { action?: string; actions?: string[] }[];
            },
        );
    const typed = answers((await ask(pairs)).stdout);
    expect(typed.map(({ relation }) => relation)).to.deep.equal(["subset", "equal"]);
    const names = typed[0]!.actions.flatMap(({ action = "", actions = [action] }) => actions);
    expect(names.some((name) => name.startsWith("s3:Get"))).to.equal(false);
    const relations = answers(asked.stdout);
    expect(
      relations.map((found) => ["id", "relation", "actions"].map((key) => found[key as keyof object])),
    ).to.deep.equal([
      ["a", "subset", [{ action: "s3:*", relation: "subset" }]],
      ["b", "equal", []],
    ]);
    expect(asked.exit).to.equal(0);
    writeFileSync(temporary.path("broken.jsonl"), `${rows[0]}\n\n{"id":"c","left":{}}\n`);
    const broken = await ask(["compare", "--pairs", temporary.path("broken.jsonl")]);
    expect([broken.exit, broken.stdout.split("\n").length]).to.deep.equal([2, 2]);
    expect(broken.stderr).to.include("broken.jsonl:3:").and.to.include("the policy has no `Statement`");
  });

  it("turns undecided into 0 where that is allowed", async () => {
    const argv = ["compare", "create.plan.json#aws_iam_role.operator", operator];
    expect((await ask([...argv, "--undecided=allow"])).exit).to.equal(0);
  });
});

describe("planproof generate requests", () => {
  it("prints as many requests as asked, one a line, the same for the same seed", async () => {
    const argv = ["generate", "requests", "noop.plan.json", "--size", "7"];
    const { exit, stdout } = await ask(argv);
    const requests = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as object);
    expect([exit, requests.length]).to.deep.equal([0, 7]);
    for (const request of requests) {
      expect(request).to.have.all.keys("principal", "action", "resource", "resourceAccount", "context");
    }
    expect((await ask(argv)).stdout).to.equal(stdout);
    expect((await ask([...argv, "--seed", "2"])).stdout).not.to.equal(stdout);
  });
});

describe("planproof corpus", () => {
  const temporary = temporaryDirectory();

  it("generates cases that replay, byte for byte the same for the same seed", async () => {
    const [one, other] = [temporary.path("one.jsonl"), temporary.path("other.jsonl")];
    const told = await askJson<Record<string, number>>([
      "corpus",
      "generate",
      "noop.plan.json",
      policy,
      "--out",
      one,
    ]);
    await ask(["corpus", "generate", "noop.plan.json", policy, "--out", other]);
    expect(readFileSync(other, "utf8")).to.equal(readFileSync(one, "utf8"));
    expect(told.exit).to.equal(0);
    expect(told.value).to.deep.include({
      cases: 200,
      seed: 1,
      bytes: readFileSync(one).length,
      statementCoverage: 1,
    });
    const replayed = await askJson<Record<string, number>>(["corpus", "replay", one]);
    expect(replayed.exit).to.equal(0);
    expect(replayed.value).to.deep.include({ total: 200, matched: 200, drifted: [], refused: [] });
    expect(readdirSync(dirname(one)).filter((name) => name.endsWith(".tmp"))).to.deep.equal([]);
  });

  it("makes no case of what is not known, and says so", async () => {
    const file = temporary.path("open.jsonl");
    const { exit, stderr } = await ask(["corpus", "generate", "create.plan.json", "--out", file]);
    expect(exit).to.equal(0);
    expect(stderr).to.include("create.plan.json#aws_iam_role.operator: warning: no case is made of it");
    expect(readFileSync(file, "utf8")).not.to.include("role/ops/batch-operator");
    const nothing = await ask(["corpus", "generate", "create.plan.json#aws_iam_role.job", "--out", file]);
    expect(nothing.exit).to.equal(2);
  });

  it("tells drift with exit 1, by id", async () => {
    const file = temporary.path("drift.jsonl");
    await ask(["corpus", "generate", policy, "--out", file, "--size", "3"]);
    const [first, ...others] = readFileSync(file, "utf8").split("\n");
    const row = JSON.parse(first!) as { id: string; expected: string };
    const drifted = { ...row, expected: row.expected === "allowed" ? "explicitDeny" : "allowed" };
    writeFileSync(file, [JSON.stringify(drifted), ...others].join("\n"));
    const { exit, value } = await askJson<{ drifted: { id: string }[] }>(["corpus", "replay", file]);
    expect(exit).to.equal(1);
    expect(value.drifted).to.have.length(1);
    expect(value.drifted[0]).to.include({
      id: row.id,
      expected: drifted.expected,
      actual: row.expected,
      line: 1,
    });
    expect((await ask(["corpus", "replay", file])).stdout).to.match(/^1 drifted, 2 of 3 cases hold — /);
    const unreadable = await ask(["corpus", "replay", "main.tf"]);
    expect(unreadable.stdout, "nothing holds that was not read").to.match(
      /^\d+ unreadable, 0 of 0 readable cases/,
    );
  });

  it("goes on behind lines that cannot be read, and exits 2", async () => {
    const [file, good] = [temporary.path("broken.jsonl"), temporary.path("good.jsonl")];
    await ask(["corpus", "generate", policy, "--out", good, "--size", "2"]);
    writeFileSync(file, `no json\n\n${readFileSync(good, "utf8")}{"id":"x"}\n`);
    const { exit, value, stderr } = await askJson<{ error: unknown; matched: number }>([
      "corpus",
      "replay",
      file,
    ]);
    expect([exit, value.matched]).to.deep.equal([2, 2]);
    expect(value.error).to.deep.include({ code: "json-syntax", source: file, line: 1, column: 1 });
    expect(stderr).to.include(`${file}:5:1: error: \`policies\` is missing`);
  });

  it("refuses a file without cases", async () => {
    const file = temporary.path("empty.jsonl");
    writeFileSync(file, "\n\n");
    const { exit, value } = await askJson<{ error: unknown }>(["corpus", "replay", file]);
    expect(exit).to.equal(2);
    expect(value.error).to.include({ code: "no-cases", source: file });
  });
});
