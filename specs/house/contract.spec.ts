import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { loadCommand } from "../../harness/cli/command.js";
import { commands } from "../../harness/cli/commands/commands.js";
import { exitCodes } from "../../harness/cli/exitCode.js";
import { optionsOf } from "../../harness/cli/readArguments.js";
import { type Asked, ask, askJson } from "../harness/cli/ask.js";
import { temporaryDirectory } from "../harness/cli/temporaryDirectory.js";
import { absolute, readText } from "./repository.js";

const contract = readText("CLI.md");

/** The cells of the rows of the table below a heading; a `|` inside a cell is written `\|`. */
const rowsBelow = (heading: string): readonly (readonly string[])[] =>
  contract
    .split(`\n## ${heading}\n`)[1]!
    .split("\n## ")[0]!
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .slice(1)
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim())
        .slice(1, -1),
    );

const codeOf = (cell: string): string => cell.replaceAll("`", "").replaceAll("\\|", "|");

/** The members of a JSON object as CLI.md writes it, those of inner objects left out; `?` after an optional one. */
function membersOf(shape: string): ReadonlyMap<string, "required" | "optional"> {
  let outer = shape.replace(/^\[?\{|\}\]?$/g, "");
  for (let inner = ""; inner !== outer; )
    [inner, outer] = [outer, outer.replaceAll(/\{[^{}]*\}|\[[^[\]]*\]/g, "")];
  const names = outer.matchAll(/(?:^|,)"(\w+)"(\?)?/g);
  return new Map([...names].map(([, name, mark]) => [name!, mark ? "optional" : "required"]));
}

const full = "managed:AWSBatchFullAccess@v7";
const shapes: Readonly<Record<string, readonly string[]>> = {
  check: ["create.plan.json", "--property", "tag-guard"],
  extract: ["create.plan.json"],
  decide: [full, "--action", "batch:ListJobs", "--resource", "*"],
  who: [full, "--action", "batch:SubmitJob", "--resource", "*"],
  compare: ["managed:BatchServiceRolePolicy@v6", "managed:BatchServiceRolePolicy@v7"],
  diff: ["managed:BatchServiceRolePolicy@v6", "managed:BatchServiceRolePolicy@v7"],
  history: ["managed:BatchServiceRolePolicy@v6..v7"],
  "corpus generate": [full, "--size", "2"],
  "corpus replay": [],
  "corpus merge": [],
  "report merge": [],
  mutate: [
    "managed:BatchServiceRolePolicy@v7",
    "--property",
    "pass-role-services",
    "--operator",
    "condition-drop",
  ],
  "list policies": [],
  "list properties": [],
  explain: ["external-id"],
};

