/** A policy document as JSON, as loosely typed as a law about its spelling needs. */
export interface LooseDocument {
  readonly Version?: string;
  readonly Statement: readonly LooseStatement[];
}

export interface LooseStatement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** What is one or many, as many. */
export const listed = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === "string" ? [value] : value;

/** The conditions of a statement as `key=value`; `""` where it has none. */
export function conditionLines({ Condition = {} }: LooseStatement): readonly string[] {
  const lines = Object.values(Condition).flatMap((keys) =>
    Object.entries(keys).flatMap(([key, values]) => listed(values).map((value) => `${key}=${value}`)),
  );
  return lines.length > 0 ? lines : [""];
}

/**
 * Each action on each resource under each condition value, one line a grant: a reading of a document that
 * knows nothing of how its versions are rebuilt. Right for documents with one condition a statement.
 */
export const grantLines = (document: LooseDocument): readonly string[] =>
  document.Statement.flatMap((statement) =>
    listed(statement.Action).flatMap((action) =>
      listed(statement.Resource).flatMap((resource) =>
        conditionLines(statement).map((condition) => `${action} on ${resource} ${condition}`.trimEnd()),
      ),
    ),
  );
