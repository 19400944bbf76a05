import type { Hole, Target } from "../../properties/target.js";

/** All unknown values of a target, the unbounded first: no answer is certain while there are any. */
export const holesOf = ({ holes, open = [] }: Target): readonly Hole[] => [...holes, ...open];
