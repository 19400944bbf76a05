// `npx tsx specs/bench/measurePages.ts FILE.html…`: how long pages that there are take to open and to scroll.
import { openBrowser } from "../harness/page/openPage.js";
import { describeOpening, openingOf } from "./openingOf.js";

const browser = await openBrowser();
if (browser !== undefined) {
  for (const path of process.argv.slice(2))
    console.log(describeOpening(path, await openingOf(browser, path)));
  await browser.close();
}
