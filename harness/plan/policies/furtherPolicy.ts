import type { Hole } from "../../../properties/hole.js";

/** The hole of a policy that a principal holds in addition to what is known, as an identity policy. */
export const furtherPolicy = (hole: Hole): Hole => ({ ...hole, effects: ["Allow", "Deny"] });
