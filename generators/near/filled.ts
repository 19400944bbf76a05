import fc from "fast-check";
import { type Gap, readable, type Shape } from "./shape.js";

/**
 * Strings that fill a shape's gaps: mostly as a person would, sometimes with another value, now and then
 * with unexpected characters. Shrinks to the readable one.
 */
export function filled(shape: Shape): fc.Arbitrary<string> {
  const gaps = shape.filter((piece): piece is Gap => typeof piece !== "string");
  if (gaps.length === 0) return fc.constant(readable(shape));
  return fc.tuple(...gaps.map(filling)).map((fillings) => {
    let next = 0;
    return readable(
      shape.map((piece) => {
        if (typeof piece === "string") return piece;
        const filling = fillings[next++];
        return filling === undefined ? piece : filling;
      }),
    );
  });
}

/** Undefined represents the gap's own example, which is spaced like a word. */
const filling = (gap: Gap): fc.Arbitrary<string | undefined> =>
  fc.oneof(
    { arbitrary: fc.constant(undefined), weight: 6 },
    { arbitrary: fc.constantFrom(gap.example, ...gap.others), weight: 2 },
    ...(gap.others.includes("a/b") ? [{ arbitrary: oddName, weight: 1 }] : []),
  );

const oddName = fc.string({ unit: fc.constantFrom(..."abAB01-_./:@ "), minLength: 1, maxLength: 6 });
