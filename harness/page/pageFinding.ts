import { type ChainGraph, chainGraph } from "./chainGraph.js";
import { h, type Markup, type MarkupChild, withCode } from "./markup.js";
import type { Tone } from "./tone.js";

/** A command that a reader can copy. */
export interface PageCommand {
  readonly label?: string;
  readonly text: string;
}

/** A line of a policy: as it is, the one that decides, new, gone, or a remark on what is left out. */
export interface QuoteLine {
  readonly kind: "same" | "hit" | "new" | "gone" | "left-out";
  readonly text: string;
}

/** A statement that decides, as it is written. */
export interface Quote {
  /** @defaultValue `What decides` */
  readonly heading?: string;
  /** where it is: `aws_iam_policy.guarded, /Statement/1` */
  readonly place: string;
  readonly lines: readonly QuoteLine[];
}

/** A label and the value next to it; prose where it is not to be typed. */
export interface FindingLine {
  readonly label: string;
  readonly value: string;
  readonly prose?: true;
}

/** A verdict that needs attention, ready to be shown. */
export interface PageFinding {
  /** for permalinks */
  readonly id: string;
  readonly tone: Tone;
  /** the tone in words: `high, new` */
  readonly word: string;
  readonly property: string;
  /** the law in one line; absent where it is not about a law */
  readonly sentence?: string;
  readonly target: string;
  /** how it was found out: `refuted by proof` */
  readonly how: string;
  /** a sentence, with code between backticks */
  readonly title: string;
  /** what the lines are; @defaultValue `One request that shows it` */
  readonly shows?: string;
  readonly lines: readonly FindingLine[];
  readonly steps: readonly string[];
  /** the same as a diagram; @defaultValue none */
  readonly chain?: ChainGraph;
  readonly quotes: readonly Quote[];
  readonly commands: readonly PageCommand[];
  readonly remedy?: string;
  /** true where the details are to be opened, as it is less urgent than others */
  readonly folded?: true;
}

/** One finding as an article with a permalink. */
export const findingMarkup = (finding: PageFinding): Markup =>
  h(
    "article",
    { class: "find", id: finding.id, "aria-labelledby": `${finding.id}-t`, tabindex: -1 },
    h(
      "header",
      {},
      h("span", { class: `sev ${finding.tone}` }, finding.word),
      h("span", {}, h("b", {}, finding.property), ` on `, h("code", {}, finding.target)),
      h("span", { class: "muted" }, finding.how),
      h(
        "a",
        { href: `#${finding.id}`, "aria-label": `permalink to ${finding.property} on ${finding.target}` },
        "permalink",
      ),
    ),
    h("h3", { id: `${finding.id}-t` }, ...withCode(finding.title)),
    ...(finding.folded
      ? [
          h(
            "details",
            { class: "fold" },
            h("summary", {}, "What shows it, and how to mend it"),
            ...detailsOf(finding),
          ),
        ]
      : detailsOf(finding)),
  );

const detailsOf = (finding: PageFinding): readonly Markup[] => [
  ...(finding.sentence === undefined
    ? []
    : [h("p", { class: "small muted" }, `The law: ${finding.sentence}.`)]),
  ...stepsOf(finding),
  ...evidenceOf(finding),
  ...(finding.remedy === undefined
    ? []
    : [h("p", { class: "mend" }, h("b", {}, "To mend it: "), ...withCode(finding.remedy))]),
  ...commandsOf(finding),
];

const stepsOf = ({ steps, chain }: PageFinding): readonly Markup[] =>
  steps.length === 0
    ? []
    : [
        ...(chain === undefined ? [] : [chainGraph(chain)]),
        h("ol", { class: "steps" }, ...steps.map((step) => h("li", {}, ...withCode(step)))),
      ];

function evidenceOf({ lines, quotes, shows = "One request that shows it" }: PageFinding): readonly Markup[] {
  const request =
    lines.length === 0
      ? []
      : [h("div", {}, h("h4", {}, shows), h("dl", { class: "w" }, ...lines.flatMap(lineMarkup)))];
  const policy = quotes.length === 0 ? [] : [h("div", {}, ...quotes.flatMap(quoteMarkup))];
  const both = [...request, ...policy];
  return both.length === 0 ? [] : [h("div", { class: both.length === 2 ? "two" : "one" }, ...both)];
}

const lineMarkup = ({ label, value, prose }: FindingLine): readonly Markup[] => [
  h("dt", {}, label),
  prose ? h("dd", { class: "t" }, ...withCode(value)) : h("dd", {}, value),
];

/** A statement with its new and its former lines. */
export const quoteMarkup = ({ place, lines, heading = "What decides" }: Quote): readonly Markup[] => [
  h("h4", {}, `${heading}: `, ...withCode(place)),
  h(
    "div",
    { class: "code", tabindex: 0, role: "region", "aria-label": `Statement: ${place.replaceAll("`", "")}` },
    ...lines.map(({ kind, text }) => h("span", { class: quoteClass[kind] }, ...lineOf(kind, text))),
  ),
];

const quoteClass = { same: "d", hit: "d", new: "a", gone: "r", "left-out": "d f" } as const;

function lineOf(kind: QuoteLine["kind"], text: string): readonly MarkupChild[] {
  if (kind === "same" || kind === "left-out") return [h("b", {}, " "), text];
  if (kind === "hit") return [h("b", {}, " "), h("mark", { class: "i" }, text)];
  return kind === "new"
    ? [h("b", { "aria-label": "new:" }, "+"), h("mark", {}, text)]
    : [h("b", { "aria-label": "gone:" }, "−"), h("s", {}, text)];
}

const commandsOf = ({ commands }: PageFinding): readonly Markup[] =>
  commands.length === 0
    ? []
    : [h("details", {}, h("summary", {}, "Replay it"), ...commands.flatMap(commandMarkup))];

/** A command with a button that copies it. */
export const commandMarkup = ({ label, text }: PageCommand): readonly Markup[] => [
  ...(label === undefined ? [] : [h("p", { class: "small muted cmdl" }, label)]),
  h(
    "div",
    { class: "cmd" },
    h("pre", { tabindex: 0, role: "region", "aria-label": "Command" }, text),
    h("button", { type: "button", class: "copy" }, "Copy"),
  ),
];

/** Findings are embedded in blocks of so many, each parsed when it is first shown. */
export const findingsInBlock = 100;

/** A block of findings as it is embedded. */
export type FindingBlock = readonly PageFinding[];
