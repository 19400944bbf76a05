import type { Witness } from "../../properties/property.js";
import { hasse } from "../page/hasse.js";
import { printHtmlPage, type Section } from "../page/htmlPage.js";
import { h, type Markup, withCode } from "../page/markup.js";
import { commandMarkup } from "../page/pageFinding.js";
import { filterMarkup } from "../page/pageTable.js";
import type { Lattice, LatticePair } from "../run/compare/lattice.js";
import { joined } from "./actionPhrase.js";
import { capitalized } from "./capitalized.js";
import { describeOnly, latticeInShort, lowerSides } from "./describeLattice.js";
import { many } from "./describeTargets.js";
import { escapeAll } from "./escapeAll.js";
import { quoteWord } from "./replayCommand.js";

/** How several sources contain each other, as one HTML file with their Hasse diagram and the same as a table. */
export function latticeHtml(given: Lattice): string {
  const lattice = escapeAll(given);
  const title = titleOf(lattice);
  return printHtmlPage({
    title: `${title.replaceAll("`", "").replace(/\.$/, "")} — planproof`,
    about: [many(lattice.nodes.length, "source")],
    answer: [
      h("h1", { id: "h-answer" }, ...withCode(title)),
      h("p", { class: "lede" }, ...withCode(ledeOf(lattice))),
    ],
    sections: [sectionOf(lattice)],
    footer: ["Proved over all requests; each request here has been decided by the evaluator, too."],
    data: {},
    findings: [],
  });
}

function sectionOf(lattice: Lattice): Section {
  const { pairs } = lattice;
  const diagram = lattice.nodes.length === 1 ? undefined : diagramOf(lattice);
  return {
    id: "lattice",
    title: "Which contains which",
    count: pairs.length,
    lead: diagram === undefined ? undrawnLead(lattice) : drawnLead(lattice),
    body: [
      ...(diagram === undefined ? [] : [h("div", scroll, diagram)]),
      ...filterMarkup({ of: "pairs", label: "Filter pairs", count: pairs.length }),
      tableOf(pairs),
      ...commandOf(lattice),
    ],
  };
}

const undrawnLead = ({ nodes }: Lattice): string =>
  `Each pair, with a request for what only one of the two allows.${nodes.length > 2 ? " So many are not drawn." : ""}`;

/** What the lines of the diagram mean, of those that it has. */
function drawnLead({ covers, pairs }: Lattice): string {
  const has = (wanted: LatticePair["relation"]) => pairs.some(({ relation }) => relation === wanted);
  return [
    ...(covers.length === 0 ? [] : ["A line: the upper one allows strictly more."]),
    ...(has("incomparable")
      ? [
          "Dotted: neither contains the other, with the number of actions in which only the left and only the right allows something.",
        ]
      : []),
    ...(has("equal") ? ["Of those that allow the same, the first has the lines."] : []),
    ...(has("undecided") ? ["What is undecided is not drawn."] : []),
  ].join(" ");
}

const scroll = {
  class: "scroll",
  tabindex: 0,
  role: "region",
  "aria-label": "Diagram; the table below says the same",
};

function diagramOf(lattice: Lattice): Markup | undefined {
  const apart = lattice.pairs
    .filter(({ relation }) => relation === "incomparable")
    .map((pair) => ({ ...pair, label: countsOf(pair) }));
  return hasse({ nodes: lattice.nodes, edges: lattice.covers, apart }, latticeInShort(lattice));
}

const bare = (node: string): string => `\`${node.replace(/^managed:/, "")}\``;

function titleOf({ nodes, covers, pairs }: Lattice): string {
  const count = nodes.length;
  const some = (wanted: LatticePair["relation"]) => pairs.some(({ relation }) => relation === wanted);
  const contained = lowerSides(pairs);
  const [only] = contained;
  if (only !== undefined && contained.size === 1) {
    const above = joined(
      covers.map(({ upper }) => bare(upper)),
      3,
    );
    return `${bare(only)} lies within ${above}${count > 2 && !some("undecided") ? "; no other is contained" : ""}.`;
  }
  const isOrdered = !some("incomparable") && !some("undecided");
  if (isOrdered && covers.length > 1 && covers.length === count - 1)
    return `All ${count} contain one another, in a chain.`;
  if (contained.size > 0) return `${contained.size} of ${count} sources lie within another.`;
  if (some("undecided")) return "It is not decided what contains what.";
  const isEqual = !some("incomparable");
  if (count === 1 && isEqual) return `Both sides are ${bare(pairs[0]!.left)}.`;
  if (count < 3) return isEqual ? "Both allow the same." : "Neither contains the other.";
  return isEqual ? `All ${count} allow the same.` : `None of the ${count} contains another.`;
}

