import { type Gap, joinShapes, type Shape } from "./shape.js";

/** A single character, or a gap. */
type Token = string | Gap;

/**
 * A shape all of whose strings fit both shapes; undefined when no string fits both. Where both have a gap,
 * the left one's examples are kept. It is one such shape, the most readable found, not all of them.
 *
 * Cost: product of the two lengths.
 */
export function commonShape(left: Shape, right: Shape): Shape | undefined {
  const tokens = meet(tokensOf(left), tokensOf(right));
  return tokens && joinShapes([tokens]);
}

const tokensOf = (shape: Shape): readonly Token[] =>
  shape.flatMap((piece): readonly Token[] => (typeof piece === "string" ? [...piece] : [piece]));

/** What to write at a pair of positions, and how far to go on either side. */
type Step = readonly [write: Token | undefined, left: 0 | 1, right: 0 | 1];

function meet(left: readonly Token[], right: readonly Token[]): readonly Token[] | undefined {
  const dead = new Set<number>();
  const walk = (i: number, j: number): readonly Token[] | undefined => {
    if (i === left.length && j === right.length) return [];
    const state = i * (right.length + 1) + j;
    if (dead.has(state)) return undefined;
    for (const [write, di, dj] of steps(left[i], right[j])) {
      const rest = walk(i + di, j + dj);
      if (rest !== undefined) return write === undefined ? rest : [write, ...rest];
    }
    dead.add(state);
    return undefined;
  };
  return walk(0, 0);
}

/** The ways on, the one that reads best first. */
function steps(left: Token | undefined, right: Token | undefined): readonly Step[] {
  if (isOpen(left)) return isOpen(right) ? bothOpen(left) : oneOpen(right);
  if (isOpen(right)) return oneOpen(left).map(([write, r, l]) => [write, l, r]);
  if (left === undefined || right === undefined) return [];
  if (typeof left === "string" && typeof right === "string") return left === right ? [[left, 1, 1]] : [];
  return [[typeof left === "string" ? left : right, 1, 1]];
}

const isOpen = (token: Token | undefined): token is Gap => typeof token === "object" && token.single !== true;

const bothOpen = (gap: Gap): readonly Step[] => [
  [gap, 1, 0],
  [gap, 0, 1],
  [undefined, 1, 0],
  [undefined, 0, 1],
];

/** The open side takes the other's token, or ends. Steps go (open side, other side). */
const oneOpen = (other: Token | undefined): readonly Step[] =>
  other === undefined
    ? [[undefined, 1, 0]]
    : [
        [other, 0, 1],
        [undefined, 1, 0],
      ];
