import type { Lattice, LatticePair } from "../run/compare/lattice.js";
import { alignColumns, type Line } from "./alignColumns.js";
import { many } from "./describeTargets.js";
import { describeStatement } from "./describeWitness.js";
import { escapeControls } from "./escapeControls.js";

/** The answer in one line: `4 sources: 2 are contained in another, 4 pairs are incomparable`. */
export function latticeInShort({ nodes, pairs }: Lattice): string {
  const count = (relation: LatticePair["relation"]) =>
    pairs.filter((one) => one.relation === relation).length;
  const contained = lowerSides(pairs).size;
  const [none, other] = nodes.length === 2 ? ["neither", "the other"] : ["none of them", "another"];
  const within =
    contained === 0
      ? `${none} lies within ${other}`
      : `${contained} ${contained === 1 ? "lies" : "lie"} within ${other}`;
  const parts = [
    // sides that are equal lie within each other
    ...(contained === 0 && count("equal") > 0 ? [] : [within]),
    ...(["equal", "incomparable", "undecided"] as const).flatMap((relation) => {
      const some = count(relation);
      return some === 0 ? [] : [`${many(some, "pair is", "pairs are")} ${relation}`];
    }),
  ];
  return `${many(nodes.length, "source")}: ${parts.join(", ")}`;
}

/** The sides that lie within another one: of sides that allow the same, each. */
export const lowerSides = (pairs: readonly LatticePair[]): ReadonlySet<string> =>
  new Set(
    pairs.flatMap(({ left, right, relation }) =>
      relation === "subset" ? [left] : relation === "superset" ? [right] : [],
    ),
  );

/** What lies within what, then each pair with a request that distinguishes it. */
export const describeLattice = ({ pairs, covers }: Lattice): readonly string[] => [
  ...(covers.length === 0
    ? []
    : [covers.map(({ lower, upper }) => escapeControls(`${lower}  lies within  ${upper}`)).join("\n")]),
  ...pairs.map(pairBlock),
];

function pairBlock(pair: LatticePair): string {
  const { left, right, relation, reason } = pair;
  const lines: readonly Line[] = [
    ...onlyLine("only the first", pair.leftOnly, pair.counts?.leftOnly),
    ...onlyLine("only the second", pair.rightOnly, pair.counts?.rightOnly),
    ...(reason === undefined ? [] : [["note", reason] as const]),
  ];
  return [escapeControls(`${relation.toUpperCase()}  ${left}  ${right}`), ...alignColumns(lines)].join("\n");
}

function onlyLine(
  label: string,
  witness: LatticePair["leftOnly"],
  count: number | undefined,
): readonly Line[] {
  if (witness === null) return [];
  return [[label, describeOnly(witness, count)]];
}

/** `ec2:RunInstances on arn:aws:…, and 26 more actions, by Sid, /Statement/0 of …`. */
export function describeOnly(
  { request, statements }: NonNullable<LatticePair["leftOnly"]>,
  count?: number,
): string {
  const more =
    count === undefined || count < 2 ? "" : `, and ${count - 1} more ${count === 2 ? "action" : "actions"}`;
  const by = statements.length === 0 ? "" : `, by ${statements.map(describeStatement).join(" and ")}`;
  return `${request.action} on ${request.resource}${more}${by}`;
}
