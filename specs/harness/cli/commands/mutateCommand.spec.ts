import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { spawnProgram } from "../../../../harness/plan/source/spawnProgram.js";
import { ask, askJson } from "../ask.js";
import { temporaryDirectory } from "../temporaryDirectory.js";

interface Survivor {
  readonly operator: string;
  readonly source: string;
  readonly pointer: string;
  readonly witness: { readonly action: string; readonly principal: string };
}

interface Answer {
  readonly mutants: number;
  readonly killed: number;
  readonly survived: readonly Survivor[];
  readonly score: number;
}

const plan = "specs/fixtures/batch-plan/noop.plan.json";
const full = "managed:AWSBatchFullAccess@v7";
const guarded = "managed:BatchServiceRolePolicy@v7";
const passRole = ["--property", "pass-role-services", "--operator", "condition-drop"];
const document = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: "arn:aws:s3:::data/*" },
    { Effect: "Deny", Action: "s3:PutObject", Resource: "arn:aws:s3:::data/locked/*" },
  ],
};
/** Notices a Deny that is missing or changed, and nothing else. */
const testOfDeny = `
const { Statement } = JSON.parse(require("node:fs").readFileSync("policy.json", "utf8"));
const deny = Statement.find(({ Effect }) => Effect === "Deny");
process.exit(deny?.Resource === "arn:aws:s3:::data/locked/*" ? 0 : 1);`;

const copies = () => readdirSync(tmpdir()).filter((name) => name.startsWith("planproof-mutate-"));

