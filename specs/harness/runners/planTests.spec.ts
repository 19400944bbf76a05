import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { check, generateCases, loadSource, printCorpus } from "../../../harness/planproof.js";
import { engines } from "../../../harness/run/shards/engineShard.js";
import { corpusTests } from "../../../harness/runners/corpusTests.js";
import { defineTests } from "../../../harness/runners/describeTests.js";
import type { ListedTest } from "../../../harness/runners/listedTest.js";
import { planTests } from "../../../harness/runners/planTests.js";
import { propertyTests } from "../../../harness/runners/propertyTests.js";
import { requireRunner, runnerHere } from "../../../harness/runners/runnerHere.js";
import { temporaryDirectory } from "../cli/temporaryDirectory.js";

const cwd = fileURLToPath(new URL("../../fixtures/batch-plan", import.meta.url));
const options = { cwd, runs: 10, properties: ["tag-guard", "no-iam-administration"] } as const;

const failureOf = async (test: ListedTest): Promise<string> => {
  try {
    await test.run();
    return "";
  } catch (thrown) {
    return (thrown as Error).message;
  }
};

describe("planTests", () => {
  it("has the same titles for all answers", async () => {
    const [fails, allows] = [
      await planTests("create.plan.json", options),
      await planTests("create.plan.json", { ...options, undecided: "allow" }),
    ];
    const path = ({ suite, title }: ListedTest) => [...suite, title].join(" > ");
    expect(fails.map(path)).to.deep.equal(allows.map(path));
    expect(fails.every(({ title }) => !/undecided|refuted|known after apply/.test(title))).to.equal(true);
  });

  it("throws what is undecided, or says it of a pending test", async () => {
    const job = (tests: readonly ListedTest[]) =>
      tests.find(({ suite, title }) => suite[1]!.endsWith("role.job") && title.startsWith("no-iam-adm"))!;
    const strict = job(await planTests("create.plan.json", options));
    expect(strict.mayBePending).to.equal(false);
    expect(await failureOf(strict)).to.match(/^no-iam-administration is undecided for /);
    const allowing = job(await planTests("create.plan.json", { ...options, undecided: "allow" }));
    expect(allowing.mayBePending).to.equal(true);
    expect((await allowing.run()).pending).to.match(/^undecided: .* is unknown/);
  });

  it("notes what is violated below the gate of a test that passes", async () => {
    const tests = await planTests("widen.plan.json", { ...options, failOn: "critical" });
    const guard = tests.find(
      ({ suite, title }) => suite[1]!.endsWith("operator") && title.startsWith("tag-guard"),
    )!;
    const { notes, pending } = await guard.run();
    expect(notes.join()).to.match(/^refuted below the gate, high: .*aws_iam_role\.operator$/);
    expect(pending).to.equal(undefined);
  });

  it("has each test in one of the shards, the one that `check` would ask it in", async () => {
    const path = ({ suite, title }: ListedTest) => [...suite, title].join(" > ");
    const whole = (await planTests("create.plan.json", options)).map(path);
    const parts = await Promise.all(
      [1, 2, 3].map((index) => planTests("create.plan.json", { ...options, shard: { index, total: 3 } })),
    );
    const shared = parts.flat().filter(({ title }) => title !== "has something to check in this shard");
    expect(shared.map(path)).to.have.members(whole);
    const [source] = [await loadSource("create.plan.json", { cwd })];
    const { properties, runs } = options;
    const report = await check(source, { properties, runs, shard: { index: 1, total: 3 } });
    if (!report.ok) throw new Error(report.diagnostics[0]?.message);
    const asked = report.value.verdicts.map(({ target, property }) => `${target} > ${property}`);
    const titles = parts[0]!.map(({ suite, title }) => `${suite[1]} > ${title.split(":")[0]}`);
    expect(titles).to.have.members(asked);
  });

  it("is one pending test in a shard without any, and a failing one for a shard that cannot be", async () => {
    const shards = Array.from({ length: 60 }, (_, at) => ({ index: at + 1, total: 60 }));
    const lists = await Promise.all(
      shards.map((shard) => planTests("create.plan.json", { ...options, shard })),
    );
    const empty = lists.find(([one]) => one!.title === "has something to check in this shard")!;
    expect((await empty[0]!.run()).pending).to.equal("all of it is in other shards");
    const [odd] = await planTests("create.plan.json", { ...options, shard: { index: 4, total: 3 } });
    expect(await failureOf(odd!)).to.include("`shard` cannot be");
  });

  describe('with `shard: "auto"`', () => {
    const temporary = temporaryDirectory();
    const names = engines.flatMap(({ index, total }) => [index, total]);
    const outer = names.map((name) => [name, process.env[name]] as const);
    const clear = () => {
      for (const name of names) delete process.env[name];
    };
    beforeEach(clear);
    after(() => {
      clear();
      for (const [name, value] of outer) if (value !== undefined) process.env[name] = value;
    });

    const path = ({ suite, title }: ListedTest) => [...suite, title].join(" > ");
    for (const { name, index, total, base } of engines) {
      it(`has the part that ${name} gives to this process`, async () => {
        const written = await planTests("create.plan.json", { ...options, shard: { index: 2, total: 3 } });
        process.env[index] = String(base + 1);
        process.env[total] = "3";
        const found = await planTests("create.plan.json", { ...options, shard: "auto" });
        expect(found.map(path)).to.deep.equal(written.map(path));
      });
    }

    it("has the same part in tests by property and of a corpus", async () => {
      process.env["AWS_BATCH_JOB_ARRAY_INDEX"] = "1";
      process.env["AWS_BATCH_JOB_ARRAY_SIZE"] = "3";
      const where = temporary.path("cases.jsonl");
      const generated = await generateCases(await loadSource("noop.plan.json", { cwd }), { size: 60 });
      if (!generated.ok) throw new Error(generated.diagnostics[0]?.message);
      writeFileSync(where, printCorpus(generated.value));
      const against = "widen.plan.json";
      const failures = async (shard: "auto" | { index: number; total: number }) => {
        const tests = [
          ...(await corpusTests(where, { cwd, against, shard })),
          ...propertyTests("widen.plan.json", { ...options, shard }),
        ];
        return Promise.all(tests.map(failureOf));
      };
      const written = [];
      for (const index of [1, 2, 3]) written.push(await failures({ index, total: 3 }));
      expect(await failures("auto")).to.deep.equal(written[1]);
      expect(new Set(written.map((one) => one.join("\n"))).size).to.be.above(1);
    });

    it("is one failing test where no engine says which process it is, or not how many there are", async () => {
      const lists = [
        await planTests("create.plan.json", { ...options, shard: "auto" }),
        propertyTests("create.plan.json", { ...options, shard: "auto" }),
        await corpusTests("cases.jsonl", { cwd, shard: "auto" }),
      ];
      for (const tests of lists) {
        expect(tests).to.have.length(1);
        expect(await failureOf(tests[0]!)).to.include('`shard: "auto"` finds none of the variables');
        expect(await failureOf(tests[0]!)).to.include("{ index: 1, total: 3 }");
      }
      process.env["JOB_COMPLETION_INDEX"] = "0";
      const [odd] = await planTests("create.plan.json", { ...options, shard: "auto" });
      expect(await failureOf(odd!)).to.include("set JOB_COMPLETIONS to the number of jobs");
    });
  });

  it("is one failing test for a source that cannot be read", async () => {
    const tests = await planTests("absent.json", options);
    expect(tests.map(({ suite, title }) => [...suite, title])).to.deep.equal([
      ["absent.json", "can be checked"],
    ]);
    expect(await failureOf(tests[0]!)).to.include("`absent.json` does not exist");
  });

  it("refuses an account for a source that is read already", async () => {
    const source = await loadSource("noop.plan.json", { cwd });
    const [test] = await planTests(source, { properties: ["tag-guard"], account: "111122223333" });
    expect(await failureOf(test!)).to.include("`account` comes too late: the source is read already");
  });

  it("asks of each target in one of the shards, where a test is about all of them", async () => {
    const violated = async (shard?: { index: number; total: number }): Promise<readonly string[]> => {
      const found: string[] = [];
      for (const test of propertyTests("widen.plan.json", { ...options, ...(shard && { shard }) })) {
        const message = await failureOf(test);
        for (const [name] of message.matchAll(/aws_iam_role\.\w+/g)) found.push(`${test.title} ${name}`);
      }
      return [...new Set(found)];
    };
    const whole = await violated();
    const parts = await Promise.all([1, 2, 3].map((index) => violated({ index, total: 3 })));
    expect(whole).not.to.deep.equal([]);
    expect(parts.flat()).to.have.members(whole);
  });

  it("is the list of properties where it is not awaited", async () => {
    const [first, ...rest] = propertyTests("absent.json", options);
    expect(await failureOf(first!)).to.include("`absent.json` does not exist");
    expect(rest.map(({ title }) => title.split(":")[0])).to.deep.equal([
      "tag-guard",
      "no-iam-administration",
    ]);
    expect((await rest[0]!.run()).pending).to.equal("the source cannot be checked");
  });
});

