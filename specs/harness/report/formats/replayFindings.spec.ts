import { expect } from "chai";
import { replayFindings } from "../../../../harness/report/replayFindings.js";
import { findingFormats } from "../../../../harness/report/reporters.js";
import { readAnnotations } from "./readAnnotations.js";
import { junitFaults, readXml } from "./readXml.js";

const request = {
  principal: "arn:aws:iam::123456789012:role/r",
  action: "s3:GetObject",
  resource: "arn:aws:s3:::b/k",
  resourceAccount: "123456789012",
  context: {},
};
const target = "plan.json#aws_iam_role.r";
const source = "golden.jsonl";
const drift = {
  id: "c1",
  line: 7,
  target,
  request,
  expected: "allowed",
  actual: "implicitDeny",
  statements: [],
  source,
} as const;
const hole = {
  address: "aws_iam_policy.p.policy",
  reason: "it is known only after apply",
  refersTo: [],
  remedy: "set it",
};
const replay = {
  matched: 3,
  drifted: [drift, { ...drift, source: "../elsewhere.jsonl" }],
  changes: [
    {
      target,
      change: "added",
      request,
      was: "implicitDeny",
      actual: "allowed",
      statements: [],
      statementsBefore: [],
      source,
    },
  ],
  missingTargets: [{ target: "aws_iam_role.gone", cases: 2, source }],
  newTargets: ["plan.json#aws_iam_role.new"],
  undecided: [{ target, id: "c2", line: 9, holes: [hole], source }],
} as const;
const print = (
  format: string,
  undecided: "fail" | "allow" = "fail",
  shown: Parameters<typeof replayFindings>[0] = replay,
) => findingFormats.get(format)!(replayFindings(shown, { answer: "2 drifted", undecided, unreadable: [] }));

describe("a replay in the formats of a pull request", () => {
  it("is annotated at the line of the case, in the repository alone", () => {
    const found = readAnnotations(print("github"));
    expect(
      found.map(({ command, properties }) => [command, properties["file"], properties["line"]]),
    ).to.deep.equal([
      ["error", source, "7"],
      ["error", undefined, undefined],
      ["error", undefined, undefined],
      ["error", undefined, undefined],
      ["error", undefined, undefined],
      ["warning", source, "9"],
    ]);
    expect(found[0]!.message).to.include("case `c1` is implicitDeny, and allowed is expected");
  });

  it("counts a line that could not be read as a failure", () => {
    const diagnostic = { code: "x", severity: "error", message: "it is not JSON", hint: "x" } as const;
    const position = { line: 4, column: 1, offset: 30 };
    const findings = replayFindings(
      { matched: 1, drifted: [] },
      { answer: "", undecided: "fail", unreadable: [{ source, diagnostic: { ...diagnostic, position } }] },
    );
    expect(findings.findings[0]).to.deep.include({ isCounted: true, location: { file: source, line: 4 } });
  });

  it("is JUnit, TAP and Markdown", () => {
    const xml = readXml(print("junit"));
    expect(junitFaults(xml)).to.deep.equal([]);
    expect(xml.attributes).to.include({ tests: "7", failures: "6" });
    expect(readXml(print("junit", "allow")).attributes).to.include({ failures: "5" });
    expect(print("tap").match(/^not ok /gm)).to.have.length(6);
    expect(print("markdown")).to.include("### `case-drifted` — high (2)");
  });

  it('has no "fail" where each case matches', () => {
    for (const format of findingFormats.keys())
      expect(print(format, "fail", { matched: 3, drifted: [] }).replaceAll(' failures="0"', "")).not.to.match(
        /fail/i,
      );
  });
});
