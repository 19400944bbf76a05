import type { Dice } from "./dice.js";

/** One call of the command line with everything that it reads. */
export interface HostileRun {
  /** what kind of input it was made from */
  readonly kind: string;
  readonly argv: readonly string[];
  /** by their path in the working directory */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** what `terraform show -json` prints; absent where terraform cannot be run */
  readonly shown?: string;
  /** a secret in the input, which must not be in any output; absent where an edit may have made it public */
  readonly canary?: string;
}

/** What the makers of runs draw with. */
export interface Draw {
  readonly dice: Dice;
  /** how deep the deepest input nests */
  readonly depth: number;
  /** applies each of a few edits, with separate numbers, but those that are left out */
  readonly edit: <T>(value: T, edit: (value: T, dice: Dice, depth: number) => T) => T;
}

export const canary = "canary-5e1f-not-a-real-secret";
