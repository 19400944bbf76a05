import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Command } from "../../../harness/cli/command.js";
import { loadCommand } from "../../../harness/cli/command.js";
import { commands } from "../../../harness/cli/commands/commands.js";
import type { RunProgram } from "../../../harness/plan/source/runProgram.js";
import { change, makePlan, written } from "../plan/plans.js";
import { ask, cwd } from "./ask.js";
import { temporaryDirectory } from "./temporaryDirectory.js";

const canary = "canary-7f3a-not-a-real-secret";
const plans = readdirSync(cwd).filter(
  (name) => readFileSync(join(cwd, name)).includes(canary) && name.endsWith(".json"),
);

/** What each command needs in addition to its formats, by what its operands are called. */
function operandsOf({ operands, name }: Command, source: string, scratch: string): readonly string[] {
  if (name === "corpus generate") return [source, "--out", join(scratch, "cases.jsonl"), "--size", "5"];
  if (name === "decide" || name === "who")
    return [source, "--action", "s3:GetObject", "--resource", "arn:aws:s3:::b/k"];
  if (name === "history") return [source, "--since", "2020-01-01"];
  if (operands.startsWith("LEFT RIGHT")) return [source, source];
  return operands === "" ? [] : [source];
}
const limits = ({ options }: Command): readonly string[] => (options["runs"] ? ["--runs", "20"] : []);

describe("secrets of a plan on the command line", () => {
  const scratch = temporaryDirectory();
  const written = (): string =>
    readdirSync(scratch.path("."))
      .filter((name) => !name.startsWith("broken"))
      .map((name) => readFileSync(scratch.path(name), "utf8"))
      .join("\n");

  const expectNone = async (argv: readonly string[], run?: RunProgram): Promise<void> => {
    const { exit, stdout, stderr } = await ask(argv, run && { run });
    expect(exit, argv.join(" ")).to.be.lessThan(4);
    expect(stdout + stderr + written(), argv.join(" ")).not.to.include("canary");
  };

  for (const entry of commands.filter(({ name }) => name !== "init")) {
    const askAll = async (source: string, run?: RunProgram): Promise<void> => {
      const command = await loadCommand(entry);
      for (const format of command.formats) {
        const way = [...limits(command), "--format", format];
        const operands = operandsOf(command, source, scratch.path("."));
        await expectNone([...command.name.split(" "), ...operands, ...way], run);
      }
    };

    it(`are not shown by ${entry.name}, in any format`, async () => {
      for (const plan of plans) await askAll(plan);
      await askAll("noop.plan.json#aws_iam_role.operator");
    });

    it(`are not shown by ${entry.name} when the plan is broken around one`, async () => {
      const text = readFileSync(join(cwd, "create.plan.json"), "utf8");
      const at = text.indexOf(canary);
      const broken = {
        cut: text.slice(0, at + 10),
        quoted: `${text.slice(0, at + 10)}"""${text.slice(at + 10)}`,
        lines: `${canary}\n${text}`,
        twice: text + text,
      };
      for (const [name, content] of Object.entries(broken)) {
        writeFileSync(scratch.path(`broken-${name}.json`), content);
        await askAll(scratch.path(`broken-${name}.json`));
      }
    });

    it(`are not shown by ${entry.name} when terraform shows them`, async () => {
      const [stdout, stderr] = [Buffer.from(canary), `Error: ${canary}`];
      for (const exit of [0, 1]) await askAll("create.tfplan", async () => ({ exit, stdout, stderr }));
    });
  }

  const target = "noop.plan.json#aws_iam_role.operator";
  const object = ["--action", "s3:GetObject", "--resource", "*"];
  const failing: readonly (readonly string[])[] = [
    ["decide", target, "--request", "create.plan.json"],
    ["decide", target, "--request", "main.tf"],
    ["decide", target, ...object, "--managed", "."],
    ["decide", "create.plan.json", ...object],
    ["compare", "--pairs", "create.plan.json"],
    ["compare", "--pairs", "main.tf"],
    ["compare", "state.json#output.secret", "state.json#var.secret"],
    ["check", "create.plan.json#aws_iam_role.nobody"],
    ["check", "create.plan.json#statement=1"],
    ["check", "create.plan.json", "--property", "nothing"],
    ["check", "create.plan.json", "--runs", "20", "--out", "json=absent/report.json"],
    ["check", "create.plan.json", "--runs", "20", "--out", "human=."],
    ["corpus", "generate", "noop.plan.json", "--out", "absent/cases.jsonl", "--size", "5"],
    ["corpus", "replay", "create.plan.json", "main.tf", "create.tfplan"],
    ["extract", "main.tf"],
  ];
  for (const argv of failing) {
    it(`are not shown by \`${argv.join(" ")}\`, which fails`, async () => {
      for (const format of ["human", "json"]) {
        const { exit, stdout, stderr } = await ask([...argv, "--format", format]);
        expect(exit).to.equal(2);
        expect(stdout + stderr).not.to.include("canary");
      }
    });
  }

  it("are not shown of a plan that is cut off, wherever it is", async () => {
    const text = readFileSync(join(cwd, "create.plan.json"), "utf8");
    for (let length = 0; length < text.length; length += 499) {
      for (const command of ["check", "extract"]) {
        const { exit, stdout, stderr } = await ask([command, "-"], { input: text.slice(0, length) });
        expect([exit, stdout], String(length)).to.deep.equal([2, ""]);
        expect(stderr, String(length)).not.to.include("canary");
        expect(stderr, String(length)).to.match(/^-(:\d+:\d+)?: error: .*\n {2}\S/);
      }
    }
  });

  it("are looked for where they are", () => {
    expect(plans).to.include.members(["create.plan.json", "noop.plan.json", "state.json", "widen.plan.json"]);
    expect(readFileSync(join(cwd, "main.tf"), "utf8")).to.include(canary);
  });
});

