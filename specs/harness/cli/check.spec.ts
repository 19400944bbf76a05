import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { namedSeedLaws } from "../../properties/seedLaws.js";
import { allow, change, makePlan, trust } from "../plan/plans.js";
import { ask, askJson } from "./ask.js";
import { temporaryDirectory } from "./temporaryDirectory.js";

interface CheckJson {
  readonly verdicts: readonly {
    readonly id: string;
    readonly findings?: readonly object[];
    readonly property: string;
    readonly target: string;
    readonly verdict: string;
    readonly witness?: { readonly request: unknown };
  }[];
  readonly counts: Readonly<Record<string, number>>;
}

const operator = "widen.plan.json#aws_iam_role.operator";

describe("planproof check", () => {
  const temporary = temporaryDirectory();

  for (const [argv, exit, answer] of [
    ["create.plan.json", 3, "3 undecided, 9 hold — "],
    ["create.plan.json --undecided allow", 0, "3 undecided, 9 hold — "],
    ["noop.plan.json", 0, "all 10 hold — 5 properties on 7 targets with 8 policies in noop.plan.json"],
    [
      "widen.plan.json",
      1,
      "1 refuted, 9 hold — 5 properties on 7 targets with 8 policies in widen.plan.json",
    ],
    [
      "noop.plan.json widen.plan.json",
      1,
      "1 refuted, 19 hold — 5 properties on 14 targets with 16 policies in",
    ],
    ["state.json", 0, "all "],
    [`${operator} --property pass-role-services`, 0, "1 holds — 1 property on 1 role with 3 policies in"],
    ["managed:BatchServiceRolePolicy#tag-guarded", 0, "all 3 hold — 3 properties on 1 target"],
  ] as const) {
    it(`exits ${exit} on ${argv}, the answer first`, async () => {
      const asked = await ask([
        "check",
        ...argv.split(" "),
        ...(argv.includes("--property") ? [] : namedSeedLaws),
      ]);
      expect(asked.stdout.startsWith(answer), asked.stdout).to.equal(true);
      expect(asked.exit).to.equal(exit);
      expect(asked.stderr).to.equal("");
    });
  }

  it("reads standard input, also narrowed", async () => {
    const input = readFileSync(new URL("../../fixtures/batch-plan/widen.plan.json", import.meta.url), "utf8");
    const { exit, stdout } = await ask(["check", "-#aws_iam_role.operator", "--quiet", ...namedSeedLaws], {
      input,
    });
    expect([exit, stdout]).to.deep.equal([
      1,
      "1 refuted, 2 hold — 3 properties on 1 role with 3 policies in -#aws_iam_role.operator\n",
    ]);
  });

  it("counts only requests that AWS could send, unless asked for any, and says so", async () => {
    const Statement = [{ Effect: "Allow", Action: "iam:CreateAccessKey", Resource: "arn:aws:s3:::data" }];
    const input = JSON.stringify({ Version: "2012-10-17", Statement });
    const check = ["check", "-", "--property", "no-iam-administration"];
    const any = await ask([...check, "--universe", "any"], { input });
    expect(any.exit).to.equal(1);
    expect(any.stdout).to.include("AWS never sends this request, according to its service reference");
    const typed = await ask(check, { input });
    expect([typed.exit, typed.stdout.slice(0, 7)]).to.deep.equal([0, "1 holds"]);
    expect(typed.stdout).to.include("(only requests that AWS never sends break it)");
  });

  it("counts an action under a key that the service reference lacks, and marks it", async () => {
    const Condition = { StringEquals: { "iam:Future": "a" } };
    const Statement = [{ Effect: "Allow", Action: "iam:CreateAccessKey", Resource: "*", Condition }];
    const input = JSON.stringify({ Version: "2012-10-17", Statement });
    const { exit, stdout } = await ask(["check", "-", "--property", "no-iam-administration"], { input });
    expect(exit).to.equal(1);
    expect(stdout).to.match(/`iam:Future` is newer than the data of \d{4}-\d\d-\d\d/);
  });

  it("refutes what is known to be broken while another policy is unknown, and says what could mend it", async () => {
    const path = temporary.path("known.json");
    const known = { name: "known", role: "r", policy: allow("*") };
    const plan = makePlan([
      change("aws_iam_role.r", { after: { name: "r", path: "/", assume_role_policy: trust } }),
      change("aws_iam_role_policy.known", { after: known }),
      change("aws_iam_role_policy.late", { after: { name: "late", role: "r" }, unknown: { policy: true } }),
    ]);
    writeFileSync(path, JSON.stringify(plan));
    const check = ["check", path, "--property", "no-iam-administration", "--undecided", "allow"];
    const asked = await ask(check);
    expect(asked.exit).to.equal(1);
    expect(asked.stdout).to.include(
      "violated by what is known; only an explicit deny in `aws_iam_role_policy.late.policy`, known after apply, could change that",
    );
    const { value } = await askJson<CheckJson>(check);
    expect(value.verdicts[0]).to.deep.include({
      verdict: "refuted",
      unless: [
        {
          effect: "Deny",
          address: "aws_iam_role_policy.late.policy",
          reason: "the policy is known only after apply",
          refersTo: [],
          remedy:
            "write out the values that come from what it depends on, or apply these first and plan again",
          afterApply: true,
        },
      ],
    });
  });

  it("gives a witness that `decide` confirms, and a command that says so", async () => {
    const { value } = await askJson<CheckJson>(["check", "widen.plan.json", ...namedSeedLaws]);
    const refuted = value.verdicts.find(({ verdict }) => verdict === "refuted");
    expect(refuted).to.include({ property: "tag-guard", target: operator });
    const input = JSON.stringify(refuted?.witness?.request);
    const decided = await askJson<{ decision: string }>(["decide", operator, "--request", "-"], { input });
    expect(decided.value.decision).to.equal("allowed");
    expect((await ask(["check", "widen.plan.json"])).stdout).to.include(
      `npx planproof decide '${operator}' --action ec2:`,
    );
  });

  it("says the same twice, and the same of a target regardless of what else is checked", async () => {
    const once = await askJson<CheckJson>(["check", "noop.plan.json", "widen.plan.json", ...namedSeedLaws]);
    const again = await askJson<CheckJson>(["check", "noop.plan.json", "widen.plan.json", ...namedSeedLaws]);
    const alone = await askJson<CheckJson>(["check", "widen.plan.json", ...namedSeedLaws]);
    expect(again).to.deep.equal(once);
    // ids say which of several sources they are of
    const [among, own] = [once, alone].map(({ value }) =>
      value.verdicts.map(({ id: _, findings: __, ...verdict }) => verdict),
    );
    expect(among).to.include.deep.members(own!);
    expect(once.value.counts).to.deep.equal({
      policies: 16,
      targets: 14,
      properties: 5,
      holds: 19,
      refuted: 1,
      undecided: 0,
      belowGate: 0,
      excepted: 0,
      baseline: 0,
      before: 0,
    });
  });

  it("writes further formats to files, without colours, and leaves no other file", async () => {
    const [human, json] = [temporary.path("report.txt"), temporary.path("report.json")];
    const { stdout } = await ask([
      "check",
      "noop.plan.json",
      "--out",
      `human=${human}`,
      "--out",
      `json=${json}`,
    ]);
    expect(readFileSync(human, "utf8")).to.equal(stdout);
    expect(JSON.parse(readFileSync(json, "utf8"))).to.have.property("counts");
  });

  it("colours on a terminal, unless an option says otherwise", async () => {
    const stdout: string[] = [];
    const terminal = { stdout: { isTTY: true, write: (text: string) => stdout.push(text) } };
    const coloured = async (argv: readonly string[], env = {}) => {
      stdout.length = 0;
      await ask(["check", "noop.plan.json", "--runs", "10", ...argv], { ...terminal, env });
      return stdout.join("").includes("\u001b[");
    };
    expect(await coloured([])).to.equal(true);
    expect(await coloured(["--no-color"])).to.equal(false);
    expect(await coloured([], { NO_COLOR: "1" })).to.equal(false);
    expect(await coloured(["--format", "json"])).to.equal(false);
  });

  it("keeps to the width of a terminal, but for what is to be copied, and breaks no line elsewhere", async () => {
    const lines: string[] = [];
    const write = (text: string) => lines.push(...text.split("\n"));
    const stdout = { isTTY: true, columns: 80, write };
    for (const argv of [
      ["check", "widen.plan.json", ...namedSeedLaws],
      ["check", "create.plan.json", ...namedSeedLaws],
      ["check", "--help"],
      ["--help"],
    ])
      await ask([...argv, "--no-color"], { stdout });
    const isTarget = (line: string) => /^ +[\w-]+ +proved +\S+$/.test(line);
    const long = lines.filter((line) => line.length > 80 && !isTarget(line));
    expect(long.filter((line) => !/^ +replay +npx planproof decide /.test(line))).to.deep.equal([]);
    expect(long).to.have.length(1);
    lines.length = 0;
    await ask(["check", "widen.plan.json"], { stdout: { ...stdout, isTTY: false } });
    expect(lines.filter((line) => line.length > 80)).to.have.length.above(1);
    lines.length = 0;
    await ask(["list", "properties", "--format", "json"], { stdout });
    expect(() => JSON.parse(lines.join("\n")) as unknown).not.to.throw();
  });

  for (const [source, message] of [
    ["target_incomplete.plan.json", "not every policy is in this plan"],
    ["errored.plan.json", "is a plan that ended in an error"],
    ["empty-state.json", "is an empty state"],
  ] as const) {
    it(`finds nothing to check in ${source}`, async () => {
      const { exit, stderr } = await ask(["check", "noop.plan.json", `../plan-samples/${source}`]);
      expect(exit).to.equal(2);
      expect(stderr).to.include(message);
    });
  }

  it("notes an action that AWS does not list", async () => {
    const input = JSON.stringify({ Statement: { Effect: "Deny", Action: "iam:PasRole", Resource: "*" } });
    expect((await ask(["check", "-"], { input })).stdout).to.include(
      "NOTES\n  -: AWS lists no action `iam:PasRole` (did you mean `iam:PassRole`?)\n",
    );
  });

  it("never shows a sensitive value", async () => {
    for (const command of [
      ["check"],
      ["extract"],
      ["corpus", "generate", "--size", "20", "--out", temporary.path("c.jsonl")],
    ]) {
      for (const source of ["create.plan.json", "noop.plan.json", "widen.plan.json", "state.json"]) {
        const { stdout, stderr } = await ask([...command, source, "--format", "json"]);
        expect(stdout + stderr).not.to.include("canary-7f3a");
      }
    }
    expect(readFileSync(temporary.path("c.jsonl"), "utf8")).not.to.include("canary-7f3a");
  });
});
