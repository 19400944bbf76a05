/** What the process ends with; scripts rely on it. */
export const exitCodes = {
  /** everything asked was answered, and every property holds */
  holds: 0,
  /** at least one property is refuted, or a case drifted */
  refuted: 1,
  /** the question could not be asked: usage, unreadable input, nothing to check */
  unasked: 2,
  /** nothing is refuted, but something depends on a value known only after apply */
  undecided: 3,
  /** a bug in planproof */
  bug: 4,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
