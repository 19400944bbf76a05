import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import type { ListedTest } from "../../../harness/runners/listedTest.js";
import { planTests } from "../../../harness/runners/planTests.js";
import { propertyTests } from "../../../harness/runners/propertyTests.js";
import { ask } from "../cli/ask.js";
import { change, makePlan, trust } from "../plan/plans.js";

const plan = fileURLToPath(new URL("../../fixtures/batch-plan/widen.plan.json", import.meta.url));
const intended = {
  property: "tag-guard",
  target: "aws_iam_role.operator",
  reason: "the operators asked for it",
  owner: "batch-team",
};

const otherPlan = makePlan([
  change("aws_iam_role.other", { after: { name: "other", assume_role_policy: trust } }),
]);

describe("the gate of a configuration, in the tests of a plan", () => {
  let cwd: string;
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), "planproof-gate-"));
    cpSync(plan, join(cwd, "plan.json"));
  });
  afterEach(() => rmSync(cwd, { recursive: true, force: true }));

  const configure = (config: object) =>
    writeFileSync(join(cwd, "planproof.config.json"), JSON.stringify(config));
  const guard = async () => {
    const tests = await planTests("plan.json", { cwd, properties: ["tag-guard"], runs: 10 });
    return tests.find(({ suite }) => suite[1]?.endsWith("operator") === true) ?? tests[0]!;
  };
  const failureOf = async (): Promise<string> => {
    try {
      await (await guard()).run();
      return "";
    } catch (thrown) {
      return (thrown as Error).message;
    }
  };

  it("is that of a violation without exceptions", async () => {
    expect(await failureOf()).to.match(/^tag-guard is refuted for .*aws_iam_role\.operator/);
  });

  it("lets an exception pass until its last day, with its reason as a note", async () => {
    configure({ exceptions: [{ ...intended, until: "2999-12-31" }] });
    const { notes } = await (await guard()).run();
    expect(notes.join()).to.include("the operators asked for it");
    configure({ exceptions: [{ ...intended, until: "2020-01-01" }] });
    expect(await failureOf()).to.include("tag-guard is refuted");
  });

  it("reads planproof.exceptions.json, too", async () => {
    writeFileSync(join(cwd, "planproof.exceptions.json"), JSON.stringify({ exceptions: [intended] }));
    expect(await failureOf()).to.equal("");
  });

  it("fails for an exception of what does not exist, and for a baseline that is not there", async () => {
    configure({ exceptions: [{ ...intended, target: "aws_iam_role.operater" }] });
    expect(await failureOf()).to.include("aws_iam_role.operater");
    configure({ baseline: "baseline.json" });
    expect(await failureOf()).to.include("the file does not exist");
  });

  it("judges by what the change makes new alone where it says so", async () => {
    configure({ gate: "new" });
    expect(await failureOf()).to.include("tag-guard is refuted");
  });

  describe("in a test of the exceptions themselves", () => {
    const options = () => ({ cwd, properties: ["tag-guard"], runs: 10 });
    /** What the test of the exceptions says, after the other tests or without them. */
    async function said(tests: readonly ListedTest[], isAlone = false): Promise<string> {
      for (const { run } of isAlone ? [] : tests)
        await Promise.resolve()
          .then(run)
          .catch(() => undefined);
      try {
        return (await tests.at(-1)!.run()).notes.join();
      } catch (thrown) {
        return (thrown as Error).message;
      }
    }
    const both = async (more: object = {}, source?: string): Promise<readonly string[]> => [
      await said(await planTests(source, { ...options(), ...more })),
      await said(await planTests(source, { ...options(), ...more }), true),
      await said(propertyTests(source, { ...options(), ...more })),
    ];
    const unused = { ...intended, target: "aws_iam_role.batch_service" };

    it("there is not one without exceptions", async () => {
      const tests = await planTests("plan.json", options());
      expect(tests.some(({ title }) => title.startsWith("exceptions: "))).to.equal(false);
    });

    it("fails for one that expired and for one that is unused, and warns before", async () => {
      const on = { today: "2027-01-15" };
      const last = (until: string) => configure({ exceptions: [{ ...intended, until }] });
      last("2027-01-14");
      for (const one of await both(on, "plan.json"))
        expect(one).to.include(
          "the exception for `tag-guard` of `aws_iam_role.operator` expired on 2027-01-14",
        );
      last("2027-01-15");
      for (const one of await both(on, "plan.json")) expect(one).to.match(/expires on 2027-01-15, today$/);
      last("2027-12-31");
      expect(await both(on, "plan.json")).to.deep.equal(["", "", ""]);
      configure({ exceptions: [intended, unused] });
      for (const one of await both(on, "plan.json"))
        expect(one).to.include("of `aws_iam_role.batch_service` takes nothing out");
    });

    it("is one for all sources of the configuration", async () => {
      writeFileSync(join(cwd, "empty.json"), JSON.stringify(otherPlan));
      configure({ sources: ["plan.json", "empty.json"], exceptions: [intended] });
      expect(await both()).to.deep.equal(["", "", ""]);
      configure({
        sources: ["plan.json", "empty.json"],
        exceptions: [{ ...intended, target: "aws_iam_role.gone" }],
      });
      for (const one of await both()) expect(one).to.include("`aws_iam_role.gone`, which does not exist");
    });

    it("goes with a baseline of all sources, which the command line wrote", async () => {
      writeFileSync(join(cwd, "other.json"), readFileSync(join(cwd, "plan.json")));
      const sources = [join(cwd, "plan.json"), join(cwd, "other.json")];
      const known = join(cwd, "known.json");
      const check = [
        "check",
        ...sources,
        "--property",
        "tag-guard",
        "--baseline",
        known,
        "--update-baseline",
      ];
      expect((await ask(check)).exit).to.equal(0);
      configure({ sources, baseline: "known.json" });
      const tests = await planTests(undefined, options());
      for (const { run } of tests) await run();
      expect(tests.length).to.be.greaterThan(1);
    });
  });
});
