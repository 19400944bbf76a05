import type { PageData } from "../pageData.js";
import { AccessMatrix } from "./accessMatrix.js";
import { ArticleList } from "./articleList.js";
import { filterLists } from "./filterLists.js";
import { LawList } from "./lawList.js";
import { byId, readData } from "./mount.js";
import { showLongTable } from "./showLongTable.js";
import { whenSeen } from "./whenSeen.js";

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

/** The box of the section that is read; of the page where that has none. */
function searchBox(): HTMLElement | null {
  const own = document.querySelector("nav [aria-current]")?.getAttribute("href") ?? "";
  const box = `input[type="search"]`;
  const isShown = (one: HTMLElement) => one.offsetParent !== null;
  const boxes = [
    ...document.querySelectorAll<HTMLElement>(`${own === "#answer" || own === "" ? "#laws" : own} ${box}`),
    ...document.querySelectorAll<HTMLElement>(`#laws ${box}, ${box}`),
  ];
  return boxes.find(isShown) ?? null;
}

/** Goes to what the fragment of the address names: a kind of verdict, or a finding, which may not be in the page yet. */
function followLinks(articles: ArticleList | undefined, list: (() => LawList) | undefined): void {
  const route = (): void => {
    const wanted = decodeURIComponent(location.hash.slice(1));
    const tone = /^laws\?v=(\w+)$/.exec(wanted)?.[1];
    if (tone !== undefined) {
      list?.().filter(tone);
      byId("laws")?.scrollIntoView();
      return;
    }
    if (!/^[fuv]-/.test(wanted)) return;
    articles?.showUntil(wanted);
    const found = byId(wanted);
    for (const details of found?.querySelectorAll<HTMLDetailsElement>(".fold") ?? []) details.open = true;
    found?.scrollIntoView();
    found?.focus({ preventScroll: true });
  };
  addEventListener("hashchange", route);
  route();
}

/** Lists of more targets are made when they are seen. */
const most = 300;

function start(): void {
  const { laws, access, findings, tables = {} } = readData<PageData>("data") ?? {};
  const articles = findings && byId("articles") ? new ArticleList(findings) : undefined;
  const list = laws && whenSeen("laws", () => new LawList(laws));
  if (access) whenSeen("access", () => new AccessMatrix(access));
  for (const [id, rows] of Object.entries(tables)) whenSeen(id, () => showLongTable(id, rows));
  // a short list is there at once: the page keeps its height
  if (laws && laws.targets.length <= most) list?.();
  filterLists(
    (name) => (name === "articles" && articles?.isLong === true) || name.replace(/-rows$/, "") in tables,
  );
  followLinks(articles, list);
  document.addEventListener("click", (event) => {
    const button = (event.target as HTMLElement).closest<HTMLElement>(".copy");
    if (button) void copy(button);
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || document.activeElement?.matches("input")) return;
    event.preventDefault();
    searchBox()?.focus();
  });
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll<HTMLDetailsElement>("details:not(.fold)"))
      details.open = true;
  });
  chooseTheme();
  followSections();
}

start();
