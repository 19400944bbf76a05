/** A place in a document. Lines and columns count from 1, columns and offsets in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/**
 * One thing wrong (or worth a warning) in an input, as data.
 *
 * `message` is a lower-case sentence without a final stop that quotes user input in backticks;
 * `hint` says what to do about it.
 */
export interface Diagnostic {
  /** kebab-case and stable, such as `duplicate-key` */
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly message: string;
  /** name of the source or file it is about, where several may have been read */
  readonly source?: string;
  readonly position?: Position;
  /** JSON pointer (RFC 6901) of the node it is about */
  readonly pointer?: string;
  readonly hint: string;
}

/** Either a value, perhaps with warnings, or at least one diagnostic of severity `error`. */
export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Makes the successful {@link Result}. */
export const success = <T>(value: T, diagnostics: readonly Diagnostic[] = []): Result<T> => ({
  ok: true,
  value,
  diagnostics,
});

/** Makes the failed {@link Result}. */
export const failure = (...diagnostics: readonly Diagnostic[]): Result<never> => ({ ok: false, diagnostics });

/** The same for a list, of any length. */
export const failures = (diagnostics: readonly Diagnostic[]): Result<never> => ({ ok: false, diagnostics });
