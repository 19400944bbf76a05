import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Command } from "../../../harness/cli/command.js";
import { commands } from "../../../harness/cli/commands.js";
import type { RunProgram } from "../../../harness/plan/runProgram.js";
import { ask, cwd } from "./ask.js";
import { temporaryDirectory } from "./temporaryDirectory.js";

const canary = "canary-7f3a-not-a-real-secret";
const plans = readdirSync(cwd).filter(
  (name) => readFileSync(join(cwd, name)).includes(canary) && name.endsWith(".json"),
);

/** What each command needs beside its formats, by what its operands are called. */
const operandsOf = ({ operands, name }: Command, source: string, scratch: string): readonly string[] => {
  if (name === "corpus generate") return [source, "--out", join(scratch, "cases.jsonl"), "--size", "5"];
  if (name === "decide") return [source, "--action", "s3:GetObject", "--resource", "arn:aws:s3:::b/k"];
  if (operands.startsWith("LEFT RIGHT")) return [source, source];
  return operands === "" ? [] : [source];
};
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

  for (const command of commands.filter(({ name }) => name !== "init")) {
    const ways = command.formats.map((format) => [...limits(command), "--format", format]);
    const askAll = async (source: string, run?: RunProgram): Promise<void> => {
      for (const way of ways) {
        const operands = operandsOf(command, source, scratch.path("."));
        await expectNone([...command.name.split(" "), ...operands, ...way], run);
      }
    };

    it(`are not told by ${command.name}, in any format`, async () => {
      for (const plan of plans) await askAll(plan);
      await askAll("noop.plan.json#aws_iam_role.operator");
    });

    it(`are not told by ${command.name} when the plan is broken around one`, async () => {
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

    it(`are not told by ${command.name} when terraform tells them`, async () => {
      const [stdout, stderr] = [Buffer.from(canary), `Error: ${canary}`];
      for (const exit of [0, 1]) await askAll("create.tfplan", async () => ({ exit, stdout, stderr }));
    });
  }

  it("are looked for where they are", () => {
    expect(plans).to.include.members(["create.plan.json", "noop.plan.json", "state.json", "widen.plan.json"]);
    expect(readFileSync(join(cwd, "main.tf"), "utf8")).to.include(canary);
  });
});
