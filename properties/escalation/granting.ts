import type { UnknownPolicy } from "./surroundings.js";

/** Those that might allow something: a policy that can only deny opens no way. */
export const granting = (holes: readonly UnknownPolicy[] = []): readonly UnknownPolicy[] =>
  holes.filter(({ effects }) => effects?.includes("Allow") ?? true);
