import type { PatternElement } from "../../policies/language/policyDocument.js";

/** The lists that are left when each value in turn is replaced by each of its edits; the value itself is not one. */
export const replaceEach = (
  values: readonly string[],
  edits: (value: string) => readonly string[],
): readonly (readonly string[])[] =>
  values.flatMap((value, at) =>
    edits(value)
      .filter((edit) => edit !== value)
      .map((edit) => values.with(at, edit)),
  );

/** The lists without one of their values; none for a list of one. */
export const dropEach = (values: readonly string[]): readonly (readonly string[])[] =>
  values.length < 2 ? [] : values.map((_, at) => values.toSpliced(at, 1));

/** An element with one of its patterns edited, in each way. */
export const editPatterns = (
  element: PatternElement,
  edits: (pattern: string) => readonly string[],
): readonly PatternElement[] =>
  replaceEach(element.patterns, edits).map((patterns) => ({ ...element, patterns }));