/** What the title does not say: of two what only one of them allows, of more how many relate in which way. */
function ledeOf(lattice: Lattice): string {
  const [pair] = lattice.pairs;
  if (pair !== undefined && lattice.pairs.length === 1) return pairLede(pair);
  const short = latticeInShort(lattice);
  const apart = lattice.pairs.find(
    ({ relation, leftOnly }) => relation === "incomparable" && leftOnly !== null,
  );
  if (apart === undefined) return `${short}.`;
  return `${short}. For example, ${bare(apart.left)} allows a request for \`${apart.leftOnly!.request.action}\` that ${bare(apart.right)} does not allow.`;
}

function pairLede({ left, right, relation, leftOnly, rightOnly, counts, reason }: LatticePair): string {
  if (relation === "undecided") return `${capitalized(reason ?? "it is not known how they relate")}.`;
  const remark = reason === undefined ? "" : ` (${reason})`;
  const parts = [
    ...(leftOnly === null ? [] : [aloneIn(left, leftOnly, counts?.leftOnly)]),
    ...(rightOnly === null ? [] : [aloneIn(right, rightOnly, counts?.rightOnly)]),
  ];
  return parts.length === 0
    ? `No request is allowed by one of them alone${remark}.`
    : `${parts.join("; ")}${remark}.`;
}

/** `\`b\` allows what the other does not in 12 actions, such as \`s3:GetObject\``. */
function aloneIn(side: string, { request }: Witness, count = 0): string {
  const example = `\`${request.action}\``;
  return count < 2
    ? `${bare(side)} allows a request for ${example} that the other does not`
    : `${bare(side)} allows what the other does not in ${count} actions, such as ${example}`;
}

/** `12 | 27`. */
const countsOf = ({ counts }: LatticePair): string =>
  counts === undefined ? "" : `${counts.leftOnly} | ${counts.rightOnly}`;

const words: Readonly<Record<LatticePair["relation"], string>> = {
  equal: "allow the same",
  subset: "the first lies within the second",
  superset: "the second lies within the first",
  incomparable: "neither contains the other",
  undecided: "undecided",
};

const onlyHeads = ["Only the first allows", "Only the second allows"] as const;

const tableOf = (pairs: readonly LatticePair[]): Markup =>
  h(
    "table",
    { class: "tl pairs" },
    h("thead", {}, h("tr", {}, ...["Pair", ...onlyHeads].map((head) => h("th", { scope: "col" }, head)))),
    h("tbody", { id: "pairs" }, ...pairs.map(rowOf)),
  );

const rowOf = (pair: LatticePair): Markup =>
  h(
    "tr",
    {},
    h(
      "td",
      {},
      h("div", {}, ...withCode(bare(pair.left))),
      h("div", {}, ...withCode(bare(pair.right))),
      h(
        "div",
        { class: pair.relation === "undecided" ? "undecided small" : "muted small" },
        pair.reason ?? words[pair.relation],
      ),
    ),
    h("td", { "data-head": onlyHeads[0] }, ...onlyMarkup(pair.leftOnly, pair.counts?.leftOnly)),
    h("td", { "data-head": onlyHeads[1] }, ...onlyMarkup(pair.rightOnly, pair.counts?.rightOnly)),
  );

function onlyMarkup(witness: LatticePair["leftOnly"], count: number | undefined): readonly Markup[] {
  if (witness === null) return [h("span", { class: "muted" }, "nothing")];
  const { action } = witness.request;
  const rest = describeOnly(witness, count).slice(action.length);
  const [on, by] = rest.split(/, by (?=[^,]*(?:,|\/Statement| of ))/, 2);
  return [
    h("div", {}, h("code", {}, action), on ?? ""),
    ...(by === undefined ? [] : [h("div", { class: "muted small" }, `by ${by}`)]),
  ];
}

/** A source that is compared with itself is named twice. */
function commandOf({ nodes }: Lattice): readonly Markup[] {
  const sides = nodes.length === 1 ? [...nodes, ...nodes] : nodes;
  return commandMarkup({
    label: "Ask again",
    text: ["npx planproof compare", ...sides.map(quoteWord)].join(" "),
  });
}
