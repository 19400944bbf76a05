import type { PageData } from "../pageData.js";
import { type FindingBlock, findingMarkup, findingsInBlock } from "../pageFinding.js";
import { AccessMatrix } from "./accessMatrix.js";
import { LawList } from "./lawList.js";
import { byId, mount, readData } from "./mount.js";

const themes = ["system", "light", "dark"] as const;

function chooseTheme(): void {
  const button = byId("theme");
  if (button === null) return;
  let chosen = 0;
  button.hidden = false;
  button.addEventListener("click", () => {
    chosen = (chosen + 1) % themes.length;
    const theme = themes[chosen]!;
    if (theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
    button.textContent = `Theme: ${theme}`;
  });
}

/** Copies the command next to a button; selects it where a page from disk may not write to the clipboard. */
async function copy(button: HTMLElement): Promise<void> {
  const command = button.previousElementSibling!;
  try {
    await navigator.clipboard.writeText(command.textContent!);
    button.textContent = "Copied";
  } catch {
    getSelection()?.selectAllChildren(command);
    button.textContent = "Selected";
  }
  setTimeout(() => {
    button.textContent = "Copy";
  }, 1500);
}

/** The findings that are not in the page from the start. */
class Findings {
  readonly #total: number;
  #shown: number;

  constructor({ shown, total }: NonNullable<PageData["findings"]>) {
    this.#shown = shown;
    this.#total = total;
    byId("more-findings")?.addEventListener("click", () => this.#more());
    this.#label();
  }

  /** Adds findings until one is in the page. */
  showUntil(id: string): void {
    while (byId(id) === null && this.#shown < this.#total) this.#more();
  }

  #more(): void {
    const at = Math.floor(this.#shown / findingsInBlock);
    const block = readData<FindingBlock>(`findings-${at}`) ?? [];
    const rest = block.slice(this.#shown - at * findingsInBlock);
    byId("more-findings")!.before(...rest.map((finding) => mount(findingMarkup(finding))));
    this.#shown += Math.max(rest.length, 1);
    this.#label();
  }

  #label(): void {
    const button = byId("more-findings");
    if (button === null) return;
    button.hidden = this.#shown >= this.#total;
    button.textContent = `Show more findings (${this.#shown} of ${this.#total} shown)`;
  }
}

function followSections(): void {
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        for (const link of document.querySelectorAll("nav a")) {
          if (link.getAttribute("href") === `#${target.id}`) link.setAttribute("aria-current", "true");
          else link.removeAttribute("aria-current");
        }
      }
    },
    { rootMargin: "-10% 0px -75% 0px" },
  );
  for (const section of document.querySelectorAll("main section")) seen.observe(section);
}

function start(): void {
  const { laws, access, findings } = readData<PageData>("data") ?? {};
  const more = findings && new Findings(findings);
  const list = laws && new LawList(laws);
  if (access) new AccessMatrix(access);
  const route = (): void => {
    const wanted = decodeURIComponent(location.hash.slice(1));
    const tone = /^laws\?v=(\w+)$/.exec(wanted)?.[1];
    if (tone !== undefined) {
      list?.filter(tone);
      byId("laws")?.scrollIntoView();
      return;
    }
    if (!wanted.startsWith("f-")) return;
    more?.showUntil(wanted);
    byId(wanted)?.scrollIntoView();
    byId(wanted)?.focus({ preventScroll: true });
  };
  addEventListener("hashchange", route);
  route();
  document.addEventListener("click", (event) => {
    const button = (event.target as HTMLElement).closest<HTMLElement>(".copy");
    if (button) void copy(button);
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || document.activeElement?.matches("input")) return;
    event.preventDefault();
    byId("law-search")?.focus();
  });
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
  chooseTheme();
  followSections();
}

start();
