import type { Hole, Target } from "../../properties/target.js";

/** All that is open about a target, the unbounded first: no question is answered for certain while there is any. */
export const holesOf = ({ holes, open = [] }: Target): readonly Hole[] => [...holes, ...open];
