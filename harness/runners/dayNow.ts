/** The day of the clock, in UTC: `YYYY-MM-DD`. Runners and the command line alone ask for it, as exceptions expire. */
export const dayNow = (): string => new Date().toISOString().slice(0, 10);
