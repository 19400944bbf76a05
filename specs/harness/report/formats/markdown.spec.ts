import { expect } from "chai";
import type { Report } from "../../../../harness/run/report.js";
import { sampleReport } from "../sampleReport.js";
import { hostile, refuted, render, some } from "./formatSamples.js";

describe("the comment in Markdown", () => {
  /** What is left of it without code, as CommonMark takes code. */
  const outsideOfCode = (text: string): string =>
    text.replace(/^(`{3,})text\n[\s\S]*?^\1$/gm, "").replace(/(?<![\\`])(`+)(?!`)([\s\S]*?[^`])\1(?!`)/g, "");

  it("has no markup, mention, reference or link of a policy's words", () => {
    for (const { text, report } of hostile) {
      const rest = outsideOfCode(render("markdown", report))
        .replaceAll(/<\/?(?:details|summary)>/g, "\u0001")
        .replaceAll(/\\[!-/:-@[-`{-~]|&#?\w+;/g, "\u0001");
      expect(rest, text).not.to.match(/[<>]|@\w|#\d|\]\(|:\/\/|www\.|^\s*(?:\||\d+\.)/m);
      expect(rest.match(/^#+ /gm)!.length, text).to.equal(4);
    }
  });

  it("is below 60 kB for any number of findings, the worst first, and says how many are left out", () => {
    for (const report of [some, { ...some, failOn: "critical" as const }]) {
      const text = render("markdown", report);
      expect(Buffer.byteLength(text)).to.be.within(50_000, 60_000);
      const [, left] = /\*\*([\d,]+) more findings are left out/.exec(text)!;
      const named = text.match(/^- `module/gm)!.length;
      expect(named + Number(left!.replace(",", ""))).to.equal(1500);
      expect(text.match(/^### /gm)).to.have.length(2); // and the notes
      expect(text).to.include("— critical (500)");
    }
  });

  it("is below 60 kB where one finding is long, and where there are many notes", () => {
    const long: Report = {
      ...sampleReport,
      verdicts: [
        { ...refuted, outcome: { verdict: "refuted", by: "count", runs: 0, reason: "é".repeat(100_000) } },
      ],
      notes: Array.from({ length: 5000 }, () => sampleReport.notes[0]!),
    };
    const text = render("markdown", long);
    expect(Buffer.byteLength(text)).to.be.lessThan(60_000);
    expect(text)
      .to.include("### `tag-guard` — high")
      .and.to.match(/- … and \d+ more/);
  });

  it("is below 60 kB for any number of older findings, and closes their fold", () => {
    const older: Report = {
      ...some,
      verdicts: some.verdicts.map((one) => ({ ...one, since: "before" as const })),
    };
    const text = render("markdown", older);
    expect(Buffer.byteLength(text)).to.be.within(40_000, 60_000);
    expect(text).to.match(/<summary>So before the change \(1500\)<\/summary>/);
    expect(text).to.match(/- … and \d+ more\n\n<\/details>/);
  });

  it("gives the request and the command that replays it", () => {
    const text = render("markdown", sampleReport);
    expect(text).to.include("`aws_iam_role.operator` (`infra/main file.tf:12`)");
    expect(text).to.include("replay     npx planproof decide");
    expect(text).to.include("### `pass-role-services` — undecided, medium");
  });
});
