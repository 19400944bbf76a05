import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { allow, change, makePlan, trust } from "../../plan/plans.js";
import { ask, askJson } from "../ask.js";
import { temporaryDirectory } from "../temporaryDirectory.js";

const planOf = (...roles: readonly (readonly [name: string, action: string])[]) =>
  makePlan(
    roles.map(([name, action]) =>
      change(`aws_iam_role.${name}`, {
        after: {
          name,
          path: "/",
          assume_role_policy: trust,
          inline_policy: [{ name: "own", policy: allow(action) }],
        },
      }),
    ),
  );

describe("planproof corpus replay --update", () => {
  const scratch = temporaryDirectory();
  const written = (name: string, plan: object): string => {
    writeFileSync(scratch.path(name), JSON.stringify(plan));
    return scratch.path(name);
  };
  const generated = async (source: string): Promise<string> => {
    const file = scratch.path("golden.jsonl");
    await ask(["corpus", "generate", source, "--complete", "--out", file]);
    return file;
  };
  const lines = (file: string): readonly string[] => readFileSync(file, "utf8").trimEnd().split("\n");
  const update = (file: string, source: string) => [
    "corpus",
    "replay",
    file,
    "--against",
    source,
    "--update",
  ];

  it("shows what drifted, rewrites only that, and holds from then on", async () => {
    const before = written(
      "before.json",
      planOf(["a", "s3:GetObject"], ["b", "s3:PutObject"], ["d", "s3:GetObject"]),
    );
    const after = written(
      "after.json",
      planOf(["a", "s3:GetObjectAcl"], ["c", "s3:PutObject"], ["d", "s3:GetObject"]),
    );
    const file = await generated(before);
    const old = lines(file);
    const { exit, stdout } = await ask(update(file, after));
    expect(exit, stdout).to.equal(0);
    expect(stdout).to.include("DRIFTED  aws_iam_role.a").and.to.include("MISSING  aws_iam_role.b");
    expect(stdout).to.match(/\nupdated: \d+ cases? changed, \d+ added, \d+ removed\n$/);
    const now = lines(file);
    const ofD = (all: readonly string[]) => all.filter((line) => line.includes('"aws_iam_role.d"'));
    expect(ofD(now)).to.deep.equal(ofD(old));
    expect(now.filter((line) => line.includes('"aws_iam_role.b"'))).to.deep.equal([]);
    expect(now.filter((line) => line.includes('"aws_iam_role.c"'))).to.have.length.above(1);
    const again = await ask(["corpus", "replay", file, "--against", after]);
    expect([again.exit, again.stdout.startsWith("all ")], again.stdout).to.deep.equal([0, true]);
    const alone = await ask(["corpus", "replay", file]);
    expect(alone.exit, alone.stdout).to.equal(0);
  });

  it("changes not one byte where all cases hold", async () => {
    const file = await generated("noop.plan.json");
    const old = readFileSync(file, "utf8");
    const { exit, value } = await askJson<{ updated: object }>(update(file, "noop.plan.json"));
    expect([exit, value.updated]).to.deep.equal([0, { changed: 0, added: 0, removed: 0 }]);
    expect(readFileSync(file, "utf8")).to.equal(old);
  });

  it("keeps keys that are not known, and writes older files in the form of today", async () => {
    const request = {
      principal: "arn:aws:iam::123456789012:role/batch-service",
      action: "ec2:StopInstances",
      resource: "*",
    };
    const old = {
      id: "x",
      policies: { identity: [] },
      request,
      expected: "allowed",
      origin: { target: "p#aws_iam_role.batch_service" },
    };
    const short = {
      id: "y",
      target: "aws_iam_role.batch_service",
      request: { action: "ec2:StopInstances", resource: "*" },
      expected: "allowed",
      mine: 1,
    };
    const file = scratch.path("mixed.jsonl");
    writeFileSync(file, `${JSON.stringify(old)}\n${JSON.stringify(short)}`);
    const { exit } = await ask(update(file, "noop.plan.json#aws_iam_role.batch_service"));
    expect(exit).to.equal(0);
    const rows = lines(file).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(rows[0]).to.deep.equal({ corpus: 1 });
    expect(rows).to.deep.include({ ...short, expected: "implicitDeny" });
    expect(rows.find(({ id }) => id === "x")).to.have.all.keys("id", "target", "request", "expected");
  });

  it("loses nothing where a line cannot be read, and says what to do", async () => {
    const file = await generated("noop.plan.json");
    const cut = readFileSync(file, "utf8").slice(0, -25);
    writeFileSync(file, cut);
    const { exit, stderr } = await ask(update(file, "widen.plan.json"));
    expect(exit).to.equal(2);
    expect(stderr).to.include("the file is not updated while a line of it cannot be read");
    expect(readFileSync(file, "utf8")).to.equal(cut);
    expect((await ask(["corpus", "replay", file, "--update"])).stderr).to.include(
      "no meaning without `--against`",
    );
  });
});
