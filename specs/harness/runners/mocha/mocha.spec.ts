import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import type { PlanOptions } from "../../../../harness/runners/mocha/mocha.js";
import { seedLawIds } from "../../../properties/seedLaws.js";
import { temporaryDirectory } from "../../cli/temporaryDirectory.js";
import { allow, change, makePlan, trust } from "../../plan/plans.js";

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const mocha = fileURLToPath(import.meta.resolve("mocha/bin/mocha.js"));
const plans = path("../../../fixtures/batch-plan");

interface Ended {
  readonly failures: number | null;
  /** what mocha prints for users */
  readonly output: string;
}

type Asked = readonly [string, PlanOptions?];

/** Runs the suite of an infrastructure repository in a separate mocha, there where its plans are. */
const runSuite = (suite: string, ...plansUnderTest: readonly Asked[]): Promise<Ended> =>
  runSuiteWith({}, suite, ...plansUnderTest);

function runSuiteWith(
  variables: Readonly<Record<string, string>>,
  suite: string,
  ...plansUnderTest: readonly Asked[]
): Promise<Ended> {
  const asked = plansUnderTest.map(([source, options]) => [source, { runs: 300, ...options }]);
  return mochaRun([path(`suites/${suite}`)], { ...variables, PLANPROOF_SUITE: JSON.stringify(asked) });
}

const mochaRun = (
  argv: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const tsx = fileURLToPath(import.meta.resolve("tsx"));
    const all = [mocha, "--no-config", "--no-color", "--require", tsx, ...argv];
    const child = spawn(process.execPath, all, { cwd: plans, env: { ...process.env, ...variables } });
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
  "replay     npx planproof decide 'widen.plan.json#aws_iam_role.operator' --action ec2:TerminateInstances",
];

const unfit: readonly (readonly [source: string, options: PlanOptions, message: string])[] = [
  ["absent.json", {}, "`absent.json` does not exist"],
  ["../plan-samples/destroy.plan.json", {}, "it contains no IAM policy"],
  ["noop.plan.json", { expectPolicies: 9 }, "there are 8 policies in it, and at least 9 are expected"],
  ["noop.plan.json", { properties: ["tag-gard"] }, "did you mean `tag-guard`?"],
  ["noop.plan.json", { properties: ["batch-guarded-subset"] }, "no property applies to its targets"],
];

