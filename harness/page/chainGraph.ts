import { fitName } from "./fitName.js";
import { h, type Markup } from "./markup.js";

/** Steps from one principal to the next: one name more than there are steps. */
export interface ChainGraph {
  readonly names: readonly string[];
  /** the id of each step */
  readonly steps: readonly string[];
}

const box = { height: 38, gap: 92 };
/** The width of the page, where boxes are not to be narrower or wider than can be read. */
const page = { width: 996, narrowest: 140, widest: 200 };
const top = 14;
const middle = top + box.height / 2;

/** A chain of steps from left to right; the numbers are those of the list that says the same. */
export function chainGraph({ names, steps }: ChainGraph): Markup {
  const boxWidth = Math.min(
    page.widest,
    Math.max(page.narrowest, Math.floor((page.width - steps.length * box.gap) / names.length)),
  );
  const width = names.length * boxWidth + steps.length * box.gap + 4;
  const height = box.height + 2 * top;
  const svg = h(
    "svg",
    {
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "aria-label": `${names[0]} becomes ${names.slice(1).join(", then ")}; the list below has the steps`,
    },
    ...steps.flatMap((step, at) => stepMarkup(step, at, boxWidth)),
    ...names.map((name, at) => boxMarkup(name, { at, boxWidth, isLast: at === steps.length })),
  );
  return h(
    "div",
    { class: "scroll chain", tabindex: 0, role: "region", "aria-label": "Diagram of the steps" },
    svg,
  );
}

const leftOf = (at: number, boxWidth: number): number => 2 + at * (boxWidth + box.gap);

/** An arrow with the number of the step on it, and its id below. */
function stepMarkup(step: string, at: number, boxWidth: number): readonly Markup[] {
  const [from, to] = [leftOf(at, boxWidth) + boxWidth, leftOf(at + 1, boxWidth)];
  const x = Math.round((from + to) / 2);
  return [
    h("path", {
      class: "ec",
      d: `M${from} ${middle}H${to - 2}M${to - 9} ${middle - 5}L${to - 2} ${middle}l-7 5`,
    }),
    h("circle", { class: "num", cx: x, cy: middle, r: 10 }),
    h("text", { class: "numt", x, y: middle + 4, "text-anchor": "middle" }, String(at + 1)),
    h("text", { class: "s", x, y: middle + 27, "text-anchor": "middle" }, step),
  ];
}

const boxMarkup = (
  name: string,
  { at, isLast, boxWidth }: { readonly at: number; readonly isLast: boolean; readonly boxWidth: number },
): Markup =>
  h(
    "g",
    {},
    h("title", {}, name),
    h("rect", {
      class: isLast ? "bc" : "b",
      x: leftOf(at, boxWidth),
      y: top,
      width: boxWidth,
      height: box.height,
      rx: 3,
    }),
    h(
      "text",
      { class: "mo", x: leftOf(at, boxWidth) + boxWidth / 2, y: middle + 5, "text-anchor": "middle" },
      fitName(name, boxWidth),
    ),
  );
