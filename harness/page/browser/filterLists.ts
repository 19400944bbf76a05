import { byId } from "./mount.js";

/** Makes the boxes work that filter the items of a list by what is written in them. */
export function filterLists(isOther: (list: string) => boolean): void {
  for (const input of document.querySelectorAll<HTMLInputElement>("[data-filter]")) {
    const name = input.dataset["filter"]!;
    const list = byId(name);
    if (list === null || isOther(name)) continue;
    const items = [...list.children].filter((item) => item instanceof HTMLElement);
    const texts = items.map((item) => item.textContent!.toLowerCase());
    onFilter(input, items.length, (wanted) => {
      let count = 0;
      for (const [at, item] of items.entries()) {
        item.hidden = !texts[at]!.includes(wanted);
        if (!item.hidden) count += 1;
      }
      return count;
    });
  }
}

/** Shows a box, and how many of all are found each time that its words change. */
export function onFilter(input: HTMLInputElement, total: number, find: (wanted: string) => number): void {
  const tools = input.parentElement!;
  const say = (count: number) => {
    tools.querySelector("output")!.textContent = `${count} of ${total}`;
  };
  tools.hidden = false;
  say(total);
  input.addEventListener("input", () => say(find(input.value.trim().toLowerCase())));
}
