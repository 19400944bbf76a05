import { type Findings, findingPlace, levelOf, type ReviewFinding } from "./findings.js";

/**
 * Workflow commands of GitHub Actions: an annotation for each finding, the worst first. GitHub shows ten of each level
 * in a step, so that the others are lines of the log.
 *
 * Source: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export function github({ answer, findings }: Findings): string {
  const shown = new Map<string, number>();
  const lines = findings.flatMap((finding) => {
    if (finding.exception !== undefined) return [];
    const level = levelOf(finding);
    const count = (shown.get(level) ?? 0) + 1;
    shown.set(level, count);
    return [count > mostOfLevel ? logLine(finding) : annotation(level, finding)];
  });
  return [`planproof: ${answer}`, ...lines, ""].join("\n");
}

const mostOfLevel = 10;

function annotation(level: string, finding: ReviewFinding): string {
  const { rule, severity, location, message, details } = finding;
  const properties = {
    ...(location && { file: location.file, line: String(location.line) }),
    title: `${rule} (${severity}${finding.state === "undecided" ? ", undecided" : ""})`,
  };
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  const body = [`${finding.name}: ${message}`, ...details].join("\n");
  return `::${level} ${written.join(",")}::${escapeData(body)}`;
}

const logLine = (finding: ReviewFinding): string =>
  `not annotated: ${finding.rule} (${finding.severity}) ${finding.name} at ${findingPlace(finding)}: ${finding.message}`;

const escapeData = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const escapeProperty = (text: string): string =>
  escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
