import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { allow, change, makePlan, trust } from "../../plan/plans.js";
import { ask, askJson } from "../ask.js";
import { temporaryDirectory } from "../temporaryDirectory.js";

interface ReplayJson {
  readonly total: number;
  readonly matched: number;
  readonly drifted: readonly {
    readonly target: string;
    readonly request: { readonly action: string };
    readonly expected: string;
    readonly actual: string;
    readonly statements: readonly object[];
    readonly statementsBefore: readonly object[];
  }[];
  readonly undecided: readonly { readonly target: string; readonly id?: string }[];
  readonly missingTargets: readonly { readonly target: string; readonly cases: number }[];
  readonly newTargets: readonly string[];
}

/** A plan in which a role may do something. */
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

describe("planproof corpus replay --against", () => {
  const scratch = temporaryDirectory();
  const generated = async (...sources: readonly string[]): Promise<string> => {
    const file = scratch.path("golden.jsonl");
    const { exit, stderr } = await ask(["corpus", "generate", ...sources, "--out", file, "--size", "120"]);
    expect(exit, stderr).to.equal(0);
    return file;
  };
  const replay = (file: string, ...sources: readonly string[]) =>
    askJson<ReplayJson>(["corpus", "replay", file, ...sources.flatMap((source) => ["--against", source])]);
  const written = (name: string, plan: object): string => {
    writeFileSync(scratch.path(name), JSON.stringify(plan));
    return scratch.path(name);
  };

  it("asks the plan as it is, and names the statements that decide then and now", async () => {
    const file = await generated("noop.plan.json");
    const same = await replay(file, "noop.plan.json");
    expect(same.exit).to.equal(0);
    expect(same.value).to.deep.include({
      total: 120,
      matched: 120,
      drifted: [],
      undecided: [],
      newTargets: [],
    });
    const plan = written(
      "narrow.plan.json",
      JSON.parse(
        readFileSync(
          new URL("../../../fixtures/batch-plan/noop.plan.json", import.meta.url),
          "utf8",
        ).replaceAll("s3:GetObject", "s3:GetBucketAcl"),
      ) as object,
    );
    const { exit, value } = await replay(file, plan);
    expect(exit).to.equal(1);
    const [drift] = value.drifted;
    expect(drift).to.deep.include({
      target: "aws_iam_role.job",
      expected: "allowed",
      actual: "implicitDeny",
      statements: [],
    });
    expect(drift!.statementsBefore).to.have.length.of.at.least(1);
    const { stdout } = await ask(["corpus", "replay", file, "--against", plan]);
    expect(stdout).to.match(/^\d+ drifted, \d+ of 120 cases hold — /);
    expect(stdout)
      .to.match(/then +allowed by .*, \/Statement/)
      .and.to.match(/now +implicitly denied/);
  });

  it("reports targets that are gone and targets that are new", async () => {
    const before = written("before.json", planOf(["a", "s3:Get*"], ["b", "s3:Get*"]));
    const after = written("after.json", planOf(["a", "s3:Get*"], ["c", "s3:Get*"]));
    const file = await generated(before);
    const { exit, value } = await replay(file, after);
    expect(exit).to.equal(1);
    expect(value.drifted).to.deep.equal([]);
    expect(value.missingTargets).to.deep.equal([{ target: "aws_iam_role.b", cases: 60, source: file }]);
    expect(value.newTargets).to.deep.equal(["aws_iam_role.c"]);
    const { stdout } = await ask(["corpus", "replay", file, "--against", after]);
    expect(stdout).to.match(/^1 missing target, 1 new target, all 60 cases hold/);
    expect(stdout).to.include(
      "MISSING  aws_iam_role.b  it is not in the source, so its 60 cases were not asked",
    );
    expect(stdout).to.include("NEW  aws_iam_role.c  the corpus has no case of it");
  });

  it("takes no name in a corpus for a path", async () => {
    const plan = written("secret.json", planOf(["a", "s3:Get*"], ["b", "s3:Get*"]));
    const file = await generated(plan);
    for (const name of ["../secret.json", plan, "../../../etc/passwd", "link/../secret.json"]) {
      const hostile = scratch.path("hostile.jsonl");
      const renamed = readFileSync(file, "utf8").replaceAll('"aws_iam_role.b"', JSON.stringify(name));
      writeFileSync(hostile, renamed);
      const { value } = await replay(hostile, plan);
      expect(value.missingTargets.map(({ target }) => target)).to.deep.equal([name]);
      expect(value.newTargets).to.deep.equal(["aws_iam_role.b"]);
      expect([value.drifted, readFileSync(hostile, "utf8")]).to.deep.equal([[], renamed]);
    }
  });

  it("leaves undecided what is known only after apply, and exits 3", async () => {
    const file = await generated("noop.plan.json");
    const argv = ["corpus", "replay", file, "--against", "create.plan.json"];
    const { exit, stdout } = await ask(argv);
    expect(exit).to.equal(3);
    expect(stdout).to.match(/\n {4}now +undecided: `.*` is unknown: .* known only after apply/);
    expect((await ask([...argv, "--undecided", "allow"])).exit).to.equal(0);
    const made = await generated("create.plan.json");
    const again = await replay(made, "create.plan.json");
    expect(again.exit).to.equal(3);
    expect(again.value.undecided.map(({ target, id }) => [target, id])).to.deep.equal([
      ["aws_iam_role.job", undefined],
      ["aws_iam_role.operator", undefined],
    ]);
  });

  it("joins the only target of corpus and source, and asks several sources and files", async () => {
    const file = await generated("managed:BatchServiceRolePolicy@v6");
    const replayed = await replay(file, "managed:BatchServiceRolePolicy@v7");
    expect(replayed.value).to.deep.include({ missingTargets: [], newTargets: [] });
    const one = await generated("noop.plan.json", "managed:AWSBatchFullAccess@v7");
    const { exit, value } = await replay(one, "noop.plan.json", "managed:AWSBatchFullAccess@v7");
    expect([exit, value.total, value.matched]).to.deep.equal([0, 120, 120]);
  });

  it("asks older files, by the targets that they were made of", async () => {
    const policies = { identity: ["managed:AWSBatchServiceRole@v14"] };
    const request = {
      principal: "arn:aws:iam::123456789012:role/batch-service",
      action: "ec2:RunInstances",
      resource: "*",
    };
    const origin = { seed: 1, target: "old/noop.plan.json#aws_iam_role.batch_service" };
    const file = scratch.path("old.jsonl");
    const row = { id: "x", policies, request, expected: "explicitDeny" };
    writeFileSync(file, `${JSON.stringify({ ...row, origin })}\n${JSON.stringify({ ...row, id: "y" })}\n`);
    const { exit, value, stderr } = await replay(file, "noop.plan.json#aws_iam_role.batch_service");
    expect([exit, value.total, value.drifted.length]).to.deep.equal([2, 1, 1]);
    expect(stderr).to.include(`${file}:2:1: error: the case names no target`);
  });

  it("reports what is malformed, and uses the rest", async () => {
    const file = await generated("noop.plan.json");
    writeFileSync(file, readFileSync(file, "utf8").slice(0, -30));
    const { exit, value, stderr } = await replay(file, "noop.plan.json");
    expect([exit, value.total, value.matched]).to.deep.equal([2, 119, 119]);
    expect(stderr).to.include("error: ");
    const absent = await ask(["corpus", "replay", file, "--against", "absent.json"]);
    expect([absent.exit, absent.stderr.includes("absent.json")]).to.deep.equal([2, true]);
    const pointless = await ask(["corpus", "replay", file, "--region", "eu-west-1"]);
    expect(pointless.stderr).to.include("`--region` has no meaning without `--against`");
  });
});
