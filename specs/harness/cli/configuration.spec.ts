import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { ask, askJson, cwd as fixtures } from "./ask.js";
import { temporaryDirectory } from "./temporaryDirectory.js";

interface CheckAnswer {
  readonly verdicts: readonly { readonly property: string; readonly target: string }[];
  readonly leastSeverity: string;
}

describe("planproof with a configuration", () => {
  const temporary = temporaryDirectory();
  let folders = 0;

  function configured(config: object): string {
    folders += 1;
    const folder = temporary.path(`configured${folders}`);
    mkdirSync(`${folder}/.git`, { recursive: true });
    mkdirSync(`${folder}/sub`);
    writeFileSync(`${folder}/planproof.config.json`, JSON.stringify(config, null, 2));
    return folder;
  }

  const plan = `${fixtures}/create.plan.json`;

  it("checks its sources with its properties, from any folder of the repository", async () => {
    const cwd = configured({ sources: [plan], preset: "none", properties: ["tag-guard"], failOn: "low" });
    for (const folder of [cwd, `${cwd}/sub`]) {
      const { value } = await askJson<CheckAnswer>(["check"], { cwd: folder });
      expect(new Set(value.verdicts.map(({ property }) => property))).to.deep.equal(new Set(["tag-guard"]));
      expect(value.leastSeverity).to.equal("low");
    }
  });

  it("asks the preset `recommended` in addition to what it names, and `--property` alone", async () => {
    const cwd = configured({ sources: [plan], properties: ["org-perimeter"], trusted: ["o-a1b2c3d4e5"] });
    const ids = async (...argv: string[]) => {
      const { value } = await askJson<CheckAnswer>(["check", ...argv], { cwd });
      return new Set(value.verdicts.map(({ property }) => property));
    };
    expect([...(await ids())]).to.include.members(["org-perimeter", "tag-guard"]);
    expect([...(await ids("--property", "tag-guard"))]).to.deep.equal(["tag-guard"]);
    // the parameters are those of the configuration
    expect([...(await ids("--property", "org-perimeter"))]).to.deep.equal(["org-perimeter"]);
    expect([...(await ids("--preset", "none"))]).to.deep.equal(["org-perimeter"]);
  });

  it("asks a property that is bound to a target of that one in its way, and of the others as the preset does", async () => {
    const services = { services: ["lambda.amazonaws.com"] };
    const bound = {
      id: "pass-role-services",
      parameters: services,
      targets: ["aws_iam_role.batch_service"],
    };
    const cwd = configured({ sources: [plan], properties: [bound] });
    const { value } = await askJson<CheckAnswer>(["check"], { cwd });
    const asked = value.verdicts.filter(({ property }) => property === "pass-role-services");
    const targets = asked.map(({ target }) => target.split("#")[1]);
    expect(targets.filter((one) => one === "aws_iam_role.batch_service")).to.have.length(1);
    expect(new Set(targets).size).to.equal(targets.length).and.to.be.greaterThan(1);
  });

  it("says so where it is bound to a target that does not exist", async () => {
    const bound = { id: "no-admin", targets: ["aws_iam_role.bach_service"] };
    const { exit, stderr } = await ask(["check"], {
      cwd: configured({ sources: [plan], properties: [bound] }),
    });
    expect(exit).to.equal(2);
    expect(stderr).to.include(
      "`aws_iam_role.bach_service`, the target of the property `no-admin`, does not exist",
    );
    expect(stderr).to.include("did you mean `aws_iam_role.batch_service`?");
  });

  it("writes its outputs, of `check` alone, unless `--out` names others", async () => {
    const cwd = configured({
      sources: [plan],
      preset: "none",
      properties: ["tag-guard"],
      outputs: { json: "r.json" },
    });
    await ask(["check"], { cwd: `${cwd}/sub` });
    expect(readFileSync(`${cwd}/r.json`, "utf8")).to.include('"verdicts"');
    writeFileSync(`${cwd}/r.json`, "mine");
    await ask(["diff"], { cwd });
    await ask(["check", "--out", "json=other.json"], { cwd });
    expect(readFileSync(`${cwd}/r.json`, "utf8")).to.equal("mine");
  });

  it("refuses an output that is a source, and one of an unknown format", async () => {
    const source = configured({ sources: ["plan.json"], outputs: { json: "plan.json" } });
    writeFileSync(`${source}/plan.json`, readFileSync(plan));
    const own = await ask(["check"], { cwd: source });
    expect([own.exit, own.stderr]).to.deep.equal([
      2,
      "planproof: error: an output is `plan.json`, which is read as a source\n  write each answer to a separate file\n",
    ]);
    const { exit, stderr } = await ask(["check"], {
      cwd: configured({ sources: [plan], outputs: { jsn: "a" } }),
    });
    expect([exit, stderr.split("\n")[0]]).to.deep.equal([2, "planproof: error: unknown format `jsn`"]);
  });

  it("is about one source where the command takes one, which must be named where there are more", async () => {
    const one = await ask(["extract"], { cwd: configured({ sources: [plan] }) });
    expect(one.exit).to.equal(0);
    const { exit, stderr } = await ask(["extract"], { cwd: configured({ sources: [plan, plan] }) });
    expect(exit).to.equal(2);
    expect(stderr).to.include("`extract` takes one of the 2 sources that planproof.config.json names");
    const none = await ask(["check"], { cwd: configured({}) });
    expect(none.stderr).to.include("`check` needs an operand");
    expect(none.stderr).to.include("or name `sources` in planproof.config.json");
  });

  it("gives a seed, an account and a region to each command that takes them", async () => {
    const cwd = configured({ seed: 5, account: "111122223333", region: "eu-west-1" });
    const generated = await ask(["corpus", "generate", "managed:AWSBatchFullAccess@v7", "--out", "c.jsonl"], {
      cwd,
    });
    expect(generated.stderr).to.equal("");
    const { value } = await askJson<{ seed: number }>(
      ["check", "managed:AWSBatchFullAccess@v7", "--property", "no-iam-administration"],
      { cwd },
    );
    expect(value.seed).to.equal(5);
  });

  it("lets arguments override it", async () => {
    const cwd = configured({ sources: ["gone.json"], seed: 5, failOn: "low" });
    const argv = ["check", plan, "--seed", "6", "--fail-on", "critical", "--property", "tag-guard"];
    const { value } = await askJson<CheckAnswer & { seed: number }>(argv, { cwd });
    expect([value.seed, value.leastSeverity]).to.deep.equal([6, "critical"]);
  });

  it("does not let the gate of `check` be that of `diff`", async () => {
    const { exit } = await ask(["diff", plan], { cwd: configured({ failOn: "low", seed: 3 }) });
    expect(exit).to.equal(1);
  });

  it("shows what is configured, and where each value comes from", async () => {
    const cwd = configured({ sources: [plan], properties: ["no-admin"], failOn: "low" });
    const { exit, stdout } = await ask(["check", "--show-config", "--seed", "8"], { cwd });
    expect(exit).to.equal(0);
    expect(JSON.parse(stdout)).to.deep.equal({
      file: "planproof.config.json",
      values: {
        sources: { value: [plan], from: "planproof.config.json:2:14" },
        properties: { value: ["no-admin"], from: "planproof.config.json:5:17" },
        failOn: { value: "low", from: "planproof.config.json:8:13" },
        seed: { value: 8, from: "--seed" },
        preset: { value: "recommended", from: "default" },
        universe: { value: "typed", from: "default" },
        undecided: { value: "fail", from: "default" },
      },
    });
    const none = await ask(["check", "--show-config"], { cwd: temporary.path(".") });
    expect(JSON.parse(none.stdout)).to.have.property("file", null);
  });

  it("is exit code 2 in JSON, with line and column, where it is wrong", async () => {
    const { exit, value } = await askJson<{ error: object }>(["check"], { cwd: configured({ sed: 1 }) });
    expect(exit).to.equal(2);
    expect(value.error).to.deep.equal({
      code: "unknown-key",
      message: "unknown key `sed`",
      source: "planproof.config.json",
      line: 2,
      column: 3,
      hint: "did you mean `seed`?",
    });
  });

  it("is not read by a command that has no source", async () => {
    expect((await ask(["list", "operators"], { cwd: configured({ sed: 1 }) })).exit).to.equal(0);
  });
});
