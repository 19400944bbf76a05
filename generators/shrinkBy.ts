import fc from "fast-check";

/** How values of a {@link shrinkBy} arbitrary get simpler. */
export interface Shrinking<T> {
  /** what to try instead of a value, best first; each must be simpler by one and the same measure */
  readonly candidates: (value: T) => Iterable<T>;
  /** true for values that may be given from outside and shrunk without having been generated here */
  readonly recognises: (value: unknown) => value is T;
}

/**
 * The source's values, shrunk by the values themselves instead of by how they were made.
 *
 * A value from a corpus therefore shrinks as well as a generated one.
 */
export const shrinkBy = <T>(source: fc.Arbitrary<T>, shrinking: Shrinking<T>): fc.Arbitrary<T> =>
  new ShrunkByValue(source, shrinking);

class ShrunkByValue<T> extends fc.Arbitrary<T> {
  readonly source: fc.Arbitrary<T>;
  readonly shrinking: Shrinking<T>;

  constructor(source: fc.Arbitrary<T>, shrinking: Shrinking<T>) {
    super();
    this.source = source;
    this.shrinking = shrinking;
  }

  generate(random: fc.Random, bias: number | undefined): fc.Value<T> {
    return new fc.Value(this.source.generate(random, bias).value, undefined);
  }

  canShrinkWithoutContext(value: unknown): value is T {
    return this.shrinking.recognises(value);
  }

  shrink(value: T): fc.Stream<fc.Value<T>> {
    return fc.stream(valuesOf(this.shrinking.candidates(value)));
  }
}

function* valuesOf<T>(candidates: Iterable<T>): IterableIterator<fc.Value<T>> {
  for (const candidate of candidates) yield new fc.Value(candidate, undefined);
}