describe("CLI.md", () => {
  const temporary = temporaryDirectory();
  const rows = rowsBelow("Commands").map(([usage, json]) => ({ usage: codeOf(usage!), json: codeOf(json!) }));

  const jsonOf = (name: string) =>
    rows.find(({ usage }) => usage === name || usage.startsWith(`${name} `))!.json;

  it("lists the commands that there are, with their operands", () => {
    const usages = commands.map(({ name, operands }) => `${name} ${operands}`.trim());
    expect(rows.map(({ usage }) => usage)).to.deep.equal([...usages, "help [COMMAND]", "version"]);
  });

  for (const [name, argv] of Object.entries(shapes)) {
    it(`says what \`${name}\` answers in JSON`, async () => {
      const file = temporary.path("cases.jsonl");
      if (name.startsWith("corpus")) await ask(["corpus", "generate", full, "--out", file, "--size", "2"]);
      const report = temporary.path("shard.json");
      if (name === "report merge") await ask(["check", full, "--shard", "1/1", "--out", `json=${report}`]);
      const files: Readonly<Record<string, readonly string[]>> = {
        "corpus generate": ["--out", file],
        "corpus replay": [file],
        "corpus merge": [file, "--out", temporary.path("merged.jsonl")],
        "report merge": [report],
      };
      const more = files[name] ?? [];
      const { value } = await askJson<object | readonly object[]>([...name.split(" "), ...argv, ...more]);
      const json = jsonOf(name);
      const members = membersOf(json.startsWith("as of check") ? jsonOf("check") : json);
      const answered = Object.keys(Array.isArray(value) ? value[0] : value);
      expect(answered.filter((key) => !members.has(key))).to.deep.equal([]);
      const required = [...members].filter(([, kind]) => kind === "required").map(([key]) => key);
      expect(answered).to.include.members(required);
    });
  }

  it("says what the commands answer that have no object", async () => {
    const requests = await ask(["generate", "requests", full, "--size", "2"]);
    const [request] = requests.stdout.trim().split("\n");
    expect(JSON.parse(request!)).to.have.all.keys(
      "principal",
      "action",
      "resource",
      "resourceAccount",
      "context",
    );
    expect((await askJson<string[]>(["list", "operators"])).value[0]).to.equal("StringEquals");
    expect((await ask(["help"])).stdout).to.include("usage: planproof");
    expect((await ask(["version"])).stdout).to.match(/^\d+\.\d+\.\d+\nAWS managed/);
  });

  it("names every option, and none that no command takes", async () => {
    const all = await Promise.all(commands.map(async (command) => optionsOf(await loadCommand(command))));
    const taken = [...new Set(all.flatMap((options) => Object.keys(options))), "pairs", "version"];
    const named = [...contract.matchAll(/`[^`]*`/g)].flatMap(([code]) => [...code.matchAll(/--([a-z-]+)/g)]);
    expect([...new Set(named.map(([, name]) => name!))].toSorted()).to.deep.equal(
      [...new Set(taken)].toSorted(),
    );
  });

  const exits: Readonly<Record<string, () => Promise<Asked>>> = {
    0: () => ask(["check", full, "--property", "valid-document"]),
    1: () => ask(["check", "widen.plan.json", "--property", "tag-guard"]),
    2: () => ask(["check", "absent.json"]),
    3: () => ask(["compare", "create.plan.json#aws_iam_role.operator", "state.json#aws_iam_role.operator"]),
    4: () => ask(["compare", full, full], { now: () => JSON.parse("{") as number }),
  };

  it("lists the exit codes that there are", () => {
    const codes = rowsBelow("Exit codes").map(([code]) => Number(code));
    expect(codes).to.deep.equal(Object.values(exitCodes).toSorted());
    expect(Object.keys(exits).map(Number)).to.deep.equal(codes);
  });

  for (const [code, question] of Object.entries(exits)) {
    it(`says when exit code ${code} comes`, async () => {
      expect((await question()).exit).to.equal(Number(code));
    });
  }

  const sources: Readonly<Record<string, string>> = {
    tfplan: "create.tfplan",
    "plan.json": "create.plan.json",
    "state.json": "state.json",
    "cdktf.out": "cdktf.out", // written below
    "policy.json": absolute("specs/fixtures/batch-policies/AWSBatchServiceRole.json"),
    "managed:AWSBatchServiceRole@v13": "managed:AWSBatchServiceRole@v13",
  };

  it("lists the sources that there are", () => {
    expect(rowsBelow("Sources").map(([, example]) => codeOf(example!))).to.deep.equal(Object.keys(sources));
  });

  for (const [example, source] of Object.entries(sources)) {
    it(`says that \`${example}\` is a source`, async () => {
      const shown = readFileSync(absolute("specs/fixtures/batch-plan/create.plan.json"));
      const run = async () => ({ exit: 0, stdout: shown, stderr: "" });
      const written = source === "cdktf.out" ? cdktfFolder(temporary.path(source)) : source;
      const { exit, stderr } = await ask(["extract", written], { run });
      expect(exit, stderr).to.equal(0);
    });
  }
});

/** Writes a folder as `cdktf synth` does, with one role in it. */
function cdktfFolder(folder: string): string {
  const role = { name: "r", assume_role_policy: JSON.stringify({ Statement: [] }) };
  const stacks = { app: { name: "app", synthesizedStackPath: "stacks/app/cdk.tf.json" } };
  mkdirSync(`${folder}/stacks/app`, { recursive: true });
  writeFileSync(`${folder}/manifest.json`, JSON.stringify({ version: "0.21.0", stacks }));
  writeFileSync(
    `${folder}/stacks/app/cdk.tf.json`,
    JSON.stringify({ resource: { aws_iam_role: { r: role } } }),
  );
  return folder;
}
