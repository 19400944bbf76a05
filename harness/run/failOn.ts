import type { Preset } from "../../properties/catalogue/propertiesOf.js";
import type { Outcome } from "../../properties/property.js";
import { defaultSeverity, isAtLeast, type Severity } from "../../properties/severity.js";

/** The gates, the strictest first: the least severity that fails a check. What AWS refuses fails at each. */
export const gates = ["note", "low", "medium", "high", "critical"] as const;

/** The least severity whose violation fails a check. */
export type FailOn = (typeof gates)[number];

/** The gate where none is named. */
export const defaultGate = (preset: Preset = "recommended"): FailOn => (preset === "strict" ? "low" : "high");

/** Whether a property, or a verdict about one, is at or above the gate. */
export const isAtGate = (
  { severity = defaultSeverity }: { readonly severity?: Severity },
  failOn: FailOn = defaultGate(),
): boolean => isAtLeast(severity, failOn);

/** Verdicts of one kind, at or above the gate, or below it. */
export const countAtGate = (
  verdicts: readonly { readonly severity?: Severity; readonly outcome: Outcome }[],
  {
    verdict,
    failOn,
    below,
  }: { readonly verdict: Outcome["verdict"]; readonly failOn: FailOn; readonly below: boolean },
): number =>
  verdicts.filter((one) => one.outcome.verdict === verdict && isAtGate(one, failOn) !== below).length;
