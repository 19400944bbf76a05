import type { Severity } from "../../../properties/severity.js";
import type { Findings, ReviewFinding } from "./findings.js";

/**
 * A Code Quality report of GitLab: what is refuted and what is undecided, but for what is excepted.
 *
 * Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export const gitlab = ({ findings }: Findings): string =>
  `${JSON.stringify(findings.filter(({ exception }) => exception === undefined).map(issue), null, 2)}\n`;

const issue = (finding: ReviewFinding) => {
  const { id, rule, severity, state, name, source, message, location } = finding;
  return {
    description: `${name}: ${message}`,
    check_name: rule,
    fingerprint: id,
    severity: state === "refuted" ? severities[severity] : "info",
    location: { path: location?.file ?? source, lines: { begin: location?.line ?? 1 } },
  };
};

const severities: Readonly<Record<Severity, string>> = {
  error: "blocker",
  critical: "blocker",
  high: "critical",
  medium: "major",
  low: "minor",
  note: "info",
};
