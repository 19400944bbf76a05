import type { Preset } from "../../properties/catalogue/propertiesOf.js";
import type { Outcome } from "../../properties/property.js";
import { defaultSeverity, isAtLeast, type Severity } from "../../properties/severity.js";

/** The gates, the strictest first: the least severity that fails a check. What AWS refuses fails at each. */
export const gates = ["note", "low", "medium", "high", "critical"] as const;

/** The least severity whose violation fails a check. */
export type FailOn = (typeof gates)[number];

/** The gate where none is named. */
export const defaultGate = (preset: Preset = "recommended"): FailOn => (preset === "strict" ? "low" : "high");

/** Why a violation fails nothing: an exception, the baseline, the time before the change, or its severity. */
export type Excuse = "excepted" | "baseline" | "before" | "below";

/** What decides whether a verdict fails a check; of a property its severity alone. */
export interface Excusable {
  readonly severity?: Severity;
  readonly exception?: object;
  readonly baseline?: true;
  readonly since?: "change" | "before";
}

/** Why a verdict fails nothing if it is refuted or undecided; undefined where it fails the check. */
export function excuseOf(
  { severity = defaultSeverity, exception, baseline, since }: Excusable,
  failOn: FailOn = defaultGate(),
): Excuse | undefined {
  if (exception !== undefined) return "excepted";
  if (baseline === true) return "baseline";
  if (since === "before") return "before";
  return isAtLeast(severity, failOn) ? undefined : "below";
}

/** Whether a property, or a verdict about one, is at or above the gate, and nothing excuses it. */
export const isAtGate = (one: Excusable, failOn?: FailOn): boolean => excuseOf(one, failOn) === undefined;

/** Verdicts of one kind that fail the check, or that an excuse keeps from failing it. */
export const countVerdicts = (
  verdicts: readonly (Excusable & { readonly outcome: Outcome })[],
  verdict: Outcome["verdict"],
  { failOn, excuse }: { readonly failOn: FailOn; readonly excuse?: Excuse },
): number =>
  verdicts.filter((one) => one.outcome.verdict === verdict && excuseOf(one, failOn) === excuse).length;

/** Verdicts of one kind, at or above the gate, or below it. */
export const countAtGate = (
  verdicts: Parameters<typeof countVerdicts>[0],
  {
    verdict,
    failOn,
    below,
  }: { readonly verdict: Outcome["verdict"]; readonly failOn: FailOn; readonly below: boolean },
): number => countVerdicts(verdicts, verdict, { failOn, ...(below && { excuse: "below" as const }) });
