import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { expect } from "chai";
import { ask, askJson } from "../ask.js";
import { temporaryDirectory } from "../temporaryDirectory.js";

const policy = "managed:AWSBatchFullAccess@v7";
const operator = "noop.plan.json#aws_iam_role.operator";

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

  it("leaves a request undecided where what is unknown matters, unless it is denied explicitly", async () => {
    const target = "create.plan.json#aws_iam_role.operator";
    const object = ["--action", "s3:GetObject", "--resource", "arn:aws:s3:::example-batch-results/runs/1"];
    expect((await ask(["decide", target, ...object, ...region])).exit).to.equal(3);
    expect((await ask(["decide", target, ...object, ...region, "--undecided", "allow"])).exit).to.equal(0);
    expect((await ask(["decide", target, ...object])).exit, "denied outside the region").to.equal(0);
    expect((await ask(["decide", target, ...terminate, ...region])).exit, "nothing open").to.equal(0);
    const unbounded = "create.plan.json#aws_iam_role.job";
    expect((await ask(["decide", unbounded, ...terminate, ...region])).exit).to.equal(3);
  });

  it("answers users with the decision first", async () => {
    const { stdout } = await ask(["decide", policy, "--action", "batch:SubmitJob", "--resource", "*"]);
    expect(stdout.split("\n")[0]).to.match(/^allowed by .*\/Statement\/0 of managed:AWSBatchFullAccess@v7$/);
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

  it("replaces a corpus, and no other file", async () => {
    const file = temporary.path("there.jsonl");
    const argv = ["corpus", "generate", policy, "--size", "3", "--out", file];
    for (const [there, exit, says] of [
      ["", 0, ""],
      ['{"format_version":"1.2"}\n', 2, "is not a corpus, and is not overwritten"],
      ["resource {\n}\n", 2, "is not a corpus, and is not overwritten"],
      ['{"corpus":99}\n', 2, "use a newer one"],
    ] as const) {
      writeFileSync(file, there);
      const answer = await ask(argv);
      expect(answer.exit, answer.stderr).to.equal(exit);
      expect(answer.stderr).to.include(says);
      expect(readFileSync(file, "utf8") === there).to.equal(exit === 2);
    }
    rmSync(file);
    await ask(argv);
    const made = readFileSync(file, "utf8");
    writeFileSync(file, made.slice(0, -50));
    expect((await ask(argv)).exit).to.equal(0);
    expect(readFileSync(file, "utf8")).to.equal(made);
  });

  it("reports drift with exit 1, by id", async () => {
    const file = temporary.path("drift.jsonl");
    await ask(["corpus", "generate", policy, "--out", file, "--size", "3"]);
    const [version, target, first, ...others] = readFileSync(file, "utf8").split("\n");
    const row = JSON.parse(first!) as { id: string; expected: string };
    const drifted = { ...row, expected: row.expected === "allowed" ? "explicitDeny" : "allowed" };
    writeFileSync(file, [version, target, JSON.stringify(drifted), ...others].join("\n"));
    const { exit, value } = await askJson<{ drifted: { id: string }[] }>(["corpus", "replay", file]);
    expect(exit).to.equal(1);
    expect(value.drifted).to.have.length(1);
    expect(value.drifted[0]).to.include({
      id: row.id,
      expected: drifted.expected,
      actual: row.expected,
      line: 3,
    });
    expect((await ask(["corpus", "replay", file])).stdout).to.match(/^1 drifted, 2 of 3 cases hold — /);
    const unreadable = await ask(["corpus", "replay", "main.tf"]);
    expect(unreadable.stdout, "nothing holds that was not read").to.match(
      /^\d+ unreadable, no case was asked/,
    );
  });

  it("goes on after lines that cannot be read, and exits 2", async () => {
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
    expect(stderr).to.include(`${file}:7:1: error: \`policies\` is missing`);
  });

  it("refuses a file without cases", async () => {
    const file = temporary.path("empty.jsonl");
    writeFileSync(file, "\n\n");
    const { exit, value } = await askJson<{ error: unknown }>(["corpus", "replay", file]);
    expect(exit).to.equal(2);
    expect(value.error).to.include({ code: "no-cases", source: file });
  });
});
