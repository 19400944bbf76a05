import { expect } from "chai";
import { printMarkup } from "../../../harness/page/printMarkup.js";
import { lawTable } from "../../../harness/report/pageLaws.js";
import { PageNames } from "../../../harness/report/pageNames.js";
import { pageUndecided } from "../../../harness/report/pageUndecided.js";
import type { Report, Verdict } from "../../../harness/run/report.js";
import type { Hole } from "../../../properties/hole.js";
import { sampleReport } from "./sampleReport.js";

const [broken] = sampleReport.verdicts as readonly [Verdict];
const names = new PageNames(sampleReport.sources, sampleReport.targets);
const hole: Hole = {
  ...{ address: "aws_iam_policy.late", reason: "it is known only after apply" },
  ...{ refersTo: ["aws_s3_bucket.a.arn"], remedy: "run `terraform apply`" },
};
const unknown = (...holes: readonly Hole[]): Verdict => ({
  ...broken,
  outcome: { verdict: "undecided", kind: "holes", holes, partial: { of: "before" } } as never,
});
const reportOf = (...verdicts: readonly Verdict[]): Report => ({ ...sampleReport, verdicts });
const pageOf = (...verdicts: readonly Verdict[]): string =>
  pageUndecided(reportOf(...verdicts), names)
    .map(printMarkup)
    .join("");

describe("the section of what is undecided", () => {
  it("says where an unknown value is from, unless its reason says so", () => {
    expect(pageOf(unknown(hole))).to.include(
      "it is known only after apply, from <code>aws_s3_bucket.a.arn</code>.",
    );
    const reason = "it comes from `aws_s3_bucket.a.arn`";
    expect(pageOf(unknown({ ...hole, reason }))).to.include(
      "it comes from <code>aws_s3_bucket.a.arn</code>.</p>",
    );
    const refersTo = [...hole.refersTo, "aws_s3_bucket.b.arn"];
    expect(pageOf(unknown({ ...hole, reason, refersTo }))).to.include(
      "</code>, from <code>aws_s3_bucket.b.arn</code>.",
    );
  });

  it("has the value first that most verdicts depend on, with how many they are", () => {
    const other = { ...hole, address: "aws_iam_policy.other" };
    const page = pageOf(unknown(hole), unknown(other), { ...unknown(other), property: "no-admin" });
    const values = [...page.matchAll(/undecided">(.*?)<\/span><code>(.*?)<\/code>/g)].map(
      ([, ...found]) => found,
    );
    expect(values).to.deep.equal([
      ["2 verdicts", "aws_iam_policy.other"],
      ["1 verdict", "aws_iam_policy.late"],
    ]);
  });

  it("has the command that resolves it, where one is known", () => {
    expect(pageOf(unknown(hole))).to.include(">terraform apply</pre>");
    expect(pageOf(unknown({ ...hole, remedy: "write the value out" }))).not.to.include("<pre");
    expect(pageOf(unknown({ ...hole, remedy: "" }))).not.to.include("To resolve it");
  });

  it("counts the values that it does not have", () => {
    const many = (count: number) =>
      pageOf(unknown(), ...Array.from({ length: count }, (_, at) => unknown({ ...hole, address: `a${at}` })));
    expect(many(199)).not.to.include("in the JSON report");
    expect(many(200)).to.include("1 more is in the JSON report.");
    expect(many(201)).to.include("2 more are in the JSON report.");
  });
});

describe("the list of all verdicts", () => {
  const reasonOf = (reason: string): string =>
    lawTable(reportOf({ ...broken, outcome: { ...broken.outcome, reason } as never }), names).findings[0]!
      .reason;

  it("has a long reason in whole words, and says that there is more", () => {
    const short = "word ".repeat(32).trim();
    expect(reasonOf(short)).to.equal(short);
    expect(reasonOf(`${short} and more`)).to.equal(`${short} …`);
    expect(reasonOf(`${"x".repeat(150)} ${"y".repeat(40)}`)).to.equal(`${"x".repeat(150)} …`);
    expect(reasonOf("x".repeat(200))).to.equal(`${"x".repeat(160)} …`);
  });
});
