import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { Ajv } from "ajv";
import { expect } from "chai";
import type { Log } from "sarif";
import type { Report } from "../../../../harness/run/report.js";
import { sampleReport } from "../sampleReport.js";
import { calm, hostile, large, render, undecided } from "./formatSamples.js";

const schema = JSON.parse(
  readFileSync(new URL("../../../fixtures/sarif/sarif-schema-2.1.0.json", import.meta.url), "utf8"),
) as Record<string, unknown>;
// draft-04 differs from draft-07 in the name of `$id`, for what this schema uses
const { id: _, $schema: __, ...draft07 } = schema;
const isSarif = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(draft07);
const sarifFaults = (text: string): unknown => (isSarif(JSON.parse(text)) ? null : isSarif.errors);
const runOf = (text: string) => (JSON.parse(text) as Log).runs[0]!;

describe("SARIF", () => {
  it("is as its schema says", () => {
    for (const report of [sampleReport, calm, ...hostile.map((one) => one.report)])
      expect(sarifFaults(render("sarif", report))).to.equal(null);
  });

  it("has a rule for each property and a result for each finding, with a place in a file", () => {
    const { tool, results = [] } = runOf(render("sarif", sampleReport));
    expect(tool.driver.rules!.map(({ id }) => id)).to.deep.equal(["tag-guard", "pass-role-services"]);
    expect(tool.driver.rules![0]!.properties).to.deep.include({ "security-severity": "8.0" });
    expect(
      results.map(({ ruleId, ruleIndex, level, kind }) => [ruleId, ruleIndex, level, kind]),
    ).to.deep.equal([
      ["tag-guard", 0, "error", undefined],
      ["pass-role-services", 1, "note", undefined],
    ]);
    const [place] = results[0]!.locations!;
    expect(place!.physicalLocation).to.deep.equal({
      artifactLocation: { uri: "infra/main%20file.tf" },
      region: { startLine: 12 },
    });
    expect(place!.logicalLocations![0]!.fullyQualifiedName).to.equal("aws_iam_role.operator");
    expect(results[1]!.locations![0]!.physicalLocation!.artifactLocation!.uri).to.equal("widen.plan.json");
  });

  it("has the same fingerprints in every run, one for each finding", () => {
    const prints = (report: Report) =>
      runOf(render("sarif", report)).results!.map(
        ({ partialFingerprints }) => partialFingerprints!["planproof/v1"],
      );
    const found = prints(hostile[0]!.report);
    expect(new Set(found).size).to.equal(found.length);
    expect(prints(hostile[0]!.report)).to.deep.equal(found);
  });

  it("has a flow of the steps of an escalation", () => {
    const flows = runOf(render("sarif", hostile[11]!.report)).results!.flatMap(
      ({ codeFlows = [] }) => codeFlows,
    );
    expect(flows).to.have.length(1);
    expect(flows[0]!.threadFlows[0]!.locations).to.have.length(2);
  });

  it("never makes a link of a policy's words, and keeps a name with a colon from being a scheme", () => {
    for (const { report } of hostile)
      for (const [, text] of render("sarif", report).matchAll(/"text":"((?:[^"\\]|\\.)*)"/g))
        expect(text).not.to.include("](");
    const { results = [] } = runOf(
      render("sarif", { ...calm, verdicts: [{ ...undecided, target: "managed:X@v1" }] }),
    );
    expect(results[0]!.locations![0]!.physicalLocation!.artifactLocation!.uri).to.equal("managed%3AX%40v1");
  });

  it("is within the limits of GitHub, and says what is left out", () => {
    const text = render("sarif", large);
    const { results = [], invocations } = runOf(text);
    expect(gzipSync(text).length).to.be.lessThan(2_000_000);
    expect(results).to.have.length(5000);
    expect(results.slice(0, 2000).every(({ properties }) => properties!["severity"] === "critical")).to.equal(
      true,
    );
    expect(invocations![0]!.toolExecutionNotifications![0]!.message.text).to.include("1000 more findings");
    const long: Report = {
      ...large,
      verdicts: large.verdicts.map((one) => ({ ...one, remedy: "x".repeat(5000) })),
    };
    expect(render("sarif", long).length).to.be.lessThan(20_100_000);
  });
});
