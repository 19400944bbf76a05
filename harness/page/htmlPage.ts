import { h, type Markup, type MarkupChild } from "./markup.js";
import type { PageData } from "./pageData.js";
import { findingsInBlock, type PageFinding } from "./pageFinding.js";
import { pageScript } from "./pageScript.js";
import { pageStyle } from "./pageStyle.js";
import { embedJson, escapeHtml, printMarkup } from "./printMarkup.js";

/** A part of a page with a heading. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** shown next to the title in the list of sections */
  readonly count?: number;
  /** what the section says, in one or two sentences */
  readonly lead?: string;
  readonly body: readonly MarkupChild[];
}

/** What a page shows: the answer first, then its sections. */
export interface HtmlPage {
  readonly title: string;
  /** what was looked at, at the top */
  readonly about: readonly string[];
  readonly answer: readonly MarkupChild[];
  readonly sections: readonly Section[];
  readonly footer: readonly MarkupChild[];
  readonly data: PageData;
  /** all findings; those after the first `data.findings.shown` are made by the script */
  readonly findings: readonly PageFinding[];
}

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** One HTML file that asks for nothing else. */
export function printHtmlPage(page: HtmlPage): string {
  const body = [
    h("a", { class: "skip", href: `#${page.sections[0]?.id ?? "answer"}` }, "Skip the answer"),
    topOf(page),
    h(
      "div",
      { class: "wrap" },
      navigationOf(page),
      h("main", {}, answerOf(page), ...page.sections.map(sectionOf), footerOf(page)),
    ),
  ];
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeHtml(page.title)}</title>`,
    `<style>${pageStyle}</style>`,
    "</head>",
    "<body>",
    ...body.map(printMarkup),
    ...dataOf(page),
    `<script>${pageScript}</script>`,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

function dataOf({ data, findings }: HtmlPage): readonly string[] {
  const blocks = Array.from({ length: Math.ceil(findings.length / findingsInBlock) }, (_, at) =>
    findings.slice(at * findingsInBlock, (at + 1) * findingsInBlock),
  );
  const isAll = (data.findings?.shown ?? 0) >= findings.length;
  return [
    ["data", data] as const,
    ...(isAll ? [] : blocks.map((block, at) => [`findings-${at}`, block] as const)),
  ].map(([id, value]) => `<script type="application/json" id="${id}">${embedJson(value)}</script>`);
}

const topOf = ({ about }: HtmlPage): Markup =>
  h(
    "header",
    { class: "top" },
    h("b", {}, "planproof"),
    ...about.map((text, index) => h("span", index === 0 ? {} : { class: "ac" }, text)),
    h("span", { class: "sp" }),
    h("button", { id: "theme", type: "button", hidden: true }, "Theme: system"),
  );

const navigationOf = ({ sections }: HtmlPage): Markup =>
  h(
    "nav",
    { "aria-label": "Sections" },
    h("a", { href: "#answer" }, "Answer"),
    ...sections.map(({ id, title, count }) =>
      h("a", { href: `#${id}` }, title, ...(count === undefined ? [] : [" ", h("span", {}, String(count))])),
    ),
  );

const answerOf = ({ answer }: HtmlPage): Markup =>
  h("section", { id: "answer", "aria-labelledby": "h-answer" }, ...answer);

const sectionOf = ({ id, title, lead, body }: Section): Markup =>
  h(
    "section",
    { id, "aria-labelledby": `h-${id}` },
    h("h2", { id: `h-${id}` }, title),
    ...(lead === undefined ? [] : [h("p", { class: "lead" }, lead)]),
    ...body,
  );

const footerOf = ({ footer }: HtmlPage): Markup => h("footer", {}, ...footer);
