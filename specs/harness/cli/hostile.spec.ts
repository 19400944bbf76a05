import { mkdirSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import type { Command } from "../../../harness/cli/command.js";
import { loadCommand } from "../../../harness/cli/command.js";
import { commands } from "../../../harness/cli/commands/commands.js";
import { type Asked, ask } from "./ask.js";
import { hostileInputs } from "./hostileInputs.js";
import { temporaryDirectory } from "./temporaryDirectory.js";

function operandsOf({ name, operands }: Command, source: string): readonly string[] {
  if (name === "corpus generate" || name === "corpus merge") return [source, "--out", "cases.out"];
  if (name === "except")
    return ["0123456789ab", source, "--reason", "meant", "--owner", "us", "--exceptions", "except.json"];
  if (name === "mutate") return [source, "--properties"];
  if (name === "decide" || name === "who")
    return [source, "--action", "s3:GetObject", "--resource", "arn:aws:s3:::b/k"];
  if (name === "history") return [source, "--since", "2024-01-01"];
  return operands.startsWith("LEFT") ? [source, "managed:AWSBatchServiceRole"] : [source];
}
const limits = ({ options }: Command): readonly string[] => [
  ...(options["runs"] ? ["--runs", "5"] : []),
  ...(options["size"] ? ["--size", "3"] : []),
];

/** What a program of ours would say that fell over. */
const fall =
  /\n\s+at |node:internal|TypeError|RangeError|is not a function|\[object Object\]|\bNaN\b|\bundefined\b/;

function expectManners({ exit, stdout, stderr }: Asked, format: string, replays: boolean): void {
  expect(exit, stderr + stdout).to.be.oneOf([0, 1, 2, 3]);
  expect(stdout + stderr).not.to.match(fall);
  if (format === "json") expectJson(JSON.parse(stdout) as object, exit);
  else if (exit === 2) {
    // a replay reports what it could read, next to what it could not
    if (!replays) expect(stdout).to.equal("");
    expect(stderr).to.match(/: error: [^A-Z].*\n {2}\S/);
  }
}

function expectJson(value: object, exit: number): void {
  expect("error" in value).to.equal(exit === 2);
  if (!("error" in value)) return;
  expect(value.error).to.include.all.keys("code", "message", "source", "line", "column", "hint");
  expect(value.error).to.have.property("hint").which.matches(/\w/);
  const { code, source, message } = value.error as Readonly<Record<string, unknown>>;
  if (code !== "usage" || source !== null) expect(source).to.be.a("string");
  else
    expect(message, "of all sources together").to.match(
      /nothing to (check|compare)|one operand needs a plan|no AWS managed policy known on|no violation has the id/,
    );
}

/** `explain` takes the name of a property, and so reads nothing. */
const readsInput = ({ name, operands }: { readonly name: string; readonly operands: string }): boolean =>
  operands !== "" && name !== "explain";

describe("hostile input", () => {
  const scratch = temporaryDirectory();
  before(() => {
    mkdirSync(scratch.path("a directory"));
    for (const [name, content] of Object.entries(hostileInputs)) writeFileSync(scratch.path(name), content);
  });

  const names = [
    ...Object.keys(hostileInputs),
    "a directory",
    "absent",
    "a list#",
    "a\0b",
    "managed:__proto__",
  ];
  for (const name of names) {
    it(`gets an answer or one error that helps, in every command and format: ${JSON.stringify(name)}`, async () => {
      for (const entry of commands.filter(readsInput)) {
        const command = await loadCommand(entry);
        let refused = false;
        for (const [at, format] of command.formats.entries()) {
          // an error is written in one of two ways: as JSON, or for reading
          if (refused && at > 1) break;
          const argv = [...command.name.split(" "), ...operandsOf(command, name), ...limits(command)];
          const asked = await ask([...argv, "--format", format], { cwd: scratch.path(".") });
          expectManners(asked, format, command.name === "corpus replay");
          refused ||= asked.exit === 2;
        }
      }
      expect(Object.getOwnPropertyNames(Object.prototype)).not.to.include("a");
    });
  }
});
