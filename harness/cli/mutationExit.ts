import type { Mutation } from "../run/mutate/mutationOutcome.js";
import { type ExitCode, exitCodes } from "./exitCode.js";

/** Where no mutant can be noticed, none was missed. */
export const mutationExit = ({ score }: Pick<Mutation, "score">, threshold: number): ExitCode =>
  (score ?? 1) * 100 < threshold ? exitCodes.refuted : exitCodes.holds;
