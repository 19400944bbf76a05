import { expect } from "chai";
import { parse } from "yaml";
import { escapeControls } from "../../../../harness/report/escapeControls.js";
import type { Report } from "../../../../harness/run/report.js";
import { sampleReport } from "../sampleReport.js";
import { calm, hostile, render, some } from "./formatSamples.js";
import { readAnnotations } from "./readAnnotations.js";
import { junitFaults, readXml, type XmlElement } from "./readXml.js";

describe("JUnit", () => {
  const named = (element: XmlElement, name: string): readonly XmlElement[] => [
    ...(element.name === name ? [element] : []),
    ...element.children.flatMap((child) => named(child, name)),
  ];

  it("is well-formed, and as its schema says", () => {
    for (const report of [sampleReport, calm, ...hostile.map((one) => one.report)])
      expect(junitFaults(readXml(render("junit", report)))).to.deep.equal([]);
  });

  it("keeps every string, as a terminal would show it", () => {
    for (const { text, report } of hostile) {
      const [test] = named(readXml(render("junit", report)), "testcase");
      expect(test!.attributes["name"]).to.equal(escapeControls(text));
      expect(named(test!, "failure")[0]!.attributes["message"]).to.equal(escapeControls(text));
    }
  });

  it("counts what fails, is below the gate, and is allowed to be undecided", () => {
    const countsOf = (report: Report, options = {}) => {
      const [suite] = named(readXml(render("junit", report, options)), "testsuite");
      const ends = ["failure", "skipped"].map((name) => named(suite!, name).length);
      const { tests, failures, skipped } = suite!.attributes;
      expect(ends.map(String)).to.deep.equal([failures, skipped]);
      return `${tests} ${failures} ${skipped}`;
    };
    expect(countsOf(sampleReport)).to.equal("3 1 1");
    expect(countsOf({ ...sampleReport, failOn: "low" })).to.equal("3 2 0");
    expect(countsOf({ ...sampleReport, failOn: "low" }, { undecided: "allow" })).to.equal("3 1 1");
    expect(countsOf({ ...sampleReport, failOn: "critical" })).to.equal("3 0 1");
  });

  it("names a test by property and address alone", () => {
    const tests = named(readXml(render("junit", sampleReport)), "testcase");
    expect(tests.map(({ attributes }) => `${attributes["classname"]} ${attributes["name"]}`)).to.deep.equal([
      "aws_iam_role.operator tag-guard",
      'module.ci.aws_iam_role.deploy["a.b"] pass-role-services',
      "aws_iam_role.job tag-guard",
    ]);
  });
});

describe("the annotations of GitHub", () => {
  it("are what the runner reads, one for each finding", () => {
    for (const { text, report } of hostile) {
      const found = readAnnotations(render("github", report));
      expect(
        found.map(({ command }) => command),
        text,
      ).to.deep.equal(["error", "error", "error"].with(2, "warning"));
      for (const { properties, message } of found) {
        expect(Object.keys(properties), text).to.deep.equal(["file", "line", "title"]);
        expect(properties["file"], text).to.equal(escapeControls(`${text}.tf`));
        expect(properties["line"], text).to.equal("3");
        expect(properties["title"]!.startsWith(escapeControls(text)), text).to.equal(true);
        expect(message, text).not.to.match(/\r/);
      }
    }
  });

  it("are ten of each level, the worst first, and the others are lines of the log", () => {
    const log = render("github", some);
    const found = readAnnotations(log);
    expect(found).to.have.length(20);
    expect(found[0]!.properties["title"]).to.equal("tag-guard (critical)");
    expect(log.match(/^not annotated: /gm)).to.have.length(1480);
  });
});

describe("Code Quality of GitLab", () => {
  it("has what GitLab asks for, with fingerprints that are unique", () => {
    for (const report of [sampleReport, ...hostile.map((one) => one.report)]) {
      const issues = JSON.parse(render("gitlab", report)) as readonly Record<string, unknown>[];
      expect(issues.length).to.be.greaterThan(1);
      for (const issue of issues) {
        expect(Object.keys(issue)).to.deep.equal([
          "description",
          "check_name",
          "fingerprint",
          "severity",
          "location",
        ]);
        expect(issue["severity"]).to.be.oneOf(["info", "minor", "major", "critical", "blocker"]);
        expect(issue["location"]).to.have.nested.property("lines.begin").that.is.a("number");
      }
      expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).to.equal(issues.length);
    }
    expect(render("gitlab", calm)).to.equal("[]\n");
  });
});

describe("TAP", () => {
  const pointsOf = (text: string) => {
    const lines = text.split("\n");
    expect(lines.slice(0, 1)).to.deep.equal(["TAP version 14"]);
    const points = lines.filter((line) => /^(?:not )?ok /.test(line));
    expect(lines[1]).to.equal(`1..${points.length}`);
    for (const [index, line] of points.entries())
      expect(line).to.match(new RegExp(`^(?:not )?ok ${index + 1} - `));
    return points;
  };

  it("has as many points as its plan says, and YAML that parses", () => {
    for (const { text, report } of hostile) {
      const printed = render("tap", report);
      expect(pointsOf(printed)).to.have.length(4);
      const blocks = [...printed.matchAll(/^ {2}---\n([\s\S]*?)^ {2}\.\.\.$/gm)].map(
        ([, block]) => parse(block!) as object,
      );
      expect(blocks).to.have.length(3);
      expect(blocks[0]).to.include({ message: escapeControls(text), severity: "high" });
    }
  });

  it("has the directives that the report gives, and no others", () => {
    const points = (report: Report, options = {}) =>
      pointsOf(render("tap", report, options)).map(
        (line) => `${line.startsWith("ok")} ${/(?<!\\)# (\w+)/.exec(line)?.[1]}`,
      );
    expect(points(hostile.find(({ text }) => text.includes("TODO"))!.report)).to.deep.equal([
      "false undefined",
      "false undefined",
      "false undefined",
      "true undefined",
    ]);
    expect(points({ ...sampleReport, failOn: "critical" })).to.deep.equal([
      "false TODO",
      "true SKIP",
      "true undefined",
    ]);
    expect(points({ ...sampleReport, failOn: "low" }, { undecided: "allow" })[1]).to.equal("true SKIP");
  });
});

describe("JSON Lines", () => {
  it("have a verdict, target or note a line, and the counts last", () => {
    const lines = render("jsonl", sampleReport)
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { type: string });
    const types = lines.map(({ type }) => type);
    expect(types).to.deep.equal([
      ...["verdict", "verdict", "verdict"],
      ...["target", "target", "target", "target"],
      ...["note", "counts"],
    ]);
    expect(lines.at(-1)).to.include({ refuted: 1, leastSeverity: "high", seed: 1 });
  });
});
