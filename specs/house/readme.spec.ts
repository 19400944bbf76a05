import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { spawnProgram } from "../../harness/plan/source/spawnProgram.js";
import { type Asked, ask } from "../harness/cli/ask.js";
import { type StandInProvider, startProvider } from "../terraform/standInProvider.js";
import { hasTerraform } from "../terraform/workspace.js";
import { type CodeBlock, type Command, codeBlocks, commandsOf, exitOf } from "./codeBlocks.js";
import { absolute, readText } from "./repository.js";

// Code blocks run in a folder that looks like a user's: a plan, a state, a policy, and these specs.
const playground = ".planproof/readme";
const props: Readonly<Record<string, string>> = {
  "plan.json": "specs/fixtures/batch-plan/create.plan.json",
  "main.tf": "specs/fixtures/batch-plan/main.tf",
  tfplan: "specs/fixtures/batch-plan/create.tfplan",
  "state.json": "specs/fixtures/batch-plan/state.json",
  "policy.json": "specs/fixtures/batch-policies/AWSBatchServiceRole.json",
};
/** What the binary plan has: terraform shows it with the provider's schema. */
const types =
  `aws_batch_compute_environment aws_batch_job_definition aws_iam_policy aws_iam_role aws_iam_role_policy
  aws_iam_role_policy_attachment aws_s3_bucket aws_s3_bucket_policy data_aws_caller_identity
  data_aws_iam_policy_document`.split(/\s+/);
const npmWords = ["ci", "install", "i", "run", "test", "start", "exec", "pack", "init", "version"];
const { scripts } = JSON.parse(readText("package.json")) as { scripts: Readonly<Record<string, string>> };

interface Document {
  readonly name: string;
  readonly commands: readonly Command[];
  readonly examples: readonly Example[];
}
interface Example extends CodeBlock {
  /** in the playground */
  readonly file: string;
}

/** What is run of a document: commands, and examples in TypeScript. Examples in JavaScript are for other test runners. */
function readDocument(name: string): Document {
  const blocks = codeBlocks(readText(name));
  const languages = ["sh", "bash", "shell", "console"];
  const file = (line: number) => `${name.replaceAll(/\W/g, "-")}-line-${line}.ts`;
  return {
    name,
    commands: blocks.filter(({ language }) => languages.includes(language)).flatMap(commandsOf),
    examples: blocks
      .filter(({ language }) => ["ts", "typescript"].includes(language))
      .map((block) => ({ ...block, file: file(block.line) })),
  };
}

const byTask = readdirSync(absolute("docs"))
  .filter((name) => name.endsWith(".md"))
  .map((name) => `docs/${name}`);
const readme = readDocument("README.md");
const documents = [readme, ...byTask.map(readDocument)];
const when = (ready: boolean) => (ready ? it : it.skip);
const built = existsSync(absolute("dist/bundle/planproof.js"));

