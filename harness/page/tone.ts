/** How a verdict is shown: by its severity where it is refuted. */
export type Tone =
  | "error"
  | "critical"
  | "high"
  | "medium"
  | "low"
  | "note"
  | "undecided"
  | "accepted"
  | "holds";

/** All tones, those first that need attention. */
export const tones: readonly Tone[] = [
  "error",
  "critical",
  "high",
  "medium",
  "low",
  "note",
  "undecided",
  "accepted",
  "holds",
];
