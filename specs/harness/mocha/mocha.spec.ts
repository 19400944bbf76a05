import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import type { PlanOptions } from "../../../harness/mocha/mocha.js";

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const mocha = fileURLToPath(import.meta.resolve("mocha/bin/mocha.js"));
const plans = path("../../fixtures/batch-plan");

interface Ended {
  readonly failures: number | null;
  /** what mocha prints for people */
  readonly output: string;
}

/** Runs a suite of an infrastructure repository in a mocha of its own, there where its plans are. */
const runSuite = (suite: string, source: string, options: PlanOptions = {}): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const argv = [
      mocha,
      "--no-config",
      "--no-color",
      "--require",
      fileURLToPath(import.meta.resolve("tsx")),
      path(`suites/${suite}`),
    ];
    const env = {
      ...process.env,
      PLANPROOF_SUITE: `${source}\n${JSON.stringify({ runs: 300, ...options })}`,
    };
    const child = spawn(process.execPath, argv, { cwd: plans, env });
    const output: string[] = [];
    child.stdout.on("data", (chunk) => output.push(String(chunk)));
    child.stderr.on("data", (chunk) => output.push(String(chunk)));
    child.on("error", reject);
    child.on("close", (failures) => resolve({ failures, output: output.join("") }));
  });

const story = [
  "tag-guard is refuted for widen.plan.json#aws_iam_role.operator",
  "what one statement grants only with a tag, no other grants without it",
  "action     ec2:TerminateInstances",
  "context    aws:RequestedRegion = eu-west-1",
  "decision   allowed by Lifecycle, /Statement/1 of aws_iam_policy.guarded",
  "replay     planproof decide 'widen.plan.json#aws_iam_role.operator' --action ec2:TerminateInstances",
];

describe("describePlan", () => {
  it("makes one test per property and target", async () => {
    const { failures, output } = await runSuite("plan.mts", "noop.plan.json");
    expect(failures).to.equal(0);
    expect(output).to.include("6 passing").and.not.to.include("pending");
    expect(output).to.match(/noop\.plan\.json#aws_iam_role\.operator\n +✔ tag-guard: what one statement/);
  });

  it("tells of a refutation all that is needed to see it and to try it again", async () => {
    const { failures, output } = await runSuite("plan.mts", "widen.plan.json");
    expect(failures).to.equal(1);
    for (const line of story) expect(output).to.include(line);
    expect(output, "no stack of ours").not.to.match(/^ +at .*harness/m);
  });

  it("fails on what is undecided, with the hole and the remedy", async () => {
    const { failures, output } = await runSuite("plan.mts", "create.plan.json");
    expect(failures).to.equal(2);
    expect(output).to.include(
      "no-iam-administration is undecided for create.plan.json#aws_iam_role.operator",
    );
    expect(output).to.include(
      "`aws_iam_policy.guarded.policy` is open: the policy is known only after apply",
    );
    expect(output).to.include("write out the values that come from");
  });

  it("makes it pending, with the reason, where that is allowed", async () => {
    const { failures, output } = await runSuite("plan.mts", "create.plan.json", { undecided: "allow" });
    expect(failures).to.equal(0);
    expect(output).to.include("2 pending");
    expect(output).to.include("(undecided: `aws_iam_policy.guarded.policy` is open");
  });

  for (const [name, source, options, message] of [
    ["a file that is not there", "absent.json", {}, "`absent.json` does not exist"],
    ["a plan without policies", "../plan-samples/destroy.plan.json", {}, "there is no IAM policy in it"],
    [
      "fewer policies than expected",
      "noop.plan.json",
      { expectPolicies: 9 },
      "there are 8 policies in it, and at least 9",
    ],
    [
      "a property that is not known",
      "noop.plan.json",
      { properties: ["tag-gard"] },
      "did you mean `tag-guard`?",
    ],
    [
      "properties about nothing",
      "noop.plan.json",
      { properties: ["batch-guarded-subset"] },
      "no property says anything",
    ],
  ] as const) {
    it(`fails on ${name}`, async () => {
      const { failures, output } = await runSuite("plan.mts", source, options);
      expect(failures).to.equal(1);
      expect(output).to.include("can be checked").and.to.include(message);
    });
  }
});

describe("describePlanByProperty", () => {
  it("works in CommonJS, with one test per property", async () => {
    const { failures, output } = await runSuite("planByProperty.cjs", "widen.plan.json");
    expect(failures).to.equal(1);
    expect(output).to.include("3 passing").and.to.include("1 pending");
    for (const line of story) expect(output).to.include(line);
  });

  it("fails on a source that cannot be read, and once only", async () => {
    const { failures, output } = await runSuite("planByProperty.cjs", "absent.json");
    expect(failures).to.equal(1);
    expect(output).to.include("`absent.json` does not exist");
  });
});
