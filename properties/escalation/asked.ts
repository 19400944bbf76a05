import type { UnknownTags } from "./surroundings.js";

/** A request that is looked for. */
export interface Asked {
  readonly action: string;
  /** patterns of the ARN; absent where the action has no resource */
  readonly arns?: readonly string[];
  /** keys with their one value, null for one that is missing; all others are free */
  readonly keys: Readonly<Record<string, string | null>>;
  /** of the resource, those that are known; absent where the caller chooses them */
  readonly tags?: Readonly<Record<string, string>>;
  /** what is unknown of the others; absent where all are known */
  readonly unknownTags?: UnknownTags;
}
