import fc from "fast-check";

/** The value that fast-check shrinks to among those that satisfy the condition; it must find one. */
export function minimal<T>(arbitrary: fc.Arbitrary<T>, condition: (value: T) => boolean, seed = 2026): T {
  const { counterexample } = fc.check(
    fc.property(arbitrary, (value) => !condition(value)),
    {
      seed,
      numRuns: 5000,
    },
  );
  if (counterexample === null) throw new Error("no value satisfies the condition");
  return counterexample[0];
}
