import type fc from "fast-check";
import { type Draw, pick } from "./draw.js";
import { type Gap, readable, type Shape } from "./shape.js";

/**
 * Draws strings that fill a shape's gaps: mostly as a person would, sometimes with another value, now and then with
 * unexpected characters.
 */
export function filled(shape: Shape): Draw<string> {
  const plain = readable(shape);
  if (shape.every((piece) => typeof piece === "string")) return () => plain;
  return (random) => {
    let isPlain = true;
    const pieces = shape.map((piece) => {
      const filling = typeof piece === "string" ? undefined : fill(piece, random);
      if (filling === undefined) return piece;
      isPlain = false;
      return filling;
    });
    return isPlain ? plain : readable(pieces);
  };
}

/** Undefined represents the gap's own example, which is spaced like a word. */
function fill({ example, others }: Gap, random: fc.Random): string | undefined {
  const share = random.nextInt(0, others.includes("a/b") ? 8 : 7);
  if (share < 6) return undefined;
  if (share === 8) return oddName(random);
  const at = random.nextInt(0, others.length);
  return at === 0 ? example : others[at - 1];
}

const oddName = (random: fc.Random): string =>
  Array.from({ length: random.nextInt(1, 6) }, () => pick(oddCharacters, random)).join("");

const oddCharacters = [..."abAB01-_./:@ "];