describe("the code blocks", function () {
  this.timeout(120_000);

  let provider: StandInProvider | undefined;
  before(async () => {
    rmSync(absolute(playground), { recursive: true, force: true });
    mkdirSync(absolute(playground), { recursive: true });
    for (const [name, source] of Object.entries(props))
      cpSync(absolute(source), absolute(`${playground}/${name}`));
    symlinkSync(absolute("specs"), absolute(`${playground}/specs`), "junction");
    if (!hasTerraform) return;
    const folder = mkdtempSync(join(tmpdir(), "planproof-provider-"));
    provider = await startProvider(join(folder, "provider.sock"), types);
    process.env["TF_REATTACH_PROVIDERS"] = provider.reattach;
    process.env["CHECKPOINT_DISABLE"] = "1";
  });
  after(() => {
    provider?.stop();
    delete process.env["TF_REATTACH_PROVIDERS"];
  });

  for (const { line, text } of readme.commands.filter(({ text }) => text.startsWith("npm "))) {
    it(`README.md, line ${line}: \`${text}\` names what npm can do here`, () => {
      for (const part of text.split("&&").map((half) => half.trim())) expect(unknownToNpm(part)).to.equal("");
    });
  }

  const [shown] = codeBlocks(readText("README.md")).filter(({ language }) => language === "text");
  it(`README.md, line ${shown?.line}: what \`npm start\` answers begins as it says`, async () => {
    const [tsx, main, ...argv] = scripts["start"]!.split(" ");
    expect([tsx, main]).to.deep.equal(["tsx", "harness/cli/frame/main.ts"]);
    const { stdout } = await ask(argv, { cwd: absolute(".") });
    const wanted = inOneLine(shown!.text.split("…")[0]!);
    expect(inOneLine(stdout).slice(0, wanted.length)).to.equal(wanted);
  });

  when(built)("compile (needs `npm run build`)", () => {
    const { status, output } = compileExamples(documents.flatMap(({ examples }) => examples));
    expect(status, output).to.equal(0);
  });

  for (const { name, commands, examples } of documents) {
    for (const command of commands.filter(({ text }) => text.startsWith("npx planproof"))) {
      const runs = hasTerraform || !/ tfplan\b/.test(command.text);
      when(runs)(`${name}, line ${command.line}: \`${command.text}\` ends as it says`, async () => {
        const { exit, stderr } = await askCommand(command);
        expect(command.exit === undefined ? [0, 1, 3] : [command.exit], stderr).to.include(exit);
      });
    }
    for (const example of examples) {
      when(built)(
        `${name}, line ${example.line}: the example ends as it says (needs \`npm run build\`)`,
        () => {
          const { status, output } = runExample(example);
          expect(status, output).to.equal(exitOf(example.text));
        },
      );
    }
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

/** Asks a command in this process, which saves each a second; its words are taken apart as a shell would. */
async function askCommand({ text }: Command): Promise<Asked> {
  // what only a shell knows is not taken for a word
  expect(text).not.to.match(/[|&;<>$`\\'*?]|\bnpx\b.*\bnpx\b/);
  const [npx, planproof, ...argv] = [...text.matchAll(/"([^"]*)"|\S+/g)].map(
    ([word, quoted]) => quoted ?? word,
  );
  expect([npx, planproof]).to.deep.equal(["npx", "planproof"]);
  // `init` writes a configuration, and a workflow at the root of its repository
  const folder = argv[0] === "init" ? mkdtempSync(join(tmpdir(), "planproof-init-")) : absolute(playground);
  return ask(argv, { cwd: folder, run: spawnProgram });
}

/** Compiles all examples at once. They lie inside this repository, so that `planproof` is this package's own build. */
function compileExamples(examples: readonly Example[]): { status: number | null; output: string } {
  examples.forEach(writeExample);
  const config = {
    extends: "../../tsconfig.json",
    compilerOptions: { noUnusedLocals: false },
    files: examples.map(({ file }) => file),
    include: [],
  };
  writeFileSync(absolute(`${playground}/tsconfig.json`), JSON.stringify(config));
  return node(["node_modules/typescript/bin/tsc", "-p", `${playground}/tsconfig.json`]);
}

const writeExample = ({ file, text }: Example): void =>
  writeFileSync(absolute(`${playground}/${file}`), `${text}\nexport {};\n`);

/** Runs an example, with mocha where it makes tests. */
function runExample(example: Example): { status: number | null; output: string } {
  const { file, text } = example;
  writeExample(example);
  const tests = /\bplanproof\/mocha\b|^(describe|it)\(/m.test(text);
  return tests
    ? node(["node_modules/mocha/bin/mocha.js", "--no-config", "--require", "tsx", file], playground)
    : node(["node_modules/tsx/dist/cli.mjs", file], playground);
}

function node([script, ...rest]: readonly string[], cwd = "."): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [absolute(script!), ...rest], {
    cwd: absolute(cwd),
    encoding: "utf8",
  });
  return { status, output: stdout + stderr };
}
