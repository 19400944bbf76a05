import { literalText } from "./literalText.js";
import { arnPartGaps, placeholderGap } from "./placeholderGap.js";
import { type Gap, joinShapes, nameGap, type Shape, singleGap } from "./shape.js";

/** A glob as a shape: `*` leaves the gap given, by default a name; `?` leaves one of a single character. */
export const globShape = (glob: string, gap: Gap = nameGap): Shape =>
  glob
    .split(/(\*+|\?)/)
    .filter((piece) => piece !== "")
    .map((piece) => (piece.startsWith("*") ? gap : piece === "?" ? singleGap : literalText(piece)));

/**
 * A resource pattern as a shape. In an ARN the kind of a gap depends on the part: a region in place
 * of a region. An ARN that ends early in `*` is read up to there; the missing parts may be anything.
 */
export function patternShape(pattern: string): Shape {
  const parts = arnParts(pattern);
  return parts === undefined
    ? globShape(pattern)
    : arnShape(parts.map((part, at) => globShape(part, gaps[at])));
}

/** An ARN template of the service authorization reference as a shape, one part at a time. */
export const templateParts = (template: string): readonly Shape[] =>
  sixParts(template).map((part) =>
    part
      .split(/\$\{(\w+)\}/)
      .map((piece, at) => (at % 2 === 0 ? piece : placeholderGap(piece)))
      .filter((piece) => piece !== ""),
  );

/** The parts of an ARN put together again; the resource part is never empty. */
export const arnShape = (parts: readonly Shape[]): Shape =>
  joinShapes(
    parts.map((part, at) => {
      const whole = at === 5 && part.length === 1 ? part.map(neverEmpty) : part;
      return at === 0 ? whole : [":", ...whole];
    }),
  );

const neverEmpty = (piece: string | Gap): string | Gap =>
  typeof piece === "string" ? piece : { ...piece, others: piece.others.filter((other) => other !== "") };

/** The six parts of an ARN pattern; undefined for what is not an ARN. */
export function arnParts(pattern: string): readonly string[] | undefined {
  if (!pattern.startsWith("arn:")) return undefined;
  const parts = sixParts(pattern);
  if (parts.length === 6) return parts;
  return pattern.endsWith("*") ? [...parts, ...Array<string>(6 - parts.length).fill("*")] : undefined;
}

const gaps: readonly (Gap | undefined)[] = [
  undefined,
  arnPartGaps.partition,
  arnPartGaps.service,
  arnPartGaps.region,
  arnPartGaps.account,
];

function sixParts(arn: string): readonly string[] {
  const parts = arn.split(":");
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
}