describe("a list of tests", () => {
  it("is defined in its suites", () => {
    const said: string[] = [];
    const describe = (title: string, body: () => void) => {
      said.push(`{${title}`);
      body();
      said.push("}");
    };
    const listed = (suite: readonly string[], title: string): ListedTest => ({
      suite,
      title,
      mayBePending: false,
      run: () => ({ notes: [] }),
    });
    const tests = [listed(["a"], "1"), listed(["a", "b"], "2"), listed(["a", "b"], "3"), listed(["c"], "4")];
    defineTests(tests, { describe, test: ({ title }) => said.push(title) });
    expect(said.join(" ")).to.equal("{a 1 {b 2 3 } } {c 4 }");
  });
});

describe("the test runner", () => {
  const scopes: readonly (readonly [object, string | undefined])[] = [
    [{ describe, it, before, specify: it }, "mocha"],
    [{ __vitest_worker__: {} }, "vitest"],
    [{ __vitest_worker__: {}, describe, it, beforeAll: before, xdescribe: describe }, "vitest"],
    [{ describe, it, beforeAll: before, xdescribe: describe }, "jest"],
    [{}, undefined],
  ];
  it("is known by what it alone defines", () => {
    expect(scopes.map(([scope]) => runnerHere(scope))).to.deep.equal(scopes.map(([, name]) => name));
  });

  it("that is the wrong one is refused with the door to use", () => {
    expect(() => requireRunner("vitest", "describePlan")).to.throw(
      "`describePlan` of `planproof/vitest` is called in mocha: import it from `planproof/mocha`",
    );
    expect(() => requireRunner("mocha", "describePlan")).not.to.throw();
  });
});
