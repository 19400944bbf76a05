import type { MarkupChild } from "./markup.js";

const empty = new Set(["meta", "input", "br", "wbr"]);

/** HTML of some markup; what a string holds is always shown as it is. */
export function printMarkup(child: MarkupChild): string {
  if (typeof child === "string") return escapeHtml(child);
  const { tag, attributes, children } = child;
  const printed = Object.entries(attributes).flatMap(([name, value]) => printAttribute(name, value));
  const start = `<${[tag, ...printed].join(" ")}>`;
  return empty.has(tag) ? start : `${start}${children.map(printMarkup).join("")}</${tag}>`;
}

function printAttribute(name: string, value: string | number | boolean | undefined): readonly string[] {
  if (value === undefined || value === false) return [];
  return value === true ? [name] : [`${name}="${escapeHtml(String(value))}"`];
}

const characters: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A string as HTML shows it, also inside an attribute. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => characters[character]!);

/** JSON that a script element can hold: no `<` in it ends the element. */
export const embedJson = (value: unknown): string =>
  JSON.stringify(value)
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
