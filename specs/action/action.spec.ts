import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { ask, cwd as fixtures } from "../harness/cli/ask.js";
import { temporaryDirectory } from "../harness/cli/temporaryDirectory.js";
import { readAnnotations } from "../harness/report/formats/readAnnotations.js";
import { readText } from "../house/repository.js";
import { FakeGithub } from "./fakeGithub.js";
import { action, runAction } from "./runAction.js";

const pullRequest = { pull_request: { number: 7 } };
const guarded = "--property\ntag-guard";

describe("the GitHub Action", function () {
  this.timeout(400_000);

  const folder = temporaryDirectory();
  let github: FakeGithub;
  let api: string;
  let runs = 0;

  before(() => {
    mkdirSync(folder.path("infra"));
    for (const name of ["create.plan.json", "noop.plan.json", "widen.plan.json", "main.tf"])
      cpSync(join(fixtures, name), folder.path(`infra/${name}`));
    writeFileSync(folder.path(".git"), "gitdir: elsewhere");
  });
  beforeEach(async () => {
    github = new FakeGithub();
    api = await github.start();
  });
  afterEach(() => github.stop());

  const run = (inputs: Readonly<Record<string, string>>, event: object = pullRequest) => {
    runs += 1;
    const runner = folder.path(`runner-${runs}`);
    mkdirSync(runner);
    const all = { "working-directory": "infra", args: guarded, ...inputs };
    return runAction({ workspace: folder.path("."), runner, inputs: all, event, api });
  };

  it("is composite, and puts no input into a script", () => {
    expect(action.runs.using).to.equal("composite");
    for (const { run: script = "" } of action.runs.steps) expect(script).not.to.include("${{");
  });

  it("comments, annotates, summarizes, keeps the reports and ends as the check", async () => {
    const { exit, log, summary, outputs, used } = await run({ plan: "widen.plan.json", sarif: "true" });
    expect(exit, log).to.equal(1);
    expect(outputs["exit-code"]).to.equal("1");
    const [annotation] = readAnnotations(log);
    expect(annotation!.properties).to.deep.include({ file: "infra/main.tf", line: "71" });
    expect(summary).to.include("## planproof: 1 refuted").and.to.include("`tag-guard` — high");
    const [comment, ...others] = github.comments;
    expect(others).to.deep.equal([]);
    expect(comment!.body).to.match(/^<!-- planproof [0-9a-f]{16} -->\n## planproof: 1 refuted/);
    expect(comment!.body).to.include("[run](https://github.example/octo/infra/actions/runs/42)");
    expect(readdirSync(outputs["folder"]!).sort()).to.deep.equal([
      "report.json",
      "report.junit.xml",
      "report.md",
      "report.sarif",
    ]);
    expect(used.map(({ uses }) => uses.split("@")[0])).to.deep.equal([
      "github/codeql-action/upload-sarif",
      "actions/upload-artifact",
    ]);
    expect(readFileSync(used[0]!.with["sarif_file"]!, "utf8")).to.include('"version":"2.1.0"');
    expect(used[1]!.with["path"]).to.equal(outputs["folder"]);
  });

  it("updates its comment in place, also with good news, and has one for each tag", async () => {
    await run({ plan: "widen.plan.json" });
    await run({ plan: "widen.plan.json", tag: "prod" });
    expect(github.comments).to.have.length(2);
    expect(github.comments[1]!.body).to.include("`prod` · [run]");
    const { exit, log } = await run({ plan: "noop.plan.json", tag: "prod" });
    expect(exit, log).to.equal(0);
    expect(github.comments).to.have.length(2);
    expect(github.comments[0]!.body).to.include("1 refuted");
    expect(github.comments[1]!.body).not.to.include("refuted");
  });

  it("finds its comment on a later page, and never updates that of another account", async () => {
    await run({ plan: "widen.plan.json" });
    const own = github.comments.pop()!;
    for (let at = 0; at < 120; at += 1) github.add("mallory", own.body);
    github.add("github-actions[bot]", own.body.replace("1 refuted", "old"));
    await run({ plan: "widen.plan.json" });
    expect(github.comments).to.have.length(121);
    expect(github.comments.at(-1)!.body).to.include("1 refuted");
    github.comments.pop();
    await run({ plan: "widen.plan.json" });
    expect(github.comments.at(-1)!.user.login).to.equal("github-actions[bot]");
    expect(github.requests.filter((request) => request.startsWith("PATCH"))).to.have.length(1);
  });

  it("writes no comment where nothing is found, where none is wanted, and outside of pull requests", async () => {
    await run({ plan: "noop.plan.json" });
    await run({ plan: "widen.plan.json", comment: "false" });
    await run({ plan: "widen.plan.json" }, { ref: "refs/heads/main" });
    expect(github.comments).to.deep.equal([]);
  });

  it("ends as the check where the comment cannot be written, as in a pull request from a fork", async () => {
    github.refusal = 403;
    const { exit, log } = await run({ plan: "widen.plan.json" });
    expect(exit).to.equal(1);
    const warning = readAnnotations(log).find(({ command }) => command === "warning");
    expect(warning!.message).to.include("GitHub answers 403").and.to.include("pull-requests: write");
  });

  it("says in the comment what kept it from checking", async () => {
    const { exit, summary, used } = await run({ plan: "nowhere.json", sarif: "true" });
    expect(exit).to.equal(2);
    for (const text of [summary, github.comments[0]!.body])
      expect(text).to.include("nothing was checked (exit code 2)").and.to.include("does not exist");
    expect(used.map(({ uses }) => uses.split("@")[0])).to.deep.equal(["actions/upload-artifact"]);
  });

  it("checks several plans, with further arguments, by the version that is asked for", async () => {
    const args = `${guarded}\n--undecided\nallow`;
    const { exit, log } = await run({ plan: "create.plan.json\nnoop.plan.json\n", version: "1.2.3", args });
    expect(exit, log).to.equal(0);
    expect(log).to.include("npx --yes planproof@1.2.3").and.to.include("create.plan.json, noop.plan.json");
  });
});

describe("the pre-commit hook", () => {
  interface Hook {
    readonly id: string;
    readonly entry: string;
    readonly language: string;
    readonly files: string;
  }
  const hooks = parse(readText(".pre-commit-hooks.yaml")) as readonly Hook[];
  const folder = temporaryDirectory();

  it("is of the program that the package installs", () => {
    const { bin } = JSON.parse(readText("package.json")) as { bin: Readonly<Record<string, string>> };
    for (const { entry, language } of hooks) {
      expect(Object.keys(bin)).to.include(entry.split(" ")[0]);
      expect(language).to.equal("node");
    }
  });

  it("is given policies and plans, and nothing else", () => {
    const isGiven = (path: string) => hooks.some(({ files }) => new RegExp(files).test(path));
    for (const path of [
      "deploy.policy.json",
      "iam/ci-policy.json",
      "a/prod.plan.json",
      "prod.tfplan",
      "cdk.tf.json",
    ])
      expect(isGiven(path), path).to.equal(true);
    for (const path of ["package.json", "tsconfig.json", "main.tf", "policy.json.bak", "xcdk.tf.json"])
      expect(isGiven(path), path).to.equal(false);
  });

  it("fails a commit with a policy that allows everything, and passes one that does not", async () => {
    const write = (name: string, statement: object) =>
      writeFileSync(folder.path(name), JSON.stringify({ Version: "2012-10-17", Statement: statement }));
    write("all-policy.json", { Effect: "Allow", Action: "*", Resource: "*" });
    write("one-policy.json", { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/k" });
    const exitOf = async (name: string) => {
      const [, ...words] = hooks[0]!.entry.split(" ");
      return (await ask([...words, name], { cwd: folder.path(".") })).exit;
    };
    expect([await exitOf("all-policy.json"), await exitOf("one-policy.json")]).to.deep.equal([1, 0]);
  });
});
