import { expect } from "chai";
import { escapeControls } from "../../../harness/report/escapeControls.js";
import { reporters } from "../../../harness/report/reporters.js";
import type { Report } from "../../../harness/run/report.js";
import { expectGolden } from "./expectGolden.js";
import { sampleReport } from "./sampleReport.js";

const render = (format: string, report: Report, options = {}): string =>
  reporters.get(format)?.(report, options) ?? "";
const calm: Report = {
  ...sampleReport,
  verdicts: sampleReport.verdicts.slice(2),
  targets: sampleReport.targets.slice(2, 3),
  counts: {
    policies: 1,
    targets: 1,
    properties: 1,
    holds: 1,
    refuted: 0,
    undecided: 0,
    belowGate: 0,
    excepted: 0,
    baseline: 0,
    before: 0,
  },
  notes: [],
};

describe("the reporters", () => {
  it("print what the golden files hold", () => {
    expectGolden(render("human", sampleReport), "report.human.txt");
    expectGolden(render("json", sampleReport), "report.json");
  });

  it("colour only when asked to, and change nothing else by it", () => {
    const coloured = render("human", sampleReport, { colour: true });
    expect(coloured).to.include("\u001b[31mREFUTED\u001b[39m");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequences are what it removes
    expect(coloured.replace(/\u001b\[\d+m/g, "")).to.equal(render("human", sampleReport));
  });

  it("begin with the answer, which is all there is when quiet", () => {
    const answer =
      "1 refuted, 1 undecided (1 below the gate), 1 holds — 2 properties on 4 roles with 4 policies in widen.plan.json";
    expect(render("human", sampleReport, { quiet: true })).to.equal(`${answer}\n`);
    expect(render("human", calm, { quiet: true })).to.equal(
      "1 holds — 1 property on 1 role with 1 policy in widen.plan.json\n",
    );
  });

  it("put the most serious finding first", () => {
    const verdicts = sampleReport.verdicts.map((one) => ({
      ...one,
      outcome: sampleReport.verdicts[0]!.outcome,
    }));
    const severities = (["low", "critical", "medium"] as const).map((severity, at) => ({
      ...verdicts[at]!,
      severity,
    }));
    const text = render("human", { ...sampleReport, verdicts: severities });
    expect([...text.matchAll(/^REFUTED {2}\S+ {2}(\w+)/gm)].map(([, word]) => word)).to.deep.equal([
      "critical",
      "medium",
      "low",
    ]);
  });

  it("say the same thing twice for the same report", () => {
    for (const [, reporter] of reporters) expect(reporter(sampleReport)).to.equal(reporter(sampleReport));
  });

  it("give JSON that is one document and keeps every string", () => {
    const parsed = JSON.parse(render("json", sampleReport)) as { targets: { address: string }[] };
    expect(parsed.targets.map(({ address }) => address)).to.deep.equal(
      sampleReport.targets.map(({ address }) => address),
    );
  });
});

describe("visible", () => {
  for (const [name, text, expected] of [
    ["an escape sequence", "\u001b[2J", "\\u001b[2J"],
    ["a one-character escape sequence", "\u009b2J", "\\u009b2J"],
    ["a carriage return", "ok\rfail", "ok\\u000dfail"],
    ["a right-to-left override", "a\u202eb", "a\\u202eb"],
    ["plain words in any script", "rôle 役割 \u{1f511}", "rôle 役割 \u{1f511}"],
  ] as const) {
    it(`writes ${name} as ${expected}`, () => expect(escapeControls(text)).to.equal(expected));
  }
});
