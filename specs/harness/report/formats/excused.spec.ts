import { expect } from "chai";
import type { Log } from "sarif";
import type { Report } from "../../../../harness/run/report.js";
import { sampleReport } from "../sampleReport.js";
import { held, refuted, render } from "./formatSamples.js";
import { readAnnotations } from "./readAnnotations.js";
import { readXml } from "./readXml.js";

const exception = { reason: "the site is <public>", owner: "web", until: "2027-01-31" };
const named = (name: string) => ({ ...refuted, target: `plan.json#aws_iam_role.${name}`, id: name });
const excused: Report = {
  ...sampleReport,
  verdicts: [
    { ...named("excepted"), ...{ exception } },
    { ...named("known"), ...{ baseline: true as const } },
    { ...named("older"), ...{ since: "before" as const } },
    held,
  ],
  notes: [],
};
const faults: Report = {
  ...sampleReport,
  verdicts: [{ ...named("newer"), ...{ since: "change" as const } }],
  notes: [
    {
      source: "infra/exceptions.json:12",
      diagnostic: { code: "exception-expired", severity: "error", message: "it expired", hint: "mend it" },
    },
    {
      source: "exceptions",
      diagnostic: { code: "exception-unused", severity: "error", message: "it is unused", hint: "remove it" },
    },
  ],
};

describe("what an exception, a baseline or the time before the change excuses", () => {
  it("is suppressed or unchanged in SARIF", () => {
    const resultsOf = (report: Report) => (JSON.parse(render("sarif", report)) as Log).runs[0]!.results!;
    const results = resultsOf(excused);
    expect(results.map(({ baselineState }) => baselineState)).to.deep.equal([
      undefined,
      "unchanged",
      "unchanged",
    ]);
    expect(results[0]!.suppressions).to.deep.equal([
      { kind: "external", status: "accepted", justification: "the site is <public> (web, until 2027-01-31)" },
    ]);
    const newer = resultsOf(faults).find(({ ruleId }) => ruleId === "tag-guard")!;
    expect([newer.baselineState, newer.suppressions]).to.deep.equal(["new", undefined]);
  });

  it("fails nothing in any format", () => {
    expect(readXml(render("junit", excused)).attributes).to.include({ tests: "4", failures: "0" });
    expect(render("tap", excused).match(/^not ok .* # TODO /gm)).to.have.length(3);
    expect(readAnnotations(render("github", excused)).map(({ command }) => command)).to.deep.equal([
      "notice",
      "notice",
    ]);
    expect(JSON.parse(render("gitlab", excused))).to.have.length(2);
    for (const format of ["junit", "sarif", "github", "gitlab", "markdown", "tap"])
      expect(render(format, excused).replaceAll(' failures="0"', ""), format).not.to.match(/fail/i);
  });

  it("is listed in the comment, with its reason", () => {
    const text = render("markdown", excused);
    expect(text)
      .to.include("### Excepted (1)")
      .and.to.include("the site is &lt;public&gt; (web, until 2027-01-31)");
    for (const [title, name] of [
      ["In the baseline", "known"],
      ["So before the change", "older"],
    ])
      expect(text).to.match(
        new RegExp(
          `<details><summary>${title} \\(1\\)</summary>\n\n- \`aws_iam_role.${name}\` .* \\(\`tag-guard\`, high\\)\n\n</details>`,
        ),
      );
  });
});

describe("an exception that expired or takes nothing out", () => {
  it("fails in each format, at the line where it is written", () => {
    const found = readAnnotations(render("github", faults));
    expect(found.map(({ command }) => command)).to.deep.equal(["error", "error", "error"]);
    expect(found[0]!.properties).to.include({ file: "infra/exceptions.json", line: "12" });
    expect(readXml(render("junit", faults)).attributes).to.include({ tests: "3", failures: "3" });
    expect(render("tap", faults).match(/^not ok /gm)).to.have.length(3);
    expect(render("markdown", faults)).to.include("### `exception-expired` — high");
    expect(render("sarif", faults)).to.include('"ruleId":"exception-unused"');
  });
});
