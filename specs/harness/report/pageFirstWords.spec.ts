import { expect } from "chai";
import { html } from "../../../harness/report/html.js";
import { pageFindings } from "../../../harness/report/pageFindings.js";
import { pageFirstWords } from "../../../harness/report/pageFirstWords.js";
import { PageNames } from "../../../harness/report/pageNames.js";
import type { Evidence } from "../../../harness/run/access/evidence.js";
import type { AccessChange } from "../../../harness/run/diff/accessChange.js";
import type { Report, Verdict } from "../../../harness/run/report.js";
import type { Refuted } from "../../../properties/property.js";
import { sampleReport } from "./sampleReport.js";

const [broken] = sampleReport.verdicts as readonly [Verdict];
const { target } = broken;
const other = "widen.plan.json#aws_iam_role.job";
const { witness } = broken.outcome as Refuted;
const change = (actions: readonly string[], of = target): AccessChange => ({
  ...{ target: of, actions, count: 1, change: "added", why: "" },
  ...{ witness: { ...witness!.request, action: "s3:GetObject" }, statements: [] },
});

function wordsOf(
  verdicts: readonly Verdict[],
  diff?: Partial<Required<Evidence>["diff"]>,
  more: Partial<Report> = {},
) {
  const count = (wanted: string) => verdicts.filter(({ outcome }) => outcome.verdict === wanted).length;
  const counted = { refuted: count("refuted"), undecided: count("undecided"), holds: count("holds") };
  const report: Report = {
    ...sampleReport,
    verdicts,
    counts: { ...sampleReport.counts, ...counted },
    ...more,
  };
  const evidence: Evidence = {
    ...{ documents: [], targets: [] },
    ...(diff && { diff: { changes: [], undecided: [], contradicted: [], ...diff } }),
  };
  const names = new PageNames(report.sources, report.targets);
  return pageFirstWords({ report, evidence, names, findings: pageFindings(report) });
}

const ledeOf = (verdict: Partial<Verdict>, diff: Partial<Required<Evidence>["diff"]>): string =>
  wordsOf([{ ...broken, ...verdict }], diff).lede.join(" ");

const opening = (...principals: readonly string[]) => ({
  opened: [{ hop: { from: target, to: other, step: "iam-001", requests: [] }, principals }],
  ...{ closed: [], undecided: [] },
});
const chain = { from: target, to: "any permission", hops: [opening().opened[0]!.hop] };
const chained: Refuted = { verdict: "refuted", by: "proof", runs: 0, reason: "it can", chain };

