import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";

/** Where Debian, Ubuntu and Fedora have it. */
const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** A page in the browser, with what it did. */
export interface OpenPage {
  readonly page: Page;
  /** all URLs that it asked for */
  readonly requests: readonly string[];
  /** errors and warnings on its console */
  readonly complaints: readonly string[];
}

/** The browser of the specs; undefined, with a word on stderr, where the machine has none. */
export async function openBrowser(): Promise<Browser | undefined> {
  const executablePath = places.find((place) => existsSync(place));
  if (executablePath !== undefined) return chromium.launch({ executablePath, args: ["--no-sandbox"] });
  console.warn("no chromium here: the specs of the HTML report in a browser are skipped");
  return undefined;
}

export interface OpenOptions {
  readonly scheme?: "light" | "dark";
  readonly width?: number;
  readonly fragment?: string;
}

/** Opens a file from disk. */
export async function openPage(
  browser: Browser,
  path: string,
  { scheme = "light", width = 1300, fragment = "" }: OpenOptions = {},
): Promise<OpenPage> {
  const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height: 900 } });
  const page = await context.newPage();
  const [requests, complaints]: [string[], string[]] = [[], []];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(path.startsWith("about:") ? path : `${pathToFileURL(path)}${fragment}`);
  return { page, requests, complaints };
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core finds serious or critical, with where. */
export async function accessFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const found = (await page.evaluate("axe.run({ resultTypes: ['violations'] })")) as {
    readonly violations: readonly {
      readonly id: string;
      readonly impact: string;
      readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
    }[];
  };
  return found.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes[0]!.html} ${nodes[0]!.failureSummary}`);
}
