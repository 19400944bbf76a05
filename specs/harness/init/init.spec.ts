import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { expect } from "chai";
import { loadConfig } from "../../../harness/config/loadConfig.js";
import { ask, askJson } from "../cli/ask.js";
import { temporaryDirectory } from "../cli/temporaryDirectory.js";

const runners = {
  mocha: { depends: ["mocha"], file: "iam.test.mjs", script: "mocha iam.test.mjs" },
  vitest: { depends: ["vitest"], file: "iam.test.mjs", script: "vitest run iam.test.mjs" },
  jest: {
    depends: ["jest", "typescript"],
    file: "iam.test.mjs",
    script: 'node --experimental-vm-modules node_modules/jest/bin/jest.js --testMatch "**/iam.test.mjs"',
  },
  node: { depends: [], file: "iam.test.mjs", script: "node --test iam.test.mjs" },
  "mocha in TypeScript": {
    depends: ["mocha", "typescript", "tsx"],
    file: "iam.test.mts",
    script: "node --import tsx node_modules/mocha/bin/mocha.js iam.test.mts",
  },
  "vitest in TypeScript": {
    depends: ["vitest", "typescript"],
    file: "iam.test.mts",
    script: "vitest run iam.test.mts",
  },
};

describe("planproof init", () => {
  const scratch = temporaryDirectory();
  const write = (path: string, content: string) => {
    mkdirSync(dirname(scratch.path(path)), { recursive: true });
    writeFileSync(scratch.path(path), content);
  };
  const read = (path: string) => readFileSync(scratch.path(path), "utf8");
  const filesIn = (folder: string) =>
    readdirSync(scratch.path(folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => [name, readFileSync(`${parentPath}/${name}`, "utf8")]);

  for (const [title, { depends, file, script }] of Object.entries(runners)) {
    it(`writes what ${title} runs, and nothing the second time`, async () => {
      const folder = title.replaceAll(" ", "-");
      const devDependencies = Object.fromEntries(depends.map((name) => [name, "*"]));
      write(
        `${folder}/package.json`,
        JSON.stringify({ name: "infra", scripts: { test: "mine" }, devDependencies }),
      );
      write(`${folder}/modules/m/main.tf`, "");
      write(`${folder}/deploy/prod/main.tf`, "");
      const io = { cwd: scratch.path(folder) };
      const { exit, value } = await askJson<string[]>(["init"], io);
      expect(exit).to.equal(0);
      expect(value).to.deep.equal([
        file,
        file.replace("iam", "iam-example"),
        "planproof.config.json",
        ".github/workflows/planproof.yml",
        "planproof.gitlab-ci.yml",
        "package.json",
      ]);
      const manifest = JSON.parse(read(`${folder}/package.json`)) as { scripts: Record<string, string> };
      expect(manifest.scripts).to.include({ test: "mine", "iam:test": script });
      expect(manifest.scripts["iam:plan"]).to.include(
        "terraform -chdir=deploy/prod plan -input=false -out=tfplan",
      );
      expect(manifest).to.deep.include({ name: "infra", devDependencies });
      const [door] = title.split(" ");
      expect(read(`${folder}/${file}`))
        .to.include(`"planproof/${door}"`)
        .and.include('"deploy/prod/tfplan"');
      const before = filesIn(folder);
      expect((await askJson(["init"], io)).value).to.deep.equal([]);
      const { stdout } = await ask(["init"], io);
      expect(stdout).to.include(`kept ${file}`).and.not.include("wrote");
      expect(filesIn(folder)).to.deep.equal(before);
    });
  }

  it("keeps every file that exists, and writes the job of the service that is there", async () => {
    write("own/.gitlab-ci.yml", "mine");
    write("own/planproof.config.json", "mine");
    write("own/iam.test.mjs", "mine");
    write("own/main.tf", "");
    const { value } = await askJson(["init"], { cwd: scratch.path("own") });
    expect(value).to.deep.equal(["iam-example.test.mjs", "planproof.gitlab-ci.yml", "package.json"]);
    for (const file of [".gitlab-ci.yml", "planproof.config.json", "iam.test.mjs"])
      expect(read(`own/${file}`)).to.equal("mine");
    expect(read("own/package.json")).to.include('"type": "module"').and.include('"terraform init');
  });

  it("writes the workflow where GitHub reads it, at the root of the repository", async () => {
    mkdirSync(scratch.path("repository/.git"), { recursive: true });
    write("repository/.github/dependabot.yml", "");
    write("repository/infra/main.tf", "");
    await ask(["init"], { cwd: scratch.path("repository/infra") });
    expect(existsSync(scratch.path("repository/infra/planproof.gitlab-ci.yml"))).to.equal(false);
    expect(read("repository/.github/workflows/planproof.yml")).to.include('working-directory: "infra"');
  });

  it("says what to install, unless it is installed", async () => {
    const install = "npm install --save-dev planproof";
    write("first/package.json", "{}");
    expect((await ask(["init"], { cwd: scratch.path("first") })).stdout).to.include(install);
    write("later/package.json", '{ "devDependencies": { "planproof": "^0.1.0" } }');
    expect((await ask(["init"], { cwd: scratch.path("later") })).stdout).not.to.include(install);
  });

  it("writes a configuration that is valid", async () => {
    write("config/main.tf", "");
    await ask(["init"], { cwd: scratch.path("config") });
    const loaded = await loadConfig({ cwd: scratch.path("config") });
    expect(loaded.ok && loaded.value, JSON.stringify(loaded)).to.be.an("object");
  });

  it("writes nothing where package.json is broken", async () => {
    write("broken/package.json", "{");
    const { exit, stderr } = await ask(["init"], { cwd: scratch.path("broken") });
    expect(exit).to.equal(2);
    expect(stderr).to.include("`package.json` is not a JSON object").and.include("nothing was written");
    expect(readdirSync(scratch.path("broken"))).to.deep.equal(["package.json"]);
  });
});
