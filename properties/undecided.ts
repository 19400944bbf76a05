import type { UndecidedByGap } from "./property.js";

/** The outcome of a search or a proof that decides nothing; `budget` is a kind of proof. */
export const undecided = (kind: UndecidedByGap["kind"], gap: string, runs = 0): UndecidedByGap => ({
  verdict: "undecided",
  by: kind === "search" ? "search" : "proof",
  runs,
  kind,
  holes: [],
  gap,
});
