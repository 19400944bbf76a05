import type { PageData } from "../pageData.js";
import { type FindingBlock, findingMarkup, findingsInBlock, type PageFinding } from "../pageFinding.js";
import { onFilter } from "./filterLists.js";
import { byId, mount, readData } from "./mount.js";

/** The list of findings, of which the page has the first from the start: the others are made when they are asked for. */
export class ArticleList {
  readonly #list = byId("articles")!;
  readonly #more = byId("more-findings");
  readonly #total: number;
  readonly #atOnce: number;
  /** all of them, once any other than the first are asked for */
  #all: readonly PageFinding[] | undefined;
  #found: readonly PageFinding[] | undefined;
  #shown: number;

  constructor({ shown, total }: NonNullable<PageData["findings"]>) {
    this.#shown = shown;
    this.#atOnce = shown;
    this.#total = total;
    this.#more?.addEventListener("click", () => this.#add());
    const box = byId<HTMLInputElement>("articles-filter");
    if (box !== null && this.isLong) onFilter(box, total, (wanted) => this.#filter(wanted));
    this.#label();
  }

  /** Whether there are more than the page has from the start. */
  get isLong(): boolean {
    return this.#more !== null;
  }

  /** Adds findings until one is in the page. */
  showUntil(id: string): void {
    if (byId(id) !== null || !this.isLong || !this.#load().some((one) => one.id === id)) return;
    if (this.#found !== undefined) {
      byId<HTMLInputElement>("articles-filter")!.value = "";
      byId("articles-filter")!.dispatchEvent(new Event("input"));
    }
    while (byId(id) === null && this.#shown < this.#total) this.#add();
  }

  #load(): readonly PageFinding[] {
    this.#all ??= Array.from({ length: Math.ceil(this.#total / findingsInBlock) }, (_, at) => at).flatMap(
      (at) => readData<FindingBlock>(`findings-${at}`) ?? [],
    );
    return this.#all;
  }

  #filter(wanted: string): number {
    const all = this.#load();
    const texts = this.#texts();
    this.#found = wanted === "" ? undefined : all.filter((_, at) => texts[at]!.includes(wanted));
    this.#list.replaceChildren();
    this.#shown = 0;
    this.#add();
    return this.#found?.length ?? this.#total;
  }

  #foldedTexts: readonly string[] | undefined;
  #texts(): readonly string[] {
    this.#foldedTexts ??= this.#load().map((finding) => JSON.stringify(finding).toLowerCase());
    return this.#foldedTexts;
  }

  #add(): void {
    const some = this.#found ?? this.#load();
    const next = some.slice(this.#shown, this.#shown + this.#atOnce);
    this.#list.append(...next.map((finding) => mount(findingMarkup(finding))));
    this.#shown += next.length;
    this.#label();
  }

  #label(): void {
    if (this.#more === null) return;
    const total = this.#found?.length ?? this.#total;
    this.#more.hidden = this.#shown >= total;
    this.#more.textContent = `Show more (${this.#shown} of ${total} shown)`;
  }
}