describe("variables of a plan on the command line", () => {
  const scratch = temporaryDirectory();
  const template = (text: string, ...references: readonly string[]) => ({ constant_value: text, references });
  const statement = (name: string) =>
    `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"\${aws_s3_bucket.b.arn}/\${var.${name}}/*"}]}`;
  const policy = (name: string, variable: string, sensitive: object = {}) => ({
    change: change(`aws_iam_policy.${name}`, {
      after: { name },
      unknown: { policy: true, arn: true },
      sensitive,
    }),
    written: {
      ...written(`aws_iam_policy.${name}`, {}),
      expressions: { policy: template(statement(variable), "aws_s3_bucket.b.arn", `var.${variable}`) },
    },
  });
  const policies = [
    policy("declared", "declared"),
    policy("masked", "masked", { policy: true }),
    policy("shown", "shown"),
  ];
  const bucket = change("aws_s3_bucket.b", { after: { bucket: "data" }, unknown: { arn: true } });
  const plan = makePlan(
    [bucket, ...policies.map((one) => one.change)],
    {
      resources: policies.map((one) => one.written),
      variables: { declared: { sensitive: true, default: `${canary}-default` }, masked: {}, shown: {} },
    },
    { variables: { declared: { value: canary }, masked: { value: canary }, shown: { value: "folder" } } },
  );
  before(() => writeFileSync(scratch.path("plan.json"), JSON.stringify(plan)));

  for (const name of ["extract", "check", "decide", "who", "diff", "history"]) {
    it(`are not shown by ${name} where they, or what they are used in, are sensitive`, async () => {
      const command = await loadCommand(commands.find((one) => one.name === name)!);
      for (const format of command.formats) {
        const argv = [name, ...operandsOf(command, scratch.path("plan.json"), ""), ...limits(command)];
        const { exit, stdout, stderr } = await ask([...argv, "--format", format]);
        expect(exit, format).to.be.lessThan(4);
        expect(stdout + stderr, format).not.to.include("canary");
      }
    });
  }

  it("are shown where nothing is secret", async () => {
    const { stdout } = await ask([
      "extract",
      scratch.path("plan.json"),
      "--account",
      "123456789012",
      "--format",
      "json",
    ]);
    expect(stdout).to.include("arn:aws:s3:::data/folder/*");
  });
});
