interface About {
  /** as they are spelled in short */
  readonly actions: readonly string[];
  /** how many they are */
  readonly count: number;
}

/** What is said of some actions, as JSON: `action` for one by itself, `actions` and `count` for several. */
export function actionsInJson<Said extends About>({ actions, count, ...said }: Said): object {
  const [action] = actions;
  return { ...(actions.length === 1 && count <= 1 ? { action } : { actions, count }), ...said };
}
