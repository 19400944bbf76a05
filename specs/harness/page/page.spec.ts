import { writeFileSync } from "node:fs";
import { expect } from "chai";
import type { Browser } from "playwright-core";
import { html } from "../../../harness/report/html.js";
import { ask } from "../cli/ask.js";
import { temporaryDirectory } from "../cli/temporaryDirectory.js";
import { sampleReport } from "../report/sampleReport.js";
import { accessFaults, openBrowser, openPage } from "./openPage.js";

describe("the HTML report in a browser", function () {
  this.timeout(120_000);
  const scratch = temporaryDirectory();
  let browser: Browser | undefined;
  const file = (name: string) => scratch.path(`${name}.html`);
  const open = (name: string, options = {}) => openPage(browser!, file(name), options);

  before(async function () {
    browser = await openBrowser();
    if (browser === undefined) return this.skip();
    for (const name of ["widen", "create", "noop"]) {
      const { exit, stdout } = await ask(["check", `${name}.plan.json`, "--format", "html"]);
      expect(exit, name).to.be.lessThan(4);
      writeFileSync(file(name), stdout);
    }
  });
  after(() => browser?.close());

  it("opens from disk, asks for nothing else and complains of nothing", async () => {
    for (const name of ["widen", "create", "noop"]) {
      const { page, requests, complaints } = await open(name);
      await page.mouse.wheel(0, 4000);
      expect(requests, name).to.have.length(1);
      expect(complaints, name).to.deep.equal([]);
      await page.context().close();
    }
  });

  it("says first what the change lets the role do, and which law that breaks", async () => {
    const { page } = await open("widen");
    expect(await page.textContent("h1")).to.equal(
      "This change lets batch-operator terminate and stop instances, and delete launch templates, in EC2.",
    );
    const lede = await page.textContent(".lede");
    expect(lede).to.include("Until now it needed the resource tag AWSBatchServiceTag to terminate instances");
    expect(lede).to.include("breaks the law tag-guard");
    expect(await page.textContent(".gate")).to.include("Gate fails");
    await page.context().close();
  });

  it("is calm about a plan that changes nothing", async () => {
    const { page } = await open("noop");
    expect(await page.textContent("h1")).to.equal("Nothing gains access.");
    expect(await page.locator("#changes").count()).to.equal(0);
    await page.context().close();
  });

  for (const scheme of ["light", "dark"] as const) {
    it(`has no serious fault of access in the ${scheme} scheme, on a desk and on a phone`, async () => {
      for (const width of [1300, 390]) {
        for (const name of ["widen", "create"]) {
          const { page } = await open(name, { scheme, width });
          await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
          expect(await accessFaults(page), `${name} ${width}`).to.deep.equal([]);
          const wide = await page.evaluate("document.documentElement.scrollWidth");
          expect(wide, `${name} ${width}`).to.equal(width);
          await page.context().close();
        }
      }
    });
  }

  it("reaches each finding by the keyboard", async () => {
    const { page } = await open("widen");
    const wanted = await page.locator(".find").count();
    const reached = new Set<unknown>();
    for (let presses = 0; presses < 200 && reached.size < wanted; presses += 1) {
      await page.keyboard.press("Tab");
      const id = await page.evaluate("document.activeElement.closest('.find')?.id");
      if (id) reached.add(id);
    }
    expect(reached.size).to.equal(wanted);
    await page.context().close();
  });

  it("follows a permalink to a finding", async () => {
    const first = await open("widen");
    const link = await first.page.locator(".find header a").last().getAttribute("href");
    expect(link).to.match(/^#f-[0-9a-f]{12}$/);
    await first.page.context().close();
    const { page } = await open("widen", { fragment: link });
    expect(`#${await page.evaluate("document.activeElement.id")}`).to.equal(link);
    await page.context().close();
  });

  it("searches, filters and sorts the verdicts", async () => {
    const { page } = await open("widen");
    const rows = page.locator("#law-rows tr:not(.space)");
    const all = await rows.count();
    expect(await page.textContent("#law-count")).to.equal(`${all} of ${all}`);
    await page.keyboard.press("/");
    await page.keyboard.type("tag-guard");
    expect(await rows.count()).to.equal(1);
    await page.fill("#law-search", "");
    await page.click('#law-tones [data-tone="medium"]');
    expect(await rows.count()).to.equal(5);
    expect(page.url()).to.match(/#laws\?v=medium$/);
    await page.click('#law-tones [data-tone=""]');
    await page.click('#laws [data-sort="target"]');
    await page.click('#laws [data-sort="target"]');
    expect(await rows.first().textContent()).to.include("aws_s3_bucket");
    await page.goto(page.url().replace(/#.*/, "#laws?v=high"));
    expect(await rows.count()).to.equal(1);
    await page.context().close();
  });

  it("moves through the matrix by arrow keys, and says what changed in a cell", async () => {
    const { page } = await open("widen");
    await page.locator('#access-rows [tabindex="0"]').focus();
    expect(await page.textContent("#access-detail")).to.match(
      /^batch-operator, ec2write: DeleteLaunchTemplate, TerminateInstances \(widened, now without/,
    );
    await page.keyboard.press("ArrowDown");
    expect(await page.textContent("#access-detail")).to.include("batch-service, ec2");
    await page.context().close();
  });

  it("shows names full of markup as they are, in the page and in what its script makes", async () => {
    const markup = '<img src=x onerror="document.title=1">"\'</script><script>document.title=2</script>`<b>`';
    const said = JSON.stringify(sampleReport)
      .replaceAll("aws_iam_role.operator", JSON.stringify(markup).slice(1, -1))
      .replaceAll("Lifecycle", JSON.stringify(markup).slice(1, -1));
    writeFileSync(file("markup"), html(JSON.parse(said)));
    const { page, requests, complaints } = await open("markup");
    expect([requests.length, complaints]).to.deep.equal([1, []]);
    expect(await page.title()).to.match(/^Gate fails/);
    expect(await page.locator("img, main b script").count()).to.equal(0);
    expect(await page.textContent("#law-rows")).to.include("<img src=x onerror=");
    expect(await page.textContent(".find")).to.include("<img src=x onerror=");
    await page.context().close();
  });

  it("is all there without scripts, but for what it says", async () => {
    const context = await browser!.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`file://${file("widen")}`);
    expect(await page.locator(".find").count()).to.equal(7);
    expect(await page.locator("noscript").count()).to.equal(2);
    await context.close();
  });
});
