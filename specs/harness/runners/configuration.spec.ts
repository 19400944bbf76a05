import { mkdirSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { corpusTests } from "../../../harness/runners/corpusTests.js";
import type { ListedTest } from "../../../harness/runners/listedTest.js";
import { planTests } from "../../../harness/runners/planTests.js";
import { propertyTests } from "../../../harness/runners/propertyTests.js";
import { ask, cwd as fixtures } from "../cli/ask.js";
import { temporaryDirectory } from "../cli/temporaryDirectory.js";

const titles = (tests: readonly ListedTest[]) =>
  tests.map(({ suite, title }) => [...suite, title].join(" > "));
const failureOf = async ([test]: readonly ListedTest[]): Promise<string> => {
  try {
    await test!.run();
    return "";
  } catch (thrown) {
    return String(thrown);
  }
};

describe("tests of a plan with a configuration", () => {
  const temporary = temporaryDirectory();
  let folders = 0;
  const plan = `${fixtures}/create.plan.json`;
  const widened = `${fixtures}/widen.plan.json`;

  function configured(config: object): string {
    folders += 1;
    const folder = temporary.path(`tested${folders}`);
    mkdirSync(`${folder}/.git`, { recursive: true });
    writeFileSync(`${folder}/planproof.config.json`, JSON.stringify(config));
    return folder;
  }

  it("are those of its sources, each in a suite, with its properties", async () => {
    const cwd = configured({ sources: [plan, widened], preset: "none", properties: ["tag-guard"] });
    const tests = await planTests(undefined, { cwd });
    expect([...new Set(tests.map(({ suite }) => suite[0]))]).to.deep.equal([plan, widened]);
    expect(titles(tests).every((title) => /has no property|tag-guard: /.test(title))).to.equal(true);
    expect(
      titles(propertyTests(undefined, { cwd })).filter((title) => title.includes("tag-guard: ")),
    ).to.have.length(2);
  });

  it("take from the call what it says", async () => {
    const cwd = configured({ sources: ["gone.json"], preset: "none", properties: ["tag-guard"] });
    const all = { cwd, properties: ["pass-role-services"] };
    const own = titles(await planTests(plan, all)).filter((title) => !title.includes("has no property"));
    expect(own.every((title) => title.includes(" > pass-role-services: "))).to.equal(true);
  });

  it("judge by its gate and what it says of the undecided", async () => {
    const config = { sources: [widened], preset: "none", properties: ["tag-guard"] };
    const strict = await planTests(undefined, { cwd: configured(config) });
    const calm = await planTests(undefined, { cwd: configured({ ...config, failOn: "critical" }) });
    const failing = async (tests: readonly ListedTest[]) =>
      (await Promise.all(tests.map((test) => failureOf([test])))).filter((one) => one !== "").length;
    expect(await failing(strict)).to.be.greaterThan(0);
    expect(await failing(calm)).to.equal(0);
  });

  it("do not ask a property of one source that is bound to a target of another", async () => {
    const bound = { id: "tag-guard", targets: [`${widened}#aws_iam_role.operator`] };
    const cwd = configured({ sources: [plan, widened], preset: "none", properties: [bound, "no-admin"] });
    const asked = titles(await planTests(undefined, { cwd })).filter((title) =>
      title.includes("tag-guard: "),
    );
    expect(asked.every((title) => title.startsWith(widened))).to.equal(true);
    expect(asked).to.have.length(1);
  });

  it("are one that fails where the configuration is wrong, or where no source is named", async () => {
    const wrong = configured({ sed: 1 });
    expect(await failureOf(await planTests(plan, { cwd: wrong }))).to.include("unknown key `sed`");
    expect(await failureOf(propertyTests(plan, { cwd: wrong }))).to.include("unknown key `sed`");
    expect(await failureOf(await planTests(undefined, { cwd: configured({}) }))).to.include(
      "no source is named",
    );
  });

  it("are one that is pending where nothing is to be checked and that is allowed", async () => {
    const empty = `${fixtures}/../plan-samples/destroy.plan.json`;
    const cwd = configured({ sources: [empty], allowEmpty: true });
    const [test, ...others] = await planTests(undefined, { cwd });
    expect(others).to.deep.equal([]);
    expect(await test!.run()).to.deep.equal({ notes: [], pending: "there is nothing to check" });
    expect(await failureOf(await planTests(empty))).to.include("it contains no IAM policy");
  });

  it("replay a corpus against its sources", async () => {
    const cwd = configured({ sources: [plan] });
    const corpus = `${cwd}/cases.jsonl`;
    await ask(["corpus", "generate", plan, "--out", corpus, "--size", "20"]);
    const tests = await corpusTests("cases.jsonl", { cwd });
    expect(titles(tests).some((title) => title.endsWith("decides as before"))).to.equal(true);
    const missing = await corpusTests("cases.jsonl", { cwd: configured({}) });
    expect(await failureOf(missing)).to.include("`against` is missing");
  });
});