describe("planproof mutate", () => {
  const temporary = temporaryDirectory();
  let folder: string;
  before(() => {
    folder = temporary.path("repo");
    mkdirSync(join(folder, "node_modules", "some-package"), { recursive: true });
    writeFileSync(join(folder, "policy.json"), JSON.stringify(document));
    writeFileSync(join(folder, "test.cjs"), testOfDeny);
  });

  it("reports which mistakes the properties notice, each survivor with a request", async () => {
    const asked = ["mutate", guarded, ...passRole];
    const { value, exit } = await askJson<Answer>(asked);
    expect(value.mutants).to.equal(8);
    expect(value.killed).to.equal(1);
    expect(value.score).to.equal(0.125);
    expect(value.survived.map(({ witness }) => witness.action)).to.include("ec2:TerminateInstances");
    expect(exit).to.equal(0);
    expect((await ask([...asked, "--threshold", "13"])).exit).to.equal(1);
    expect((await ask([...asked, "--threshold", "12"])).exit).to.equal(0);
  });

  it("runs a command in a copy of the working folder, and leaves no trace", async () => {
    const asked = ["mutate", "policy.json", "--command", "node test.cjs", "--operator", "statement-drop"];
    const there = copies();
    const { value } = await askJson<Answer>(asked, { cwd: folder, run: spawnProgram });
    expect(value).to.deep.include({ mutants: 2, killed: 1 });
    expect(value.survived.map(({ witness }) => witness.action)).to.deep.equal(["s3:GetObject"]);
    expect(JSON.parse(readFileSync(join(folder, "policy.json"), "utf8"))).to.deep.equal(document);
    expect(copies()).to.deep.equal(there);
  });

  it("keeps what the command writes out of the working folder", async () => {
    const command = "mkdir -p node_modules/.cache && touch node_modules/.cache/a b && node test.cjs";
    const asked = ["mutate", "policy.json", "--command", command, "--operator", "effect-flip", "--size", "1"];
    await ask(asked, { cwd: folder, run: spawnProgram });
    expect(existsSync(join(folder, "b"))).to.equal(false);
    expect(readdirSync(join(folder, "node_modules"))).to.deep.equal(["some-package"]);
  });

  it("kills a command that does not end, with what it started, and counts the mutant as killed", async () => {
    const [mark, there] = [temporary.path("alive"), copies()];
    const forever = `setInterval(() => require("node:fs").appendFileSync(${JSON.stringify(mark)}, "."), 50)`;
    writeFileSync(join(folder, "forever.cjs"), forever);
    const command = "node test.cjs || (node forever.cjs & node forever.cjs)";
    const asked = ["mutate", "policy.json", "--command", command, "--command-timeout", "2"];
    const { value } = await askJson<Answer>([...asked, "--operator", "statement-drop"], {
      cwd: folder,
      run: spawnProgram,
    });
    expect(value).to.deep.include({ mutants: 2, killed: 1, timeouts: 1 });
    const written = readFileSync(mark, "utf8").length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(readFileSync(mark, "utf8")).to.have.length(written);
    const report = await ask([...asked, "--operator", "statement-drop", "--format", "mutation"], {
      cwd: folder,
      run: spawnProgram,
    });
    expect(report.stdout).to.include('"status": "Timeout"');
    expect(copies()).to.deep.equal(there);
  });

  it("puts mutants to the cases of a corpus, and adds a case for each survivor", async () => {
    const options = { cwd: folder };
    await ask(["corpus", "generate", "policy.json", "--out", "cases.jsonl", "--size", "2"], options);
    const asked = ["mutate", "policy.json", "--corpus", "cases.jsonl"];
    const before = (await askJson<Answer>(asked, options)).value;
    expect(before.survived).not.to.have.length(0);
    const { stdout } = await ask([...asked, "--add", "cases.jsonl"], options);
    expect(stdout).to.include(`\ncases.jsonl has a case for ${before.survived.length} survivors\n`);
    const after = (await askJson<Answer>(asked, options)).value;
    expect(after).to.deep.include({ mutants: before.mutants, survived: [], score: 1 });
    const replayed = await ask(["corpus", "replay", "cases.jsonl", "--against", "policy.json"], options);
    expect(replayed.exit, replayed.stdout).to.equal(0);
    await ask([...asked, "--add", "more.jsonl"], options);
    expect(existsSync(join(folder, "more.jsonl"))).to.equal(false);
  });

  it("names each survivor that no case of a corpus can show, and adds the others", async () => {
    const options = { cwd: folder };
    copyFileSync(plan, join(folder, "plan.json"));
    const operators = ["principal-swap", "resource-policy-drop", "boundary-drop"];
    const asked = ["mutate", "plan.json", ...passRole, ...operators.flatMap((name) => ["--operator", name])];
    const { survived } = (await askJson<Answer>(asked, options)).value;
    const { stderr } = await ask([...asked, "--add", "survivors.jsonl"], options);
    const trusted = survived.filter(({ operator }) => operator === "principal-swap");
    expect(trusted.map(({ source }) => source)).to.include("aws_iam_role.job.assume_role_policy");
    for (const { source, pointer, witness } of trusted) {
      expect(stderr).to.include(`no case is added for \`principal-swap\` at ${pointer} of \`${source}\``);
      expect(stderr).to.include(`such as \`${witness.principal}\``);
    }
    expect(stderr).to.include("--property assumable-by:principals=");
    const ofResources = survived.filter(({ operator }) => operator === "resource-policy-drop");
    expect(stderr.includes("--property no-public-access")).to.equal(ofResources.length > 0);
    const rows = readFileSync(join(folder, "survivors.jsonl"), "utf8").split("\n");
    const cases = rows.filter((row) => row.includes('"id"'));
    const named = stderr.match(/no case is added/g) ?? [];
    expect(cases.length + named.length).to.equal(survived.length);
    expect(cases.some((row) => row.includes("aws_iam_role.operator"))).to.equal(true);
    const replayed = await ask(["corpus", "replay", "survivors.jsonl", "--against", "plan.json"], options);
    expect(replayed.exit, replayed.stdout).to.equal(0);
  });

  const refused: Readonly<Record<string, readonly [argv: readonly string[], message: string]>> = {
    "a command that fails already": [["policy.json", "--command", "exit 3"], "fails without any mistake"],
    "a command that takes longer than it may": [
      ["policy.json", "--command", "sleep 20", "--command-timeout", "1"],
      "takes more than 1 second without any mistake",
    ],
    "a command for a source that is not in the folder": [
      [full, "--command", "true"],
      "needs a file in the working folder",
    ],
    "no test": [[full], "`mutate` needs tests"],
    "an operator that does not exist": [
      [full, "--properties", "--operator", "action-dorp"],
      "unknown mutation operator",
    ],
  };
  for (const [what, [argv, message]] of Object.entries(refused)) {
    it(`refuses ${what}`, async () => {
      const there = copies();
      const { exit, stderr } = await ask(["mutate", ...argv], { cwd: folder, run: spawnProgram });
      expect(exit).to.equal(2);
      expect(stderr).to.include(message);
      expect(copies()).to.deep.equal(there);
    });
  }

  it("writes a report for dashboards, with the lines of each statement", async () => {
    const asked = ["mutate", guarded, ...passRole, "--format", "mutation"];
    const report = JSON.parse((await ask(asked)).stdout);
    const file = report.files[guarded];
    expect(report.schemaVersion).to.equal("2");
    expect(file.mutants).to.have.length(8);
    const noticed = file.mutants.find((one: { readonly status: string }) => one.status === "Killed");
    expect(noticed.mutatorName).to.equal("condition-drop");
    const lines = file.source.split("\n");
    const { start, end } = noticed.location;
    const statement = lines
      .slice(start.line - 1, end.line)
      .join("\n")
      .replace(/,$/, "");
    expect(JSON.parse(statement).Action).to.equal("iam:PassRole");
  });
});
