/** How serious a violation is, the least first; `error` is what AWS refuses at apply. */
export const severities = ["note", "low", "medium", "high", "critical", "error"] as const;

/** How serious a violation is. */
export type Severity = (typeof severities)[number];

/** The severity of a property that states none. */
export const defaultSeverity: Severity = "high";

/** Whether a severity is at least as serious as another. */
export const isAtLeast = (severity: Severity, other: Severity): boolean =>
  severities.indexOf(severity) >= severities.indexOf(other);
