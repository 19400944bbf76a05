import { expect } from "chai";
import fc from "fast-check";

export interface Expectations<T> {
  readonly arbitrary: fc.Arbitrary<T>;
  readonly wellFormed: (value: T) => boolean;
  /** never grows while shrinking */
  readonly size: (value: T) => number;
  /** what a property that always fails ends with */
  readonly simplest: T;
  /** borders of the domain, by name: each is seen among 1,000 values */
  readonly reaches: Readonly<Record<string, (value: T) => boolean>>;
}

/** The five laws of every arbitrary here, as mocha tests. */
export function arbitraryLaws<T>(expectations: Expectations<T>): void {
  const { arbitrary, wellFormed, size, simplest, reaches } = expectations;
  const values = (seed: number, numRuns = 50) => fc.sample(arbitrary, { seed, numRuns });
  let thousand: readonly T[] | undefined;
  const many = (): readonly T[] => {
    thousand ??= values(7, 1000);
    return thousand;
  };
  const paths = new Map<number, readonly T[]>();
  const pathOf = (seed: number): readonly T[] => {
    const path = paths.get(seed) ?? shrinkPath(arbitrary, seed);
    paths.set(seed, path);
    return path;
  };

  it("gives the same values for the same seed", () => {
    expect(values(42)).to.deep.equal(values(42));
    expect(values(42)).not.to.deep.equal(values(43));
  });

  it("gives only well-formed values", () => {
    expect(many().filter((value) => !wellFormed(value))).to.deep.equal([]);
  });

  it("shrinks to the simplest value", () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      expect(pathOf(seed).at(-1)).to.deep.equal(simplest);
    }
  });

  it("shrinks to well-formed values that are never larger", () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const path = pathOf(seed);
      expect(path.filter((value) => !wellFormed(value))).to.deep.equal([]);
      path.slice(1).forEach((value, at) => {
        expect(size(value), JSON.stringify([path[at], value])).to.be.at.most(size(path[at]!));
      });
    }
  });

  it(`reaches ${Object.keys(reaches).join(", ")}`, () => {
    const seen = many();
    expect(Object.keys(reaches).filter((name) => !seen.some(reaches[name]!))).to.deep.equal([]);
  });
}

/** The values a property that always fails is tried on: the generated one, then each simpler one. */
function shrinkPath<T>(arbitrary: fc.Arbitrary<T>, seed: number): readonly T[] {
  const path: T[] = [];
  const fails = fc.property(arbitrary, (value) => {
    path.push(value);
    return false;
  });
  fc.check(fails, { seed, numRuns: 1 });
  return path;
}
