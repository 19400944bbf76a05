import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import type { Browser } from "playwright-core";
import { ask } from "../cli/ask.js";
import { temporaryDirectory } from "../cli/temporaryDirectory.js";
import { accessFaults, openBrowser, openPage } from "./openPage.js";
import { teamPlan } from "./teamPlan.js";

const markup = '<img src=x onerror="document.title=1">';
const canary = "canary-7f3a-not-a-real-secret";

/** The plan of a team with a Sid full of markup, and a value that is sensitive. */
function plan(): string {
  const said = JSON.stringify(teamPlan()).replace(
    '{\\"Effect\\":\\"Allow\\",\\"Action\\":[\\"iam:List*',
    (found) => found.replace("{", () => `{\\"Sid\\":${JSON.stringify(JSON.stringify(markup)).slice(1, -1)},`),
  );
  const parsed = JSON.parse(said) as { resource_changes: { change: Record<string, unknown> }[] };
  const [first] = parsed.resource_changes;
  first!.change["after"] = { ...(first!.change["after"] as object), description: canary };
  first!.change["after_sensitive"] = { description: true };
  return JSON.stringify(parsed);
}

describe("every HTML page in a browser", function () {
  this.timeout(240_000);
  const scratch = temporaryDirectory();
  let browser: Browser | undefined;
  const file = (name: string) => scratch.path(`${name}.html`);
  const batch = ["BatchServiceRolePolicy", "AWSBatchServiceRole", "AWSBatchFullAccess"];

  const pages: Readonly<Record<string, readonly string[]>> = {
    check: ["check", "plan.json"],
    diff: ["diff", "plan.json"],
    history: ["history", "managed:AWSBatchServiceRole"],
    compare: ["compare", ...batch.map((name) => `managed:${name}`)],
    mutate: ["mutate", "plan.json#aws_iam_role.batch_service", "--property", "no-admin", "--threshold", "90"],
    replay: ["corpus", "replay", "cases.jsonl"],
  };

  before(async function () {
    browser = await openBrowser();
    if (browser === undefined) return this.skip();
    const cwd = scratch.path(".");
    writeFileSync(scratch.path("plan.json"), plan());
    const cases = ["--out", scratch.path("cases.jsonl"), "--size", "12"];
    await ask(["corpus", "generate", "plan.json#aws_iam_role.batch_service", ...cases], { cwd });
    const drifting = readFileSync(scratch.path("cases.jsonl"), "utf8").replaceAll(
      '"expected":"allowed"',
      '"expected":"explicitDeny"',
    );
    writeFileSync(scratch.path("cases.jsonl"), drifting);
    for (const [name, argv] of Object.entries(pages)) {
      const { exit, stdout, stderr } = await ask([...argv, "--format", "html"], { cwd });
      expect([0, 1, 3], `${name}: ${stderr}`).to.include(exit);
      writeFileSync(file(name), stdout);
      expect(stdout, name).not.to.include(canary);
    }
  });
  after(() => browser?.close());

  for (const name of Object.keys(pages)) {
    it(`opens from disk without a request or a complaint, and shows markup as it is: ${name}`, async () => {
      const { page, requests, complaints } = await openPage(browser!, file(name));
      await page.mouse.wheel(0, 4000);
      expect([requests.length, complaints]).to.deep.equal([1, []]);
      expect(await page.locator("img").count()).to.equal(0);
      if (name === "check" || name === "diff") expect(await page.textContent("main")).to.include(markup);
      await page.context().close();
    });

    it(`has no serious fault of access in either scheme, on a desk and on a phone: ${name}`, async () => {
      for (const [scheme, width] of [
        ["light", 1300],
        ["dark", 390],
      ] as const) {
        const { page } = await openPage(browser!, file(name), { scheme, width });
        await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
        expect(await accessFaults(page), scheme).to.deep.equal([]);
        expect(await page.evaluate("document.documentElement.scrollWidth"), scheme).to.equal(width);
        await page.context().close();
      }
    });

    it(`says its answer first, and reaches its links by the keyboard: ${name}`, async () => {
      const { page } = await openPage(browser!, file(name));
      expect(await page.textContent("h1")).to.match(/\.$/);
      const reached = new Set<unknown>();
      for (let presses = 0; presses < 12; presses += 1) {
        await page.keyboard.press("Tab");
        reached.add(await page.evaluate("document.activeElement.outerHTML"));
      }
      expect(reached.size).to.be.greaterThan(name === "compare" ? 5 : 6);
      await page.context().close();
    });
  }

  for (const name of ["check", "diff", "history", "mutate", "replay"]) {
    it(`follows a permalink, and opens what is folded: ${name}`, async () => {
      const first = await openPage(browser!, file(name));
      const links = first.page.locator('main a[href^="#f-"], main a[href^="#v-"]');
      const fragment = (await links.last().getAttribute("href"))!;
      await first.page.context().close();
      const { page } = await openPage(browser!, file(name), { fragment });
      expect(`#${await page.evaluate("document.activeElement.id")}`).to.equal(fragment);
      expect(await page.locator(`${fragment} .fold:not([open])`).count()).to.equal(0);
      await page.context().close();
    });
  }

  it("filters what a section lists, and says how much is left", async () => {
    const { page } = await openPage(browser!, file("check"));
    await page.fill("#articles-filter", "no-escalation-path");
    const shown = page.locator("#articles > .find:visible");
    for (const title of await shown.locator("header b").allTextContents())
      expect(title).to.equal("no-escalation-path");
    expect(await page.textContent('output[for="articles-filter"]')).to.match(/^\d of \d+$/);
    await page.fill("#outside-rows-filter", "444455556666");
    expect(await page.locator("#outside-rows tr:visible").count()).to.equal(1);
    await page.context().close();
    const history = await openPage(browser!, file("history"));
    await history.page.keyboard.press("/");
    await history.page.keyboard.type("passrole");
    expect(await history.page.locator("tbody tr:visible").count()).to.be.within(1, 4);
    await history.page.context().close();
  });

  it("says first that a change opens a way to any permission, and draws who can become which", async () => {
    const { page } = await openPage(browser!, file("diff"));
    expect(await page.textContent("h1")).to.equal(
      "This change opens a way to any permission for ci-deploy, nightly-export and data-engineer.",
    );
    expect(await page.locator("#becoming svg rect").count()).to.be.greaterThan(4);
    const rows = await page.locator("#becoming-rows tr").allTextContents();
    expect(rows[0]).to.include("chain, new").and.to.include("data-engineer").and.to.include("platform-admin");
    await page.context().close();
  });

  it("says whether the score is what the threshold asks for", async () => {
    const { page } = await openPage(browser!, file("mutate"));
    expect(await page.textContent(".gate")).to.include("below the threshold of 90 %");
    expect(await page.locator("#statements-rows tr").count()).to.be.greaterThan(0);
    await page.context().close();
  });

  it("prints what matters: no tools, and no row of what holds", async () => {
    const { page } = await openPage(browser!, file("check"));
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("nav:visible, .tools:visible, .copy:visible").count()).to.equal(0);
    expect(await page.locator("#law-rows .holds:visible").count()).to.equal(0);
    await page.context().close();
  });
});
