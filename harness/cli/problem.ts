import type { Diagnostic, Result } from "../../policies/text/diagnostic.js";

/** A diagnostic with the input it is about: a source, a file, or nothing when it is about the flags. */
export interface Problem {
  readonly source?: string;
  readonly diagnostic: Diagnostic;
}

/** A problem of how the command was called. */
export const usageProblem = (message: string, hint: string): Problem => ({
  diagnostic: { code: "usage", severity: "error", message, hint },
});

/** The problems of one source. */
export const problemsOf = (source: string, diagnostics: readonly Diagnostic[]): readonly Problem[] =>
  diagnostics.map((diagnostic) => ({ source, diagnostic }));

/** The problems of what an input is made of, each with the source that it names. */
export const sourcedProblems = (diagnostics: readonly Diagnostic[]): readonly Problem[] =>
  diagnostics.map(({ source, ...diagnostic }) => ({ ...(source !== undefined && { source }), diagnostic }));

/** What a function of the API returned, as an attempt. */
export const attemptOf = <T>(result: Result<T>): Attempt<T> =>
  result.ok ? attempt(result.value) : obstructions(sourcedProblems(result.diagnostics));

/** Either a value or the problems that prevent it. */
export type Attempt<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export const attempt = <T>(value: T): Attempt<T> => ({ ok: true, value });

export const obstructed = (...problems: readonly Problem[]): Attempt<never> => ({ ok: false, problems });

/** The same for a list, of any length. */
export const obstructions = (problems: readonly Problem[]): Attempt<never> => ({ ok: false, problems });
