/** The seed of a run that names none. */
export const defaultSeed = 1;

/** Requests tried per property and target when the number is not set. */
export const defaultRuns = 1000;
