import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { planTests } from "../../../harness/runners/planTests.js";

const plan = fileURLToPath(new URL("../../fixtures/batch-plan/widen.plan.json", import.meta.url));
const intended = {
  property: "tag-guard",
  target: "aws_iam_role.operator",
  reason: "the operators asked for it",
  owner: "batch-team",
};

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
});
