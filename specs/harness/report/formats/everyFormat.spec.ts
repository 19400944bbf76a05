import { expect } from "chai";
import { reporters } from "../../../../harness/report/reporters.js";
import type { Report } from "../../../../harness/run/report.js";
import { builtInProperties } from "../../../../properties/catalogue/builtInProperties.js";
import { sampleReport } from "../sampleReport.js";
import { calm, hostile, render } from "./formatSamples.js";

describe("every format", () => {
  const formats = [...reporters.keys()];

  for (const format of formats)
    it(`${format} shows no control characters, no commands and nothing that changes the direction of writing`, () => {
      for (const { text, report } of hostile) {
        const printed = render(format, report);
        expect(printed, text).not.to.match(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(printed, text).not.to.match(/##\w*\[/);
        if (format !== "github") expect(printed, text).not.to.match(/^\s*::/m);
      }
    });

  for (const format of formats)
    it(`${format} has no "fail" where nothing is refuted at the gate, for Atlantis takes it for a refusal`, () => {
      const below: Report = { ...sampleReport, failOn: "critical" };
      const shard = { index: 1, total: 1, digest: "d", questions: 1, at: [0] };
      for (const report of [calm, below, { ...calm, shard }, { ...calm, managedPoliciesDate: "2026-01-01" }])
        for (const colour of [false, true]) {
          const printed = render(format, report, { colour }).replace(/ failures="0"/g, "");
          expect(printed).not.to.match(/fail/i);
        }
    });

  it("knows no built-in property whose name or sentence has it", () => {
    const words = builtInProperties.flatMap(({ id, sentence, remedy = "" }) => [id, sentence, remedy]);
    expect(words.filter((word) => /fail/i.test(word))).to.deep.equal([]);
  });
});