describe("describePlan", () => {
  it("makes one test per property and target", async () => {
    const { failures, output } = await runSuite("plan.mts", ["noop.plan.json", { properties: seedLawIds }]);
    expect(failures).to.equal(0);
    expect(output).to.include("10 passing").and.not.to.include("pending");
    expect(output).to.match(/noop\.plan\.json#aws_iam_role\.operator\n +✔ tag-guard: what one statement/);
  });

  it("reports of a refutation all that is needed to see it and to try it again", async () => {
    const { failures, output } = await runSuite("plan.mts", ["widen.plan.json"]);
    expect(failures).to.equal(1);
    for (const line of story) expect(output).to.include(line);
    expect(output, "no stack of ours").not.to.match(/^ +at .*harness/m);
  });

  it("fails on what is undecided with the hole and the remedy, or is pending with the reason", async () => {
    const open = '`aws_iam_role_policy.job["in.v1"].policy` is unknown: the policy is known only after apply';
    const failing = await runSuite("plan.mts", ["create.plan.json"]);
    expect(failing.failures).to.be.above(0);
    expect(failing.output).to.include(
      "no-iam-administration is undecided for create.plan.json#aws_iam_role.job",
    );
    expect(failing.output).to.include(open).and.to.include("write out the values that come from");
    const allowed = await runSuite("plan.mts", ["create.plan.json", { undecided: "allow" }]);
    expect(allowed.failures).to.equal(0);
    expect(allowed.output).to.include(`${failing.failures} pending`).and.to.include(`(undecided: ${open}`);
    expect(allowed.output, "a title without a reason").to.match(/^ +- no-iam-administration: [^(]*$/m);
  });

  it("fails on a source that cannot be asked, saying why", async () => {
    const { failures, output } = await runSuite(
      "plan.mts",
      ...unfit.map(([source, options]) => [source, options] as const),
    );
    expect(failures).to.equal(unfit.length);
    for (const [source, , message] of unfit) expect(output).to.include(source).and.to.include(message);
  });
});

describe("describePlan without await", () => {
  for (const suite of ["notAwaited.mts", "notAwaited.cjs"]) {
    it(`fails instead of passing without a check, in ${suite}`, async () => {
      const { failures, output } = await runSuite(suite, ["noop.plan.json"]);
      expect(failures, output).to.equal(1);
      expect(output)
        .to.include("noop.plan.json: `describePlan` is not awaited")
        .and.to.include("use `describePlanByP");
    });
  }
});

describe("a source that is never read to its end", () => {
  const never = "reading `noop.plan.json` was never finished";
  const suites: readonly (readonly [string, string])[] = [
    ["neverSettles.mts", never],
    ["neverSettlesByProperty.cjs", never],
    ["neverSettlesNotAwaited.cjs", "`describePlan` is not awaited"],
  ];
  for (const [suite, message] of suites) {
    for (const flags of [[], ["--parallel"]]) {
      it(`is a failing test, and neither a green run nor an endless one, in ${[suite, ...flags].join(" ")}`, async () => {
        const { failures, output } = await mochaRun([...flags, path(`suites/${suite}`)]);
        expect(failures, output).to.be.greaterThan(0);
        expect(output).to.include(message);
      });
    }
  }
});

describe("a violation by what is known", () => {
  const scratch = temporaryDirectory();
  const plan = makePlan([
    change("aws_iam_role.r", { after: { name: "r", path: "/", assume_role_policy: trust } }),
    change("aws_iam_role_policy.known", { after: { name: "known", role: "r", policy: allow("*") } }),
    change("aws_iam_role_policy.late", { after: { name: "late", role: "r" }, unknown: { policy: true } }),
  ]);

  for (const suite of ["plan.mts", "planByProperty.cjs"]) {
    it(`fails in ${suite} while another policy is unknown, also where undecided tests are allowed`, async () => {
      const source = scratch.path("plan.json");
      writeFileSync(source, JSON.stringify(plan));
      const options = { properties: ["no-iam-administration"], undecided: "allow" } as const;
      const { failures, output } = await runSuite(suite, [source, options]);
      expect(failures, output).to.equal(1);
      expect(output).to.include(
        "violated by what is known; only an explicit deny in `aws_iam_role_policy.late.policy`, known after apply, could change that",
      );
    });
  }
});

describe("a source of mocha", () => {
  const scratch = temporaryDirectory();
  const arn = "arn:aws:iam::aws:policy/service-role/AmazonThing";
  const attached = makePlan([
    change("aws_iam_role.r", { after: { name: "r", path: "/", assume_role_policy: trust } }),
    change("aws_iam_role_policy_attachment.a", { after: { role: "r", policy_arn: arn } }),
  ]);
  const passing = { Effect: "Allow", Action: "iam:PassRole", Resource: "*" };
  const given = { account: "210987654321", region: "eu-west-1", managed: "given" };
  const suites = ["plan.mts", "planByProperty.cjs"];

  for (const suite of suites) {
    it(`takes an account, a region and managed policies, and reports them again, in ${suite}`, async () => {
      mkdirSync(scratch.path("given"), { recursive: true });
      writeFileSync(scratch.path("given/AmazonThing.json"), JSON.stringify({ Statement: passing }));
      writeFileSync(scratch.path("plan.json"), JSON.stringify(attached));
      const { output } = await runSuite(suite, ["plan.json", { ...given, cwd: scratch.path(".") }]);
      expect(output).to.include("principal  arn:aws:iam::210987654321:role/r");
      expect(output).to.match(/replay .* --account 210987654321 --region eu-west-1 --managed given\n/);
    });

    it(`may be a binary plan file, which terraform shows, in ${suite}`, async () => {
      // takes the place of terraform: it prints the plan that the file is of
      const script = `#!${process.execPath}\nprocess.stdout.write(require("node:fs").readFileSync("noop.plan.json"))\n`;
      writeFileSync(scratch.path("terraform"), script);
      chmodSync(scratch.path("terraform"), 0o755);
      const variables = { PATH: `${scratch.path(".")}${delimiter}${process.env["PATH"]}` };
      const { failures, output } = await runSuiteWith(variables, suite, ["create.tfplan"]);
      expect(failures, output).to.equal(0);
      expect(output)
        .to.include("create.tfplan")
        .and.to.match(/(?:[3-9]|\d\d) passing/);
    });
  }

  it("counts only requests that AWS could send, unless asked for any", async () => {
    const Statement = [{ Effect: "Allow", Action: "iam:CreateAccessKey", Resource: "arn:aws:s3:::data" }];
    const source = scratch.path("unreal.json");
    writeFileSync(source, JSON.stringify({ Version: "2012-10-17", Statement }));
    const properties = ["no-iam-administration"];
    expect((await runSuite("plan.mts", [source, { properties, universe: "any" }])).failures).to.equal(1);
    expect((await runSuite("plan.mts", [source, { properties }])).failures).to.equal(0);
  });

  const wrong: readonly (readonly [object, string])[] = [
    [{ account: 123456789012 }, "the account cannot be `123456789012`: write 12 digits, as a string"],
    [{ account: "1234" }, "the account cannot be `1234`"],
    [{ region: "Ireland" }, "the region cannot be `Ireland`"],
    [{ managed: "gone" }, "the directory `gone` does not exist"],
    [{ regoin: "eu-west-1" }, "unknown option `regoin`: did you mean `region`?"],
  ];
  it("is not asked with options that are wrong", async () => {
    const asked = wrong.map(([options]): Asked => ["noop.plan.json", options as PlanOptions]);
    const { failures, output } = await runSuite("plan.mts", ...asked);
    expect(failures).to.equal(wrong.length);
    for (const [, message] of wrong) expect(output.replaceAll(/\n +/g, ": ")).to.include(message);
  });
});

describe("describePlan of a CDKTF stack", () => {
  it("tests the stack itself, and fails on what is not a stack", async () => {
    const { failures, output } = await runSuite("stack.mts");
    expect(output)
      .to.match(/ batch\n/)
      .and.to.match(/batch#aws_iam_role\.service\n +✔/);
    expect(output).to.include("tag-guard is refuted for batch#aws_iam_role.operator");
    expect(output).to.include("the source: `stack` is not a plan, state or policy document");
    expect(failures).to.equal(2);
  });
});

describe("describePlanByProperty", () => {
  it("works in CommonJS, with one test per property, and one failure for a source that cannot be read", async () => {
    const { failures, output } = await runSuite(
      "planByProperty.cjs",
      ["widen.plan.json", { properties: [...seedLawIds, "valid-document"] }],
      ["absent.json"],
    );
    expect(failures).to.equal(2);
    expect(/\d+ passing/.exec(output)?.[0]).to.equal("6 passing");
    expect(output).to.include("`absent.json` does not exist");
    for (const line of story) expect(output).to.include(line);
  });
});
