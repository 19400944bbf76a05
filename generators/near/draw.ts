import fc from "fast-check";

/**
 * Makes one value from randomness. Requests are drawn so, and not by arbitraries put together from others: these keep
 * for each value how it was made, which takes most of the time, and requests shrink by what they are.
 */
export type Draw<T> = (random: fc.Random) => T;

/** The values of a draw; they do not shrink. */
export const drawnBy = <T>(draw: Draw<T>): fc.Arbitrary<T> => new Drawn(draw);

class Drawn<T> extends fc.Arbitrary<T> {
  readonly draw: Draw<T>;

  constructor(draw: Draw<T>) {
    super();
    this.draw = draw;
  }

  generate(random: fc.Random): fc.Value<T> {
    return new fc.Value(this.draw(random), undefined);
  }

  canShrinkWithoutContext(_: unknown): _ is T {
    return false;
  }

  shrink(): fc.Stream<fc.Value<T>> {
    return fc.Stream.nil();
  }
}

/** The draw of an arbitrary of the user's. */
export const drawOf =
  <T>(arbitrary: fc.Arbitrary<T>): Draw<T> =>
  (random) =>
    arbitrary.generate(random, undefined).value;

/** One of some values, at least one. */
export const pick = <T>(values: readonly T[], random: fc.Random): T =>
  values[values.length === 1 ? 0 : random.nextInt(0, values.length - 1)]!;

/** True in `of` of `outOf` cases. */
export const happens = (random: fc.Random, of: number, outOf: number): boolean =>
  random.nextInt(0, outOf - 1) < of;
