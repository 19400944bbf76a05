/** The ways to read a SOURCE as a place and what follows its `#`s, the shortest place first. */
export function splitSource(spec: string): readonly SplitSource[] {
  const marks = [...spec.matchAll(/#/g)].map(({ index }) => index);
  return [...marks, spec.length].map((mark) => ({
    place: spec.slice(0, mark),
    selectors: mark === spec.length ? [] : splitSelectors(spec.slice(mark + 1)),
  }));
}

export interface SplitSource {
  /** a path, `-`, or `managed:NAME` */
  readonly place: string;
  /** an address, a statement selector, or both */
  readonly selectors: readonly string[];
}

/** Splits at `#`, but not inside the quotes of a for_each key. */
const splitSelectors = (text: string): readonly string[] =>
  [...text.matchAll(/(?:[^#"]|"(?:[^"\\]|\\.)*"|")+/gs)].map(([selector]) => selector);
