/** Whether a pattern has wildcards in it. */
export const isWild = (pattern: string): boolean => /[*?]/.test(pattern);
