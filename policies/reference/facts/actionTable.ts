/** Actions with something in common, each in the service reference of the day given. */
export interface ActionTable {
  /** the day the table was made: `YYYY-MM-DD` */
  readonly date: string;
  /** what it follows */
  readonly pages: readonly string[];
  /** names without the service, separated by spaces, by service */
  readonly actions: Readonly<Record<string, string>>;
  /** the only resource types that matter, separated by spaces, by full name; @defaultValue all that an action has */
  readonly types?: Readonly<Record<string, string>>;
}

/** The full names of the actions of a table: `s3:GetObject`. */
export const actionNames = ({ actions }: ActionTable): readonly string[] =>
  Object.entries(actions).flatMap(([service, names]) => names.split(" ").map((name) => `${service}:${name}`));
