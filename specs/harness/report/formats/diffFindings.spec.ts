import { expect } from "chai";
import { type DiffGate, diffFindings } from "../../../../harness/report/diffFindings.js";
import { findingFormats } from "../../../../harness/report/reporters.js";
import type { AccessChange } from "../../../../harness/run/diff/accessChange.js";
import { type Diff, unchanged } from "../../../../harness/run/diff/diff.js";
import { hostileStrings } from "./hostileReport.js";
import { readAnnotations } from "./readAnnotations.js";
import { junitFaults, readXml } from "./readXml.js";

const target = "plan.json#aws_iam_role.r";
const change: AccessChange = {
  target,
  actions: ["s3:GetObject"],
  count: 1,
  change: "added",
  witness: {
    principal: "arn:aws:iam::123456789012:role/r",
    action: "s3:GetObject",
    resource: "arn:aws:s3:::b/k",
    resourceAccount: "123456789012",
    context: {},
  },
  statements: [{ source: "aws_iam_policy.p", pointer: "/Statement/0", sid: "S" }],
  why: "no statement allows it",
};
const bucket: AccessChange = {
  ...change,
  target: "plan.json#aws_s3_bucket.b",
  caller: { kind: "everyone", name: "everyone" },
};
const hole = {
  address: "aws_iam_policy.p.policy",
  reason: "it is known only after apply",
  refersTo: [],
  remedy: "set it",
};
const diff: Diff = {
  changes: [change, bucket, { ...change, change: "removed" }],
  undecided: [{ target, kind: "holes", holes: [hole] }],
  contradicted: [],
};
const gate: DiffGate = {
  chains: true,
  change: ({ change: kind }) => kind === "added",
  undecided: () => true,
};
const findingsOf = (found: Diff, undecided: "fail" | "allow" = "fail") =>
  diffFindings(found, {
    answer: "2 added",
    gate,
    undecided,
    locations: new Map([[target, { file: "main.tf", line: 3 }]]),
    given: {},
  });
const print = (format: string, found = diff) => findingFormats.get(format)!(findingsOf(found));

describe("a diff in the formats of a pull request", () => {
  it("has a finding for each change, what everyone gains first, and what is gone last", () => {
    const { findings } = findingsOf(diff);
    expect(
      findings.map(({ rule, severity, isCounted, message }) => [rule, severity, isCounted, message]),
    ).to.deep.equal([
      ["access-added", "high", true, "s3:GetObject for everyone"],
      ["access-added", "medium", true, "s3:GetObject"],
      ["access-undecided", "medium", true, findings[2]!.message],
      ["access-removed", "note", false, "s3:GetObject"],
    ]);
    expect(findings[2]!.message).to.include("known only after apply");
    expect(findings[1]!.location).to.deep.equal({ file: "main.tf", line: 3 });
    expect(new Set(findings.map(({ id }) => id)).size).to.equal(4);
    expect(findingsOf(diff, "allow").findings.filter(({ isCounted }) => isCounted)).to.have.length(2);
  });

  it("is annotated, and JUnit that is as its schema says", () => {
    const commands = readAnnotations(print("github")).map(({ command }) => command);
    expect(commands).to.deep.equal(["error", "error", "warning", "notice"]);
    const xml = readXml(print("junit"));
    expect(junitFaults(xml)).to.deep.equal([]);
    expect(xml.attributes).to.include({ tests: "4", failures: "3" });
  });

  it('has no "fail" and one passed test where nothing changes', () => {
    for (const format of findingFormats.keys())
      expect(print(format, unchanged).replaceAll(' failures="0"', "")).not.to.match(/fail/i);
    expect(readXml(print("junit", unchanged)).attributes).to.include({ tests: "1", failures: "0" });
  });

  it("keeps hostile names from acting", () => {
    for (const text of hostileStrings) {
      const odd: AccessChange = {
        ...change,
        target: `plan.json#${text}`,
        actions: [text],
        why: text,
        summary: text,
        statements: [{ source: text, pointer: text, sid: text }],
      };
      const found = { ...diff, changes: [odd] };
      expect(readAnnotations(print("github", found)), text).to.have.length(2);
      expect(junitFaults(readXml(print("junit", found))), text).to.deep.equal([]);
      for (const format of findingFormats.keys())
        expect(print(format, found), text).not.to.match(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|##\w*\[/u);
    }
  });
});
