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

function ledeOf(
  verdict: Partial<Verdict>,
  { changes = [], chains }: Partial<Required<Evidence>["diff"]>,
): string {
  const report: Report = { ...sampleReport, verdicts: [{ ...broken, ...verdict }] };
  const evidence: Evidence = {
    ...{ documents: [], targets: [] },
    diff: { changes, undecided: [], contradicted: [], ...(chains && { chains }) },
  };
  const names = new PageNames(report.sources, report.targets);
  return pageFirstWords({ report, evidence, names, findings: pageFindings(report) }).lede.join(" ");
}

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

  it("say that a chain breaks a law where it is for the principal of the law alone", () => {
    expect(ledeOf({ outcome: chained }, { chains: opening(target) })).to.include("That breaks the law");
    expect(ledeOf({ outcome: chained }, { chains: opening(other) })).to.include("Also broken is the law");
    expect(ledeOf({}, { chains: opening(target) })).to.include("Also broken is the law");
    expect(ledeOf({}, { chains: opening(target), changes: [change(["ec2:StopInstances"])] })).to.include(
      "That breaks the law",
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
