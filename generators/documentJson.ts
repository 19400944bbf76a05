/** A policy document as JSON, as it could be in a file. */
export interface DocumentJson {
  readonly Version?: string;
  readonly Statement: Readonly<Record<string, unknown>> | readonly Readonly<Record<string, unknown>>[];
}

/** A statement as JSON. */
export type GeneratedStatement = Readonly<Record<string, unknown>>;

/** A `Condition` block as JSON. */
export type GeneratedCondition = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
