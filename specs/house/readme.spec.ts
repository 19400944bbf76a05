import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { type CodeBlock, type Command, codeBlocks, commandsOf, exitOf } from "./codeBlocks.js";
import { absolute, readText } from "./repository.js";

// Code blocks run in a folder that looks like a user's: a plan, a state, a policy, and these specs.
const playground = ".planproof/readme";
const props: Readonly<Record<string, string>> = {
  "plan.json": "specs/fixtures/batch-plan/create.plan.json",
  tfplan: "specs/fixtures/batch-plan/create.tfplan",
  "state.json": "specs/fixtures/batch-plan/state.json",
  "policy.json": "policies/managed/documents/AWSBatchServiceRole.json",
};
const npmWords = ["ci", "install", "i", "run", "test", "start", "exec", "pack", "init", "version"];
const { scripts } = JSON.parse(readText("package.json")) as { scripts: Readonly<Record<string, string>> };

const blocks = codeBlocks(readText("README.md"));
const commands = blocks
  .filter(({ language }) => ["sh", "bash", "shell", "console"].includes(language))
  .flatMap(commandsOf);
const examples = blocks.filter(({ language }) => ["ts", "typescript"].includes(language));
const when = (ready: boolean) => (ready ? it : it.skip);

describe("the README", function () {
  this.timeout(120_000);

  before(() => {
    rmSync(absolute(playground), { recursive: true, force: true });
    mkdirSync(absolute(playground), { recursive: true });
    for (const [name, source] of Object.entries(props))
      cpSync(absolute(source), absolute(`${playground}/${name}`));
    symlinkSync(absolute("specs"), absolute(`${playground}/specs`), "junction");
  });

  for (const { line, text } of commands.filter(({ text }) => text.startsWith("npm "))) {
    it(`line ${line}: \`${text}\` names what npm can do here`, () => {
      for (const part of text.split("&&").map((half) => half.trim())) expect(unknownToNpm(part)).to.equal("");
    });
  }

  const ready = existsSync(absolute("harness/cli/main.ts"));
  for (const command of commands.filter(({ text }) => text.startsWith("npx planproof"))) {
    when(ready)(`line ${command.line}: \`${command.text}\` ends as it says`, () => {
      const { status, stderr } = runCommand(command);
      expect(command.exit === undefined ? [0, 1, 2, 3] : [command.exit], stderr).to.include(status);
    });
  }

  const [shown] = blocks.filter(({ language }) => language === "text");
  it(`line ${shown?.line}: what \`npm start\` answers begins as it says`, () => {
    const [tsx, ...argv] = scripts["start"]!.split(" ");
    expect(tsx).to.equal("tsx");
    const { stdout } = spawnSync(process.execPath, ["--import", "tsx", ...argv], {
      cwd: absolute("."),
      encoding: "utf8",
    });
    const wanted = inOneLine(shown!.text.split("…")[0]!);
    expect(inOneLine(stdout).slice(0, wanted.length)).to.equal(wanted);
  });

  const built = existsSync(absolute("dist/harness/planproof.js"));
  for (const example of examples) {
    when(built)(
      `line ${example.line}: the example compiles and ends as it says (needs \`npm run build\`)`,
      () => {
        const { status, output } = runExample(example);
        expect(status, output).to.equal(exitOf(example.text));
      },
    );
  }
});

/** A README breaks lines elsewhere than a terminal. */
const inOneLine = (text: string): string => text.trim().replaceAll(/\s+/g, " ");

/** The npm command or script that does not exist, else nothing. */
function unknownToNpm(text: string): string {
  const [npm, word = "", script = ""] = text.split(/\s+/);
  if (npm !== "npm") return "";
  if (!npmWords.includes(word)) return word;
  const wanted = { test: "test", start: "start", run: script }[word];
  return wanted === undefined || wanted in scripts ? "" : `${word} ${wanted}`;
}

function runCommand({ text }: Command): { status: number | null; stderr: string } {
  const cli = `"${process.execPath}" --import tsx "${absolute("harness/cli/main.ts")}"`;
  return spawnSync(
    text.replaceAll(/\bnpx planproof\b/g, () => cli),
    {
      cwd: absolute(playground),
      encoding: "utf8",
      input: "",
      shell: true,
    },
  );
}

/**
 * Compiles an example and runs it, with mocha where it makes tests. It lies inside this repository, so that
 * `planproof` is this package's own build.
 */
function runExample({ line, text }: CodeBlock): { status: number | null; output: string } {
  const file = `${playground}/line-${line}.ts`;
  writeFileSync(absolute(file), `${text}\nexport {};\n`);
  const compilerOptions = { noUnusedLocals: false };
  const config = { extends: "../../tsconfig.json", compilerOptions, files: [`line-${line}.ts`], include: [] };
  writeFileSync(absolute(`${playground}/tsconfig.json`), JSON.stringify(config));
  const compiled = node(["node_modules/typescript/bin/tsc", "-p", `${playground}/tsconfig.json`]);
  if (compiled.status !== 0) return compiled;
  const tests = /\bplanproof\/mocha\b|^(describe|it)\(/m.test(text);
  return tests
    ? node(
        ["node_modules/mocha/bin/mocha.js", "--no-config", "--require", "tsx", `line-${line}.ts`],
        playground,
      )
    : node(["node_modules/tsx/dist/cli.mjs", `line-${line}.ts`], playground);
}

function node([script, ...rest]: readonly string[], cwd = "."): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [absolute(script!), ...rest], {
    cwd: absolute(cwd),
    encoding: "utf8",
  });
  return { status, output: stdout + stderr };
}
