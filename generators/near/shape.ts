/** A place in a {@link Shape} where any string may be. */
export interface Gap {
  /** what a person would write here */
  readonly example: string;
  /** what else is worth trying */
  readonly others: readonly string[];
  /** true for `?`, which takes exactly one character */
  readonly single?: boolean;
}

/** A string with gaps: what a pattern, an ARN template, or the two together ask for. */
export type Shape = readonly (string | Gap)[];

/** The gap for a name. */
export const nameGap: Gap = { example: "example", others: ["", "other", "Example", "a/b", "a:b"] };

/** The gap that `?` leaves. */
export const singleGap: Gap = { example: "x", others: ["X", "0", "-"], single: true };

/**
 * The string a person would write for a shape: every gap has its example, and a name that would run into
 * the word next to it gets a hyphen, so that `AWSBatch*` reads `AWSBatch-example`.
 */
export const readable = (shape: Shape): string =>
  shape.map((piece, at) => (typeof piece === "string" ? piece : spaced(shape, at, piece))).join("");

/** Neighbouring strings become one; nothing else changes. */
export function joinShapes(shapes: readonly Shape[]): Shape {
  const joined: (string | Gap)[] = [];
  for (const piece of shapes.flat()) {
    const last = joined.at(-1);
    if (typeof piece === "string" && typeof last === "string") joined[joined.length - 1] = last + piece;
    else joined.push(piece);
  }
  return joined;
}

function spaced(shape: Shape, at: number, gap: Gap): string {
  if (gap.example !== nameGap.example) return gap.example;
  const before = /[A-Za-z0-9]$/.test(textAt(shape, at - 1)) ? "-" : "";
  const after = /^[A-Za-z0-9]/.test(textAt(shape, at + 1)) ? "-" : "";
  return `${before}${gap.example}${after}`;
}

function textAt(shape: Shape, at: number): string {
  const piece = shape[at];
  return typeof piece === "string" ? piece : "";
}
