import { expect } from "chai";
import { reporters } from "../../../harness/report/reporters.js";
import type { Report, Verdict } from "../../../harness/run/report.js";
import type { ChainHop as Hop } from "../../../properties/escalation/chain.js";
import type { Outcome, Refuted } from "../../../properties/property.js";
import { sampleReport } from "./sampleReport.js";

const [sample] = sampleReport.verdicts as readonly [Verdict & { readonly outcome: Refuted }];
const { unless: _, witnesses: __, ...plain } = sample.outcome;

const reportOf = (verdicts: readonly Verdict[], more: Partial<Report> = {}): Report => ({
  ...sampleReport,
  targets: [],
  notes: [],
  verdicts,
  ...more,
});
const linesOf = (report: Report): readonly string[] => reporters.get("human")!(report).trimEnd().split("\n");
const target = (name: string) => `widen.plan.json#aws_iam_role.${name}`;
const refuted = (name: string, change: Partial<Refuted> = {}, more: Partial<Verdict> = {}): Verdict => ({
  ...sample,
  target: target(name),
  outcome: { ...plain, ...change },
  ...more,
});

describe("the human report of many findings", () => {
  it("says the same sentence once, with its targets, the statements and one replay below it", () => {
    const lines = linesOf(reportOf([refuted("a"), refuted("longer"), refuted("c")]));
    expect(lines.slice(2)).to.deep.equal([
      "REFUTED  tag-guard  high  3 targets",
      "  instances are ended only when they carry the tag of AWS Batch",
      "  `ec2:StopInstances` is allowed without the tag",
      "    aws_iam_role.a       0a1b2c3d4e5f  by Lifecycle, /Statement/1 of aws_iam_policy.guarded and /Statement/0 of aws_iam_policy.boundary",
      "    aws_iam_role.longer  0a1b2c3d4e5f  by Lifecycle, /Statement/1 of aws_iam_policy.guarded and /Statement/0 of aws_iam_policy.boundary",
      "    aws_iam_role.c       0a1b2c3d4e5f  by Lifecycle, /Statement/1 of aws_iam_policy.guarded and /Statement/0 of aws_iam_policy.boundary",
      lines[8],
      "  to mend it: ask for the tag",
    ]);
    expect(lines[8]).to.match(
      /^ {4}replay {2}npx planproof decide 'widen.plan.json#aws_iam_role.a' --action/,
    );
  });

  it("keeps the source in addresses where there are several", () => {
    const sources = ["a.json", "b.json"];
    const lines = linesOf(reportOf([refuted("a"), refuted("b")], { sources }));
    expect(lines[5]).to.include("    widen.plan.json#aws_iam_role.a  0a1b2c3d4e5f  by");
  });

  it("has a block for each property and severity, the most serious first", () => {
    const note = { severity: "note" } as const;
    const critical = { severity: "critical", property: "no-admin" } as const;
    const all = [refuted("a", {}, note), refuted("b"), refuted("c", {}, critical), refuted("d", {}, note)];
    const headings = linesOf(reportOf(all)).filter((line) => line.startsWith("REFUTED"));
    expect(headings).to.deep.equal([
      `REFUTED  no-admin  critical  ${target("c")}  0a1b2c3d4e5f`,
      `REFUTED  tag-guard  high  ${target("b")}  0a1b2c3d4e5f`,
      "REFUTED  tag-guard  note  2 targets",
    ]);
  });

  it("says at each target what could change it, and how many more statements there are", () => {
    const { unless = [], witnesses = [] } = sample.outcome;
    const lines = linesOf(reportOf([refuted("a", { unless }), refuted("b", { witnesses })]));
    expect(lines[5]).to.match(/; only an explicit deny in `.*`, which is unknown, could change that$/);
    expect(lines[6]).to.match(/boundary and 1 more statement$/);
  });

  it("is short, and says what it leaves out", () => {
    const many = Array.from({ length: 5000 }, (_, at) =>
      refuted(`r${at}`, { reason: at < 2500 ? "it is so" : `it is so at ${at % 40}` }),
    );
    const lines = linesOf(reportOf(many));
    expect(lines.length).to.be.below(150);
    expect(lines).to.include("    ... and 2492 more targets");
    expect(
      lines.some((line) => /^ {2}\.\.\. and 31 more about \d+ targets; `--format json`/.test(line)),
    ).to.equal(true);
  });

  it("says of many that fail nothing how many there are of each property", () => {
    const older = Array.from({ length: 12 }, (_, at) => refuted(`r${at}`, {}, { since: "before" as const }));
    const lines = linesOf(reportOf([...older, refuted("x", {}, { since: "before", property: "no-admin" })]));
    expect(lines.slice(2)).to.deep.equal([
      "SO BEFORE THE CHANGE",
      "  tag-guard  high  12 targets: aws_iam_role.r0 (0a1b2c3d4e5f), aws_iam_role.r1 (0a1b2c3d4e5f), aws_iam_role.r2 (0a1b2c3d4e5f), and 9 more",
      `  no-admin  high  ${target("x")}  0a1b2c3d4e5f: \`ec2:StopInstances\` is allowed without the tag`,
    ]);
  });

  const hop = (from: string, to: string): Hop =>
    ({ from, to, step: "iam-009", requests: [] }) as unknown as Hop;
  const chained = (name: string, ...steps: readonly (readonly [string, string])[]): Verdict =>
    refuted(
      name,
      {
        reason: `it can get any permission in ${steps.length} steps`,
        chain: { from: name, to: "any permission", hops: steps.map(([from, to]) => hop(from, to)) },
      } as Partial<Refuted>,
      { property: "no-escalation-path", severity: "critical" },
    );

  it("describes the shortest chain of those that end with the same step", () => {
    const end = ["deployer", "any permission"] as const;
    const all = [
      chained("a", ["a", "deployer"], end),
      chained("deployer", end),
      chained("b", ["b", "deployer"], end),
      ...Array.from({ length: 60 }, (_, at) => chained(`x${at}`, [`x${at}`, "any permission"])),
    ];
    const lines = linesOf(reportOf(all));
    expect(lines.slice(2, 7)).to.deep.equal([
      "REFUTED  no-escalation-path  critical  63 principals",
      "  instances are ended only when they carry the tag of AWS Batch",
      "  aws_iam_role.deployer  0a1b2c3d4e5f: it can get any permission in 1 steps",
      "  1. deployer -> any permission (iam-009)",
      "  the last step is the same for 2 more: aws_iam_role.a (0a1b2c3d4e5f), aws_iam_role.b (0a1b2c3d4e5f)",
    ]);
    expect(lines.length).to.be.below(20);
    expect(lines.find((line) => line.startsWith("  by other steps"))).to.match(
      /58 more principals: .*, and 50 more$/,
    );
  });

  it("says once what is unknown, and what is known of which properties and targets", () => {
    const open = sampleReport.verdicts.find(({ outcome }) => outcome.verdict === "undecided")!;
    const holds: Outcome = { verdict: "holds", by: "proof", runs: 0 };
    const known = { ...open.outcome, partial: { of: "known", outcome: holds } } as Outcome;
    const silent = { ...open.outcome, partial: { of: "known" } } as Outcome;
    const of = (property: string, name: string, outcome: Outcome): Verdict => ({
      ...open,
      property,
      target: target(name),
      outcome,
    });
    const lines = linesOf(
      reportOf([
        of("no-admin", "a", known),
        of("no-admin", "b", known),
        of("quota", "a", known),
        of("quota", "b", known),
        of("tag-guard", "b", silent),
      ]),
    );
    expect(lines.slice(2)).to.deep.equal([
      "UNDECIDED  3 properties  medium  2 targets",
      "  `aws_iam_policy.late.policy` is unknown: it is known only after apply",
      "  name the bucket in the configuration",
      "  the known policies do not violate it",
      "    no-admin, quota: aws_iam_role.a, aws_iam_role.b",
      "  the property does not apply to the known policies",
      "    tag-guard: aws_iam_role.b",
    ]);
  });

  it("has one row for each property that holds, where there are many", () => {
    const held: Outcome = { verdict: "holds", by: "proof", runs: 0 };
    const all = Array.from({ length: 12 }, (_, at) =>
      refuted(`r${at}`, {}, { outcome: held, property: at < 11 ? "no-admin" : "quota" }),
    );
    expect(linesOf(reportOf(all)).slice(2)).to.deep.equal([
      "HOLDS",
      "  no-admin  proved    11 targets",
      "  quota     proved    aws_iam_role.r11",
    ]);
  });
});
