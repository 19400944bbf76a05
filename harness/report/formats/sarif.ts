import type { CodeFlow, Log, Location as Place, ReportingDescriptor, Result } from "sarif";
import type { Severity } from "../../../properties/severity.js";
import { type Findings, levelOf, type ReviewFinding, type Rule } from "./findings.js";
import { sentenceInMarkdown } from "./sentenceInMarkdown.js";

/** What GitHub keeps of a file: 5,000 results; and it takes 10 MB with gzip, to which requests shrink tenfold. */
const limits = { results: 5000, bytes: 20_000_000 };

/**
 * SARIF 2.1.0, within the limits of GitHub: the worst results first, and a notification of what is left out. A result
 * never has a `kind`: by default it is what GitHub shows, and the levels of what is undecided and of what is below the gate
 * say the rest.
 *
 * Sources: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html,
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
export function sarif({ rules, findings, notes, properties }: Findings, version: string): string {
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const results: Result[] = [];
  let size = 0;
  for (const finding of findings.slice(0, limits.results)) {
    const result = resultOf(finding, indexes.get(finding.rule));
    size += Buffer.byteLength(JSON.stringify(result)) + 1;
    if (size > limits.bytes) break;
    results.push(result);
  }
  const log: Log = {
    version: "2.1.0",
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    runs: [
      {
        tool: { driver: { name: "planproof", semanticVersion: version, rules: rules.map(descriptor) } },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: [...leftOut(findings.length - results.length), ...notes].map(
              (text) => ({
                level: "note" as const,
                message: { text: message(text) },
              }),
            ),
          },
        ],
        properties: { ...properties },
        results,
      },
    ],
  };
  return `${JSON.stringify(log)}\n`;
}

const leftOut = (count: number): readonly string[] =>
  count === 0
    ? []
    : [
        `${count} more ${count === 1 ? "finding is" : "findings are"} left out, for GitHub keeps ${limits.results} results`,
      ];

/** Source: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning#reportingdescriptor-object */
const securitySeverities: Readonly<Partial<Record<Severity, string>>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "3.0",
  note: "1.0",
};

const levels: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  error: "error",
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
  note: "note",
};

/** What AWS refuses at apply is a defect and no exposure, so that it has no security severity. */
function descriptor({ id, sentence, severity, remedy, page }: Rule): ReportingDescriptor {
  const score = securitySeverities[severity];
  const help = [sentence, ...(remedy === undefined ? [] : [`to mend it: ${remedy}`])];
  const link = page === undefined ? [] : [page];
  return {
    id,
    shortDescription: { text: message(sentence) },
    help: {
      text: message([...help, ...link].join("\n\n")),
      markdown: [...help.map(sentenceInMarkdown), ...link].join("\n\n"),
    },
    ...(page !== undefined && { helpUri: page }),
    defaultConfiguration: { level: levels[severity] },
    properties: {
      ...(score !== undefined && { "security-severity": score }),
      tags: score === undefined ? ["aws-iam"] : ["security", "aws-iam"],
    },
  };
}

function resultOf(finding: ReviewFinding, ruleIndex: number | undefined): Result {
  const { id, rule, name, severity, state, details, steps, since, baseline, exception } = finding;
  const place = placeIn(finding);
  const what = `${state === "undecided" ? "undecided: " : ""}${name}: ${finding.message}`;
  return {
    ruleId: rule,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: state === "undecided" ? "note" : levels[severity],
    message: { text: message([what, ...details].join("\n")) },
    locations: [place],
    partialFingerprints: { "planproof/v1": id },
    ...(steps && steps.length > 0 && { codeFlows: [flowOf(steps, place)] }),
    ...((since || baseline) && { baselineState: since === "change" && !baseline ? "new" : "unchanged" }),
    ...(exception !== undefined && {
      suppressions: [{ kind: "external", status: "accepted", justification: message(exception) }],
    }),
    properties: { severity, verdict: state, gate: levelOf(finding) === "notice" ? "below" : "at" },
  };
}

const flowOf = (steps: readonly string[], place: Place): CodeFlow => ({
  threadFlows: [
    {
      locations: steps.map((text, index) => ({
        executionOrder: index + 1,
        location: { ...place, message: { text: message(text) } },
      })),
    },
  ],
});

function placeIn({ location, source, subject }: ReviewFinding): Place {
  const { file, line } = location ?? { file: source, line: 1 };
  return {
    physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: line } },
    logicalLocations: [{ fullyQualifiedName: subject === "" ? source : subject, kind: "resource" }],
  };
}

/** A relative reference: a segment with a `:` in it would be a scheme. */
const uriOf = (path: string): string =>
  path
    .replace(/\p{Cs}/gu, "\ufffd")
    .split("/")
    .map(encodeURIComponent)
    .join("/");

/** `[a](b)` is a link in a message of SARIF. */
const message = (text: string): string => text.replaceAll("](", "] (");
