import { decisions } from "./decisions.js";
import { diffs } from "./diffs.js";
import { formats } from "./formats.js";
import { globs } from "./globs.js";
import { growth } from "./growth.js";
import { joined } from "./joined.js";
import { managedPairs } from "./managedPairs.js";
import { managedReads } from "./managedReads.js";
import { cells, mutants } from "./mutants.js";
import { page } from "./page.js";
import { pairs } from "./pairs.js";
import { plans } from "./plans.js";
import { provers } from "./provers.js";
import { replays } from "./replays.js";

/** `npm run bench [NAME…]`: every bench prints its own lines; ratios are between figures of this one run. */
const benches = {
  decisions,
  globs,
  provers,
  pairs,
  managedPairs,
  managedReads,
  growth,
  replays,
  plans,
  diffs,
  joined,
  mutants,
  cells,
  formats,
  page,
};

const wanted = process.argv.slice(2);
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n${name}`);
  await bench();
}
