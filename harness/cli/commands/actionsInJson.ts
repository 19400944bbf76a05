/** Actions that are alike. */
export interface CountedActions {
  /** by name, or by a pattern for all that it matches */
  readonly actions: readonly string[];
  /** how many they are */
  readonly count: number;
}

/** What is known about some actions, as JSON: `action` for a single one, `actions` and `count` for several. */
export function actionsInJson<Known extends CountedActions>({ actions, count, ...known }: Known): object {
  const [action] = actions;
  return { ...(actions.length === 1 && count <= 1 ? { action } : { actions, count }), ...known };
}
