import { expect } from "chai";
import { parse } from "yaml";
import { loadCommand } from "../../harness/cli/command.js";
import { commands } from "../../harness/cli/commands/commands.js";
import { optionsOf, readArguments } from "../../harness/cli/readArguments.js";
import { reporters } from "../../harness/report/reporters.js";
import { codeBlocks, commandsOf } from "../house/codeBlocks.js";
import { dialectIn } from "../house/dialectWords.js";
import { readText } from "../house/repository.js";
import { action } from "./runAction.js";

const page = readText("docs/ci.md");
const blocks = codeBlocks(page);
const check = await loadCommand(commands.find(({ name }) => name === "check")!);

/** What is wrong with the arguments of a `planproof check` in a line of a script. */
function faultsIn(line: string): readonly string[] {
  const [, words] = /planproof check ([^|]+)/.exec(line)!;
  const read = readArguments(check, words!.trim().split(/\s+/));
  return read.ok ? [] : read.problems.map(({ diagnostic }) => diagnostic.message);
}

describe("docs/ci.md", () => {
  it("has YAML that parses, and commands with options that exist", () => {
    const yaml = blocks.filter(({ language }) => language === "yaml");
    expect(yaml).to.have.length(4);
    for (const { text } of yaml) expect(parse(text)).to.be.an("object");
    const lines = [
      ...blocks
        .filter(({ language }) => language === "sh")
        .flatMap(commandsOf)
        .map(({ text }) => text),
      ...yaml.flatMap(({ text }) => text.split("\n").filter((line) => line.includes("planproof check"))),
    ];
    expect(lines).to.have.length(3);
    for (const line of lines) expect(faultsIn(line), line).to.deep.equal([]);
  });

  it("names every input of the action, and no other", () => {
    const [, table] = /\| input \| means \|\n\|---\|---\|\n((?:\|.*\n)+)/.exec(page)!;
    const named = table!
      .split("\n")
      .flatMap((row) => [...(row.split("|")[1] ?? "").matchAll(/`([\w-]+)`/g)].map(([, name]) => name));
    expect(named.sort()).to.deep.equal(Object.keys(action.inputs).sort());
    const used = blocks.flatMap(({ text }) =>
      text.includes("OWNER/planproof@") ? Object.keys(stepOf(text)) : [],
    );
    for (const name of used) expect(Object.keys(action.inputs)).to.include(name);
  });

  it("names every format", () => {
    for (const format of reporters.keys()) expect(page, format).to.include(`\`${format}\``);
    expect(optionsOf(check)["hcl"]).to.be.an("object");
  });

  it("is in plain words", () => expect(dialectIn(page)).to.deep.equal([]));
});

interface Workflow {
  readonly jobs: Readonly<
    Record<string, { readonly steps: readonly { readonly uses?: string; readonly with?: object }[] }>
  >;
}

const stepOf = (text: string): object =>
  Object.values((parse(text) as Workflow).jobs)
    .flatMap(({ steps }) => steps)
    .find(({ uses }) => uses?.includes("planproof"))!.with!;
