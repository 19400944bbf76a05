import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { readManagedFolder } from "../../../../harness/plan/source/readManagedFolder.js";
import { ask, askJson } from "../../cli/ask.js";
import { allow, change, makePlan, trust } from "../plans.js";

const arn = "arn:aws:iam::aws:policy/service-role/AmazonThing";
const version = { Document: JSON.parse(allow("s3:GetObject")), VersionId: "v3", IsDefaultVersion: true };
const plan = makePlan([
  change("aws_iam_role.r", { after: { name: "r", path: "/", assume_role_policy: trust } }),
  change("aws_iam_role_policy_attachment.a", { after: { role: "r", policy_arn: arn } }),
]);

describe("managed policies that are given", () => {
  let cwd = "";
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), "planproof-"));
  });
  afterEach(() => rmSync(cwd, { recursive: true }));
  const write = (name: string, content: unknown): void =>
    writeFileSync(join(cwd, name), typeof content === "string" ? content : JSON.stringify(content));

  const shapes: readonly (readonly [string, unknown, string])[] = [
    ["what the AWS command line writes", { PolicyVersion: version }, "managed:AmazonThing@v3"],
    ["the version alone", version, "managed:AmazonThing"],
    ["the bare document", version.Document, "managed:AmazonThing"],
    [
      "the document in the encoding of URLs",
      { PolicyVersion: { Document: encodeURIComponent(allow("s3:GetObject")) } },
      "managed:AmazonThing",
    ],
  ];
  for (const [title, content, source] of shapes) {
    it(`are read from ${title}`, async () => {
      write("AmazonThing.json", content);
      write("README.md", "not a policy");
      const given = await readManagedFolder(cwd);
      if (!given.ok) throw new Error(given.diagnostics[0]!.message);
      const policy = given.value.get("AmazonThing")!;
      expect([given.value.size, policy.source]).to.deep.equal([1, source]);
      expect(policy.document.statements[0]!.action.patterns).to.deep.equal(["s3:GetObject"]);
    });
  }

  it("are never read from outside of the folder, nor from what is not a file", async () => {
    const folder = join(cwd, "given");
    const place = join(folder, "Bad.json");
    write("outside.json", version);
    for (const [make, code] of [
      [() => symlinkSync("../outside.json", place), "outside-folder"],
      [() => symlinkSync("/dev/zero", place), "outside-folder"],
      [() => execFileSync("mkfifo", [place]), "not-a-file"],
    ] as const) {
      mkdirSync(folder);
      make();
      const { ok, diagnostics } = await readManagedFolder(folder);
      expect([ok, diagnostics[0]?.code]).to.deep.equal([false, code]);
      rmSync(folder, { recursive: true });
    }
  });

  const bad: readonly (readonly [string, string])[] = [
    ["text", "no JSON"],
    ["nothing", ""],
    ["another JSON", "{}"],
    ["a broken document", '{"Statement":[{"Effect":"Maybe"}]}'],
    ["a resource policy", '{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}}'],
    ["a nesting bomb", "[".repeat(100_000)],
  ];
  for (const [title, content] of bad) {
    it(`are refused as ${title}`, async () => {
      write("Bad.json", content);
      const { ok, diagnostics } = await readManagedFolder(cwd);
      expect([ok, diagnostics.length, diagnostics[0]!.message]).to.deep.equal([
        false,
        1,
        "`Bad.json` does not hold a managed policy",
      ]);
    });
  }

  it("are refused where the directory is missing or empty", async () => {
    for (const path of [cwd, join(cwd, "gone")]) {
      expect((await readManagedFolder(path)).diagnostics.map(({ code }) => code)).to.deep.equal([
        "given-policy",
      ]);
    }
  });

  it("fill what is a hole without them", async () => {
    write("plan.txt", plan);
    const named = [
      "decide",
      "plan.txt#aws_iam_role.r",
      "--action",
      "s3:GetObject",
      "--resource",
      "arn:aws:s3:::b/k",
    ];
    const without = await askJson<{ holes: readonly { remedy: string }[] }>(named, { cwd });
    expect([without.exit, without.value.holes.length]).to.deep.equal([3, 1]);
    expect(without.value.holes[0]!.remedy).to.include("`--managed DIR`");
    write("AmazonThing.json", { PolicyVersion: version });
    const { exit, value } = await askJson<{ decision: string; holes: object[] }>(
      [...named, "--managed", "."],
      {
        cwd,
      },
    );
    expect([exit, value.decision, value.holes]).to.deep.equal([0, "allowed", []]);
  });

  it("are sources too", async () => {
    write("AmazonThing.json", { PolicyVersion: version });
    const { exit, stdout } = await ask(["extract", "managed:AmazonThing", "--managed", "."], {
      cwd,
    });
    expect([exit, /^1 policy document known/.test(stdout)]).to.deep.equal([0, true]);
  });

  it("are used together with an account and a region, for ARNs that the plan leaves unknown", async () => {
    write("plan.txt", plan);
    const arnsOf = async (...flags: readonly string[]) => {
      const { value } = await askJson<{ principals: { arn: string }[] }>(["extract", "plan.txt", ...flags], {
        cwd,
      });
      return value.principals[0]!.arn;
    };
    expect(await arnsOf()).to.equal(null);
    expect(await arnsOf("--account", "210987654321")).to.equal("arn:aws:iam::210987654321:role/r");
    expect(await arnsOf("--account", "210987654321", "--region", "cn-north-1")).to.equal(
      "arn:aws-cn:iam::210987654321:role/r",
    );
  });

  for (const flags of [
    ["--account", "1234"],
    ["--region", "Ireland"],
    ["--managed", "gone"],
  ]) {
    it(`are refused with ${flags.join(" ")}`, async () => {
      const { exit, stderr } = await ask(["extract", "create.plan.json", ...flags]);
      expect([exit, stderr.includes("planproof") || stderr.includes("gone")]).to.deep.equal([2, true]);
    });
  }
});
