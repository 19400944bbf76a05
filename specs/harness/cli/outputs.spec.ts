import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { reporters } from "../../../harness/report/reporters.js";
import { expectGolden } from "../report/expectGolden.js";
import { ask, cwd as fixtures } from "./ask.js";
import { temporaryDirectory } from "./temporaryDirectory.js";

const plans = ["create.plan.json", "widen.plan.json"];
const golden: Readonly<Record<string, string>> = {
  junit: "batch.junit.xml",
  sarif: "batch.sarif.json",
  github: "batch.github.txt",
  gitlab: "batch.gitlab.json",
  markdown: "batch.md",
  tap: "batch.tap",
  jsonl: "batch.jsonl",
};

/** SARIF is one line, with the version of the package in it. */
const readable = (format: string, text: string): string =>
  format === "sarif"
    ? `${JSON.stringify(JSON.parse(text), null, 2).replace(/"semanticVersion": "[^"]+"/, '"semanticVersion": "0.0.0"')}\n`
    : text;

describe("the outputs of a check", () => {
  const folder = temporaryDirectory();
  const inFolder = (argv: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    ask(argv, { cwd: folder.path("."), env });
  const read = (name: string): string => readFileSync(folder.path(name), "utf8");
  const check = ["check", ...plans, "--hcl", "infra", "--runs", "50"];
  const outs = (prefix: string) =>
    [...reporters.keys()].flatMap((one) => ["--out", `${one}=${prefix}.${one}`]);

  before(async () => {
    for (const name of plans) copyFileSync(join(fixtures, name), folder.path(name));
    mkdirSync(folder.path("infra"));
    copyFileSync(join(fixtures, "main.tf"), folder.path("infra/main.tf"));
    const { exit } = await inFolder([...check, "--quiet", ...outs("whole")]);
    expect(exit).to.equal(1);
  });

  for (const [format, name] of Object.entries(golden))
    it(`in ${format} is what the golden file holds`, () =>
      expectGolden(readable(format, read(`whole.${format}`)), name));

  it("is the same after a merge of shards, in each format but html, which shows more of the sources", async () => {
    const shards = [1, 2].map((at) => `shard-${at}.json`);
    for (const [at, file] of shards.entries())
      await inFolder([...check, "--quiet", "--shard", `${at + 1}/2`, "--out", `json=${file}`]);
    const { exit } = await inFolder(["report", "merge", ...shards, "--quiet", ...outs("merged")]);
    expect(exit).to.equal(1);
    for (const format of [...reporters.keys()].filter((one) => one !== "html"))
      expect(read(`merged.${format}`), format).to.equal(read(`whole.${format}`));
  });

  it("is appended to the summary of a step in GitHub Actions", async () => {
    writeFileSync(folder.path("summary.md"), "before\n");
    const env = { GITHUB_STEP_SUMMARY: folder.path("summary.md") };
    const { stdout } = await inFolder([...check, "--format", "github"], env);
    expect(stdout).to.equal(read("whole.github"));
    expect(read("summary.md")).to.equal(`before\n${read("whole.markdown")}`);
    await inFolder([...check, "--quiet"], env);
    expect(read("summary.md")).to.equal(`before\n${read("whole.markdown")}`);
  });

  it("is exit code 2 where the summary of the step cannot be written", async () => {
    const { exit, stdout, stderr } = await inFolder([...check, "--format", "github"], {
      GITHUB_STEP_SUMMARY: folder.path("nowhere/summary.md"),
    });
    expect([exit, stdout]).to.deep.equal([2, ""]);
    expect(stderr).to.include("cannot be written (ENOENT)").and.to.include("GITHUB_STEP_SUMMARY");
  });

  for (const format of reporters.keys())
    it(`in ${format} is never written over a source`, async () => {
      const [plan] = plans as [string];
      const before = read(plan);
      const { exit, stderr } = await inFolder(["check", plan, "--out", `${format}=./${plan}`]);
      expect(exit).to.equal(2);
      expect(stderr).to.include(`\`--out\` names \`./${plan}\`, which is read as a source`);
      expect(read(plan)).to.equal(before);
    });
});
