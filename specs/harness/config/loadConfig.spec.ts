import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { expect } from "chai";
import { loadConfig, loadConfigAtOnce } from "../../../harness/config/loadConfig.js";
import { temporaryDirectory } from "../cli/temporaryDirectory.js";

describe("loadConfig", () => {
  const temporary = temporaryDirectory();
  let folders = 0;

  /** A repository with these files, each in a separate folder: Node keeps what it imported. */
  function repository(files: Readonly<Record<string, string>>): string {
    folders += 1;
    const folder = temporary.path(`repository${folders}`);
    mkdirSync(`${folder}/.git`, { recursive: true });
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(`${folder}/${name}`), { recursive: true });
      writeFileSync(`${folder}/${name}`, content);
    }
    return folder;
  }

  /** `FILE:LINE:COLUMN MESSAGE; HINT` of each problem. */
  async function problems(cwd: string, file?: string): Promise<readonly string[]> {
    const read = await loadConfig({ cwd, ...(file !== undefined && { file }) });
    return read.ok
      ? []
      : read.diagnostics.map(({ source, position, message, hint }) => {
          const place = position === undefined ? source : `${source}:${position.line}:${position.column}`;
          return `${place} ${message}; ${hint}`;
        });
  }

  const json = (config: object) => ({ "planproof.config.json": JSON.stringify(config, null, 1) });

  it("finds nothing in a repository without one", async () => {
    const read = await loadConfig({ cwd: repository({}) });
    expect(read.ok && read.value).to.equal(undefined);
  });

  it("is found upward, to the root of the repository and no further", async () => {
    const cwd = repository({ ...json({ seed: 7 }), "a/b/x": "", "inner/.git/x": "", "inner/y": "" });
    const read = await loadConfig({ cwd: `${cwd}/a/b` });
    expect(read.ok && read.value?.config).to.deep.equal({ seed: 7 });
    expect(read.ok && read.value?.file).to.equal("../../planproof.config.json");
    const inner = await loadConfig({ cwd: `${cwd}/inner` });
    expect(inner.ok && inner.value).to.equal(undefined);
  });

  it("makes paths those of the working directory, and no others", async () => {
    const sources = ["plan.json#aws_iam_role.a", "./b.json", "managed:AWSBatchFullAccess", "-", "/abs.json"];
    const cwd = repository({ ...json({ sources, outputs: { json: "out.json" }, managed: "m" }), "a/x": "" });
    const read = await loadConfig({ cwd: `${cwd}/a` });
    expect(read.ok && read.value?.config).to.deep.equal({
      sources: ["../plan.json#aws_iam_role.a", "../b.json", "managed:AWSBatchFullAccess", "-", "/abs.json"],
      outputs: { json: "../out.json" },
      managed: "../m",
    });
  });

  const modules: Readonly<Record<string, string>> = {
    "planproof.config.mjs": "export default { seed: 7 };",
    "planproof.config.js": "module.exports = { seed: 7 };",
    "planproof.config.ts": "const seed: number = 7;\nexport default { seed };",
  };
  for (const [name, code] of Object.entries(modules)) {
    it(`loads ${name}, waiting or at once`, async () => {
      const cwd = repository({ [name]: code });
      for (const read of [await loadConfig({ cwd }), loadConfigAtOnce({ cwd })])
        expect(read.ok && read.value?.config, name).to.deep.equal({ seed: 7 });
    });
  }

  it("takes properties of one's own in code, and says what is wrong with others", async () => {
    const own =
      "{ id: 'own', sentence: 's', appliesTo: () => true, search: () => ({ verdict: 'holds', by: 'search', runs: 0 }) }";
    const good = repository({
      "planproof.config.mjs": `export default { properties: [${own}, 'no-admin'] };`,
    });
    expect(await problems(good)).to.deep.equal([]);
    const bad = repository({ "planproof.config.mjs": `export default { properties: [{ id: 7 }, 7] };` });
    expect(await problems(bad)).to.deep.equal([
      "planproof.config.mjs `properties[0].id` is a number; write a string: Of a built-in property",
      "planproof.config.mjs `properties[1]` is a number; write a string or an object",
    ]);
  });

  it("says where an unknown key is and which one is nearest", async () => {
    const cwd = repository({ "planproof.config.json": '{\n  "failon": "high",\n  "sed": 1\n}' });
    expect(await problems(cwd)).to.deep.equal([
      "planproof.config.json:2:3 unknown key `failon`; did you mean `failOn`?",
      "planproof.config.json:3:3 unknown key `sed`; did you mean `seed`?",
    ]);
  });

  const values: readonly (readonly [object, string])[] = [
    [{ seed: -1 }, "`seed` cannot be `-1`; write a whole number from 0 up"],
    [{ runs: 1.5 }, "`runs` cannot be `1.5`; write a whole number from 1 to 1000000"],
    [{ preset: "stict" }, "`preset` cannot be `stict`; did you mean `strict`?"],
    [{ sources: [] }, "`sources` is empty; name at least one, or leave it out"],
    [{ sources: [" "] }, "`sources[0]` cannot be ` `; write a string"],
    [
      { account: "1" },
      "`account` cannot be `1`; write a string: The AWS account where a source does not say",
    ],
    [{ allowEmpty: "no" }, "`allowEmpty` is a string; write true or false"],
    [{ trusted: ["acme"] }, "`trusted[0]` cannot be `acme`; write a string"],
    [{ exceptions: [{ property: "no-admin" }] }, "`exceptions[0]` has no `target`; write `target`"],
    [{ properties: ["no-admim"] }, "unknown property `no-admim`; did you mean `no-admin`?"],
    [
      { properties: [{ id: "tag-guard", parameters: { keys: "a" } }] },
      "unknown parameter `keys` of `tag-guard`; `tag-guard` has no parameters",
    ],
    [
      { properties: [{ id: "no-admin", targets: [] }] },
      "`properties[0].targets` is empty; name at least one",
    ],
    [{ properties: ["assumable-by"] }, "`assumable-by` needs its parameter `principals`; write"],
  ];
  for (const [config, message] of values) {
    it(`refuses ${JSON.stringify(config)}`, async () => {
      const [first = ""] = await problems(repository(json({ failOn: "high", ...config })));
      expect(first).to.match(/^planproof\.config\.json:\d:\d+ /);
      expect(first).to.include(message);
    });
  }

  const texts: readonly (readonly [string, string, string])[] = [
    ["a comma too many", '{"seed": 1,}', "planproof.config.json:1:12 expected a key in double quotes"],
    ["a key twice", '{"seed": 1,\n"seed": 2}', "planproof.config.json:2:1 the key `seed` occurs twice"],
    ["an empty file", "", "planproof.config.json:1:1 the document is empty"],
    ["a list", "[]", "planproof.config.json:1:1 the configuration is a list; write an object"],
  ];
  for (const [title, text, message] of texts) {
    it(`refuses ${title} with its place`, async () => {
      const [first] = await problems(repository({ "planproof.config.json": text }));
      expect(first).to.include(message);
    });
  }

  const codes: readonly (readonly [string, string, string])[] = [
    [
      "code that throws",
      "const a = 1;\nnull.b;",
      "planproof.config.mjs:2:6 it cannot be loaded: Cannot read",
    ],
    ["a syntax error", "export default {\n  seed: ;\n};", "it cannot be loaded: Unexpected token ';'"],
    [
      "no default export",
      "export const seed = 1;",
      "planproof.config.mjs the configuration has no default export",
    ],
    ["a function", "export default () => ({});", "the configuration is a function; write an object"],
    ["a package that is missing", "import 'gone-package';", "it cannot be loaded: Cannot find package"],
  ];
  for (const [title, code, message] of codes) {
    it(`refuses ${title}`, async () => {
      const [first] = await problems(repository({ "planproof.config.mjs": code }));
      expect(first).to.include(message);
    });
  }

  it("says which of two to delete, and which name is not read", async () => {
    const two = repository({ ...json({}), "planproof.config.mjs": "export default {};" });
    expect(await problems(two)).to.deep.equal([
      "planproof.config.mjs there are several configurations in one folder: `planproof.config.mjs`, " +
        "`planproof.config.json`; delete `planproof.config.json`, or name the one to use with `--config FILE`",
    ]);
    const [other] = await problems(repository({ "planproof.config.yaml": "seed: 7" }));
    expect(other).to.include(
      "`planproof.config.yaml` is not read; a configuration is named planproof.config.mjs",
    );
  });

  it("reads the one that is named, which must be there and end like one", async () => {
    const cwd = repository({ "mine.json": '{ "seed": 9 }', ...json({ seed: 7 }) });
    const read = await loadConfig({ cwd, file: "mine.json" });
    expect(read.ok && read.value?.config.seed).to.equal(9);
    expect(await problems(cwd, "gone.json")).to.deep.equal([
      "gone.json the configuration does not exist; check its path",
    ]);
    expect((await problems(cwd, "plan.yaml"))[0]).to.include("`plan.yaml` is not a configuration");
  });

  it("says where each value is written", async () => {
    const cwd = repository({ "planproof.config.json": '{\n  "seed": 7\n}', "a/x": "" });
    const read = await loadConfig({ cwd });
    expect(read.ok && read.value?.placeOf("seed")).to.equal("planproof.config.json:2:11");
  });
});
