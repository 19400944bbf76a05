import type { MarkupChild } from "../markup.js";

/** Makes nodes of markup; what a string holds is shown as it is. */
export function mount(child: MarkupChild): Node {
  if (typeof child === "string") return document.createTextNode(child);
  const element = document.createElement(child.tag);
  for (const [name, value] of Object.entries(child.attributes))
    if (value !== undefined && value !== false)
      element.setAttribute(name, value === true ? "" : String(value));
  element.append(...child.children.map(mount));
  return element;
}

/** The element with an id that the page has in any case. */
export const byId = <T extends HTMLElement = HTMLElement>(id: string): T | null =>
  document.getElementById(id) as T | null;

/** The JSON in a script element; undefined where the page has none. */
export function readData<T>(id: string): T | undefined {
  const text = byId(id)?.textContent;
  return text ? (JSON.parse(text) as T) : undefined;
}
