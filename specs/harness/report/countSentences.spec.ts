import { expect } from "chai";
import { capitalized } from "../../../harness/report/capitalized.js";
import { html } from "../../../harness/report/html.js";
import { mutationHtml } from "../../../harness/report/mutationHtml.js";
import { PageNames } from "../../../harness/report/pageNames.js";
import { pageOutside } from "../../../harness/report/pageOutside.js";
import type { Mutation } from "../../../harness/run/mutate/mutationOutcome.js";
import type { Report, Verdict } from "../../../harness/run/report.js";
import { sampleReport } from "./sampleReport.js";

const [broken] = sampleReport.verdicts as readonly [Verdict];
const times = <T>(count: number, one: T): readonly T[] => Array.from({ length: count }, () => one);
const names = new PageNames(["plan.json"], []);

describe("a sentence that begins with a capital letter", () => {
  for (const [given, expected] of [
    ["no statement allows it", "No statement allows it"],
    ["`role` may do it", "`role` may do it"],
    ["iam:PassRole is allowed", "iam:PassRole is allowed"],
    ["elasticloadbalancing-v2:* is allowed", "elasticloadbalancing-v2:* is allowed"],
    ["in short: it holds", "In short: it holds"],
    ["2 drifted", "2 drifted"],
    ["", ""],
  ] as const)
    it(`keeps the name of an action: ${expected}`, () => {
      expect(capitalized(given)).to.equal(expected);
    });

  it("is the title of a finding", () => {
    const outcome = { ...broken.outcome, reasons: ["iam:PassRole is allowed on each role"] };
    const verdicts = [{ ...broken, outcome }] as readonly Verdict[];
    expect(html({ ...sampleReport, verdicts })).to.match(
      /<h3[^>]*>iam:PassRole is allowed on each role\.<\/h3>/,
    );
  });
});

describe("sentences with a count", () => {
  const lead = (atGate: number, below: number): string | undefined => {
    const low: Verdict = { ...broken, severity: "low" };
    const report: Report = { ...sampleReport, verdicts: [...times(atGate, broken), ...times(below, low)] };
    return /<section id="findings".*?<\/h2>(?:<p class="lead">(.*?)<\/p>)?/s.exec(html(report))?.[1];
  };
  for (const [atGate, below, sentence] of [
    [0, 0, undefined],
    [1, 0, undefined],
    [0, 1, "It is not at the gate."],
    [0, 2, "None of them is at the gate."],
    [1, 1, "The first one fails the gate; the other does not."],
    [1, 2, "The first one fails the gate; the others do not."],
    [2, 1, "The first 2 fail the gate; the other does not."],
  ] as const)
    it(`say which of ${atGate} and ${below} findings fail the gate: ${sentence}`, () => {
      expect(lead(atGate, below)).to.equal(sentence);
    });

  it("say how many violations of one severity are new", () => {
    const page = (isNew: number) =>
      html({
        ...{ ...sampleReport, gate: "new" },
        verdicts: [...times(isNew, broken), { ...broken, since: "before" }],
      });
    expect(page(1)).to.include("<small>1 new, which fails the gate</small>");
    expect(page(2)).to.include("<small>2 new, which fail the gate</small>");
  });

  for (const [resources, sentence] of [
    [1, "The one policy of a resource or role does not let in others than the account itself."],
    [2, "None of the 2 policies of resources and roles lets in others than the account itself."],
  ] as const)
    it(`say that nothing comes from outside: ${sentence}`, () => {
      const [outside] = pageOutside({ outside: { reached: [], undecided: [], resources } }, names);
      expect(outside!.section).to.deep.include({ lead: sentence, count: 0, body: [] });
    });

  it("say nothing about who comes from outside where no resource has a policy", () => {
    expect(pageOutside({ outside: { reached: [], undecided: [], resources: 0 } }, names)).to.deep.equal([]);
  });

  for (const [killed, survived, title] of [
    [1, 0, "The tests notice the one mistake."],
    [2, 0, "The tests notice all 2 mistakes."],
    [0, 1, "The tests miss the one mistake."],
    [0, 2, "The tests miss all 2 mistakes."],
    [1, 1, "The tests miss 1 of 2 mistakes."],
  ] as const)
    it(`say what the tests miss: ${title}`, () => {
      const counts = { killed, survived, equivalent: 0, untyped: 0, undecided: 0 };
      const mutation = { counts, score: killed / (killed + survived), mutants: [], timeouts: 0 };
      expect(mutationHtml(mutation as unknown as Mutation, { source: "plan.json" })).to.include(
        `>${title}</h1>`,
      );
    });
});
