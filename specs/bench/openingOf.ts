import { statSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { openPage } from "../harness/page/openPage.js";

/** What a page of the HTML report takes in the browser; processor time is that of the thread which runs the page. */
export interface Opening {
  readonly kilobytes: number;
  /** from the start of loading to the first words on the screen, in milliseconds of the clock */
  readonly firstPaint: number;
  /** to load, to run the script and to draw the first screen, in milliseconds of processor time */
  readonly opening: number;
  /** the longest task while each long list scrolls, so the longest frame: milliseconds of processor time */
  readonly longestFrame: number;
  /** the longest task after a word is written into each filter, in milliseconds of processor time */
  readonly slowestFilter: number;
}

/** Opens a page from disk, scrolls each of its lists and the page, and writes into each filter. */
export async function openingOf(browser: Browser, path: string): Promise<Opening> {
  const { page } = await openPage(browser, "about:blank");
  const { tasks: opened } = await traced(page, async () => {
    await page.goto(`file://${path}`);
    await page.waitForTimeout(1500);
  });
  const firstPaint = Number(await page.evaluate(firstPaintScript));
  const scrolled = await each(page, "#access-scroll, #law-scroll, #outside-scroll, html", scrollScript);
  const filtered = await each(page, "input[type=search]", filterScript);
  await page.context().close();
  return {
    kilobytes: statSync(path).size / 1000,
    firstPaint,
    opening: opened.reduce((sum, one) => sum + one, 0),
    longestFrame: longest(scrolled),
    slowestFilter: longest(filtered),
  };
}

/** In one line. */
export const describeOpening = (name: string, found: Opening): string =>
  [
    `${found.kilobytes.toFixed(0).padStart(6)} kB`,
    `first paint after ${found.firstPaint.toFixed(0).padStart(4)} ms`,
    `opens in ${found.opening.toFixed(0).padStart(4)} ms`,
    `longest frame ${found.longestFrame.toFixed(0).padStart(3)} ms`,
    `slowest filter ${found.slowestFilter.toFixed(0).padStart(4)} ms`,
    name,
  ].join("  ");

const longest = (tasks: readonly number[]): number => tasks.reduce((so, one) => Math.max(so, one), 0);

async function each(page: Page, selector: string, script: string): Promise<readonly number[]> {
  const count = await page.locator(selector).count();
  const all: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const { tasks } = await traced(page, () =>
      page.evaluate(`(${script})(document.querySelectorAll(${JSON.stringify(selector)})[${at}])`),
    );
    all.push(longest(tasks));
  }
  return all;
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** microseconds of processor time */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** The milliseconds of processor time of each task of the page while something is done. */
async function traced(
  page: Page,
  act: () => Promise<unknown>,
): Promise<{ readonly tasks: readonly number[] }> {
  const browser = page.context().browser()!;
  await browser.startTracing(page, { categories: ["toplevel"] });
  await act();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  const drawing = new Set(
    traceEvents
      .filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain")
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  return {
    tasks: traceEvents
      .filter(
        ({ name, pid, tid }) => name === "ThreadControllerImpl::RunTask" && drawing.has(`${pid} ${tid}`),
      )
      .map(({ tdur = 0 }) => tdur / 1000),
  };
}

const firstPaintScript = `performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0`;

const scrollScript = `(list) => new Promise((done) => {
  const step = Math.max(60, Math.min(800, list.scrollHeight / 60));
  document.documentElement.style.scrollBehavior = "auto";
  list.scrollIntoView();
  let frames = 0;
  const next = () => {
    frames += 1;
    list.scrollTop += step;
    if (frames < 60) requestAnimationFrame(next);
    else done();
  };
  requestAnimationFrame(next);
})`;

const filterScript = `(input) => new Promise((done) => {
  if (input.offsetParent === null) return done();
  const write = (text, then) => {
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    requestAnimationFrame(() => setTimeout(then));
  };
  write("r4", () => write("", done));
})`;