describe("the first words of a page", () => {
  for (const [title, actions] of [
    ["an action", ["ec2:StopInstances", "s3:GetObject"]],
    ["a pattern for the action", ["ec2:*"]],
    ["everything", ["*"]],
  ] as const)
    it(`say that a change breaks a law where it allows the request that shows it: ${title}`, () => {
      expect(ledeOf({}, { changes: [change(actions)] })).to.include("That breaks the law tag-guard");
    });

  for (const [title, changes] of [
    ["another action of the target", [change(["s3:GetObject"])]],
    ["the action at another target", [change(["ec2:StopInstances"], other)]],
    ["another target, which comes first", [change(["s3:GetObject"], other), change(["s3:GetObject"])]],
  ] as const)
    it(`do not say so where the change allows something else: ${title}`, () => {
      expect(ledeOf({}, { changes })).to.include("Also broken is the law tag-guard");
    });

  it("say nothing of a law below the gate where something gains access", () => {
    const changes = [change(["ec2:StopInstances"])];
    expect(ledeOf({ severity: "low" }, { changes })).to.equal(
      "Until now it could not do so at all. Nothing else gains access.",
    );
  });

  it("say that a chain breaks a law where it is for the principal of the law alone", () => {
    expect(ledeOf({ outcome: chained }, { chains: opening(target) })).to.include("That breaks the law");
    expect(ledeOf({ outcome: chained }, { chains: opening(other) })).to.include("Also broken is the law");
    expect(ledeOf({}, { chains: opening(target) })).to.include("Also broken is the law");
    expect(ledeOf({}, { chains: opening(target), changes: [change(["ec2:StopInstances"])] })).to.include(
      "That breaks the law",
    );
  });

  it("do not say that a chain breaks a law where only something else about the action changed", () => {
    const lede = (...changes: readonly AccessChange[]) => ledeOf({}, { chains: opening(target), changes });
    expect(lede({ ...change(["ec2:StopInstances"]), change: "removed" })).to.include(
      "Also broken is the law",
    );
    expect(ledeOf({}, { chains: opening(other), changes: [change(["ec2:StopInstances"])] })).to.include(
      "Also broken is the law",
    );
  });

  it("judge a violation by its request where its chain has no step", () => {
    const outcome: Refuted = { ...(broken.outcome as Refuted), chain: { ...chain, hops: [] } };
    expect(ledeOf({ outcome }, { changes: [change(["ec2:StopInstances"])] })).to.include(
      "That breaks the law",
    );
  });

  it("do not say that a change breaks a law of which no request is known", () => {
    const { witness: _, ...outcome } = broken.outcome as Refuted;
    expect(ledeOf({ outcome }, { changes: [change(["ec2:StopInstances"])] })).to.include(
      "Also broken is the law",
    );
  });

  for (const [others, sentence] of [
    [[], undefined],
    [["no-admin"], "1 more law fails the gate."],
    [["no-admin", "attachable"], "2 more laws fail the gate."],
    [[broken.property], "1 more violation fails the gate."],
    [[broken.property, "no-admin"], "2 more violations fail the gate."],
  ] as const)
    it(`count what else fails the gate: ${sentence ?? "nothing"}`, () => {
      const verdicts = [broken, ...others.map((property) => ({ ...broken, property }))];
      const [lede = ""] = wordsOf(verdicts, { changes: [change(["ec2:StopInstances"])] }).lede;
      expect(/\. (\d more .*)$/.exec(lede)?.[1]).to.equal(sentence);
    });

  it("are about the change that breaks a law before others, and about everyone above all", () => {
    const [calm, worse] = [change(["s3:GetObject"], other), change(["ec2:StopInstances"])];
    expect(wordsOf([broken], { changes: [calm, worse] }).title).to.include("stop instances in EC2");
    const anyone = { ...calm, caller: { kind: "everyone", name: "everyone" } } as AccessChange;
    expect(wordsOf([broken], { changes: [worse, calm, anyone] }).title).to.include(
      "lets everyone get objects in S3",
    );
    expect(wordsOf([], { changes: [calm, worse] }).title).to.include("get objects in S3");
  });

  it("name the law that is broken, or the first of several", () => {
    const lede = (...verdicts: readonly Verdict[]) => html({ ...sampleReport, verdicts });
    expect(lede(broken)).to.include('<p class="lede">It is tag-guard on ');
    expect(lede(broken, { ...broken, property: "no-admin" })).to.include(
      '<p class="lede">First tag-guard on ',
    );
  });

  const held: Verdict = { ...broken, outcome: { verdict: "holds", by: "proof", runs: 0 } as never };
  const unknown: Verdict = {
    ...broken,
    outcome: { verdict: "undecided", kind: "holes", holes: [] } as never,
  };
  const low: Verdict = { ...broken, severity: "low" };
  const [before, accepted]: readonly Verdict[] = [
    { ...broken, since: "before" },
    { ...broken, baseline: true },
  ];
  const gap = { undecided: [{ target, kind: "holes", holes: [] }] } as never;
  for (const [title, verdicts, diff] of [
    ["Every law holds.", [held], undefined],
    ["Nothing gains access.", [held], {}],
    ["Every law holds.", [held], gap],
    ["1 verdict depends on values that are unknown.", [held, unknown], undefined],
    ["2 verdicts depend on values that are unknown.", [unknown, unknown], gap],
    ["Every law holds, but for what is accepted.", [held, accepted!], undefined],
    ["This change breaks no law.", [before!, held], undefined],
    ["No law at or above the gate is broken.", [low, before!], undefined],
    ["No law at or above the gate is broken.", [low, unknown], undefined],
  ] as const)
    it(`are calm where nothing is at the gate: ${title}`, () => {
      expect(wordsOf(verdicts, diff).title).to.equal(title);
    });

  for (const [parts, verdicts] of [
    ["1 verdict holds", [held]],
    ["2 verdicts hold", [held, held]],
    ["0 verdicts hold, 1 below the gate is worth a look", [low]],
    ["1 verdict holds, 2 below the gate are worth a look", [low, low, held]],
    ["0 verdicts hold, 1 violation was so before the change", [before!]],
    [
      "0 verdicts hold, 1 below the gate is worth a look, 2 violations were so before the change",
      [low, before!, before!],
    ],
    ["0 verdicts hold, 1 is accepted, 1 is undecided", [accepted!, unknown]],
    ["0 verdicts hold, 2 are accepted, 2 are undecided", [accepted!, accepted!, unknown, unknown]],
  ] as const)
    it(`say how many there are of each: ${parts}`, () => {
      const [lede = ""] = wordsOf(verdicts).lede;
      expect(lede.slice(0, lede.indexOf(":"))).to.equal(parts);
      expect(lede).not.to.include(" in ");
    });

  it("name one source by its file, and count several", () => {
    expect(wordsOf([broken], undefined, { sources: ["plans/a.json"] }).title).to.match(
      / broken in a\.json\.$/,
    );
    expect(wordsOf([broken], undefined, { sources: ["a.json", "b.json"] }).title).to.match(
      / broken in 2 sources\.$/,
    );
  });

  it("count violations apart from the laws that they break", () => {
    const verdicts = [broken, { ...broken, id: "9a1b2c3d4e5f", target: other }];
    expect(html({ ...sampleReport, verdicts }))
      .to.include(">2 violations of 1 law in widen.plan.json.</h1>")
      .and.to.include("2 violations of 1 law at severity high or above");
    const page = html({ ...sampleReport, verdicts: [broken, { ...broken, property: "no-public-access" }] });
    expect(page).to.include(">2 laws are broken in widen.plan.json.</h1>");
  });

  it("say of violations that fail nothing how many were so before, and how many are below the gate", () => {
    const low = { ...broken, severity: "low" } as const;
    const page = html({
      ...{ ...sampleReport, gate: "new" },
      verdicts: [low, { ...low, id: "9a1b2c3d4e5f", since: "before" }],
    });
    expect(page).to.include("<small>1 before the change, 1 below the gate</small>");
  });
});
