import { mkdirSync, writeFileSync } from "node:fs";
import { versionPairs } from "../../../harness/run/history/versionPairs.js";
import { managedPolicies } from "../../../policies/managed/managedPolicies.js";
import { managedPoliciesDate } from "../../../policies/managed/managedPoliciesDate.js";
import { typedReference } from "../../../policies/prove/question/typedReference.js";
import { loadServiceReference } from "../../../policies/reference/loadServiceReference.js";
import { absolute } from "../../house/repository.js";
import { type BrokenPromise, brokenPromise } from "./brokenPromise.js";
import { brokenPromisesPage } from "./brokenPromisesPage.js";

// Run by `npm run promises`: asks about every pair of versions, and writes the rows and the page.
async function write(): Promise<void> {
  const reference = typedReference(await loadServiceReference());
  const rows: BrokenPromise[] = [];
  const undecided: string[] = [];
  let pairs = 0;
  for (const { name, versions } of managedPolicies) {
    for (const pair of versionPairs(versions.slice(1), versions)) {
      pairs += 1;
      const found = brokenPromise(pair, reference);
      if (found === "kept") continue;
      if ("undecided" in found) undecided.push(`${name}@${pair.newer.version}: ${found.undecided}`);
      else rows.push(found);
    }
  }
  const about = { date: managedPoliciesDate(), pairs, undecided };
  const lines = [about, ...rows].map((row) => `${JSON.stringify(row)}\n`);
  writeFileSync(absolute("specs/policies/managed/brokenPromises.jsonl"), lines.join(""));
  mkdirSync(absolute("docs"), { recursive: true });
  writeFileSync(absolute("docs/broken-promises.md"), brokenPromisesPage(about, rows));
  const { user, system } = process.cpuUsage();
  console.log(`${pairs} pairs, ${rows.length} broken, ${undecided.length} undecided`);
  console.log(`${((user + system) / 1e6).toFixed(1)} s of one core`);
}

void write();
