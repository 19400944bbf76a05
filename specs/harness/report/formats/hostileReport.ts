import type { Report, Verdict } from "../../../../harness/run/report.js";
import type { Witness } from "../../../../properties/property.js";
import { sampleReport } from "../sampleReport.js";

/** Strings that mean something where a report is read. */
export const hostileStrings = [
  "<script>alert(1)</script>",
  "</details><img src=x onerror=alert(1)>",
  "]]><failure>&amp;&bogus;",
  "100% %0A::error::x",
  "a\r\n::error file=x::y",
  "::error::begins",
  "x ##[group]y ##vso[task.setvariable]z",
  "\u202egnp.exe\u200b\u{e0041}",
  "\u001b[2J\u0000\ud800",
  "``` \n```\n`",
  "a`b`` c",
  "| a | b |",
  "@octocat and @org/team #12 GH-1",
  "[link](https://evil.example) ![image](//evil.example/x.png) www.evil.example",
  "# heading\n- item\n1. one\n***",
  "\"quotes\" 'single' \\ back",
  "a # TODO b # SKIP",
  "--- ... : - {x: y}",
  "$x^2$ ~~gone~~ __proto__",
  "file,line=1:2",
] as const;

/** A report in which a hostile string is wherever a user, a policy or a property of one's own can put one. */
export function hostileReport(text: string): Report {
  const [refuted, undecided, held] = sampleReport.verdicts as readonly [Verdict, Verdict, Verdict];
  const witness: Witness = {
    request: {
      principal: `arn:aws:iam::123456789012:role/${text}`,
      action: `s3:${text}`,
      resource: text,
      resourceAccount: "123456789012",
      context: { [text]: text, "aws:TagKeys": [text, text] },
    },
    decision: "allowed",
    statements: [{ source: text, pointer: `/Statement/${text}`, sid: text }],
  };
  const target = `${text}.json#aws_iam_role.r[${JSON.stringify(text)}]`;
  const own = {
    property: text,
    sentence: text,
    remedy: text,
    target,
    location: { file: `${text}.tf`, line: 3 },
  };
  const hop = { from: text, to: text, step: text, via: text, if: text, requests: [witness] } as const;
  const chain = { from: text, to: text, hops: [hop, hop] } as const;
  return {
    ...sampleReport,
    sources: [`${text}.json`],
    verdicts: [
      { ...refuted, ...own, outcome: { verdict: "refuted", by: "proof", runs: 0, reason: text, witness } },
      {
        ...refuted,
        ...own,
        outcome: { verdict: "refuted", by: "proof", runs: 0, reason: text, witness, chain },
      },
      { ...undecided, ...own, severity: "high" },
      { ...held, ...own },
    ],
    targets: [{ address: target, principal: text, policies: [text], holes: [], properties: 4 }],
    notes: [{ source: text, diagnostic: { code: text, severity: "warning", message: text, hint: text } }],
  };
}
