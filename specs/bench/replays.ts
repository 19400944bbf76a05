import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { replay } from "../../harness/api/replay.js";
import { casesNear } from "../../harness/corpus/casesNear.js";
import { corpusTargets } from "../../harness/corpus/corpusTargets.js";
import { openSource } from "../../harness/run/openSource.js";
import { emptyServiceReference } from "../../policies/reference/emptyServiceReference.js";
import { batchPolicies } from "../generators/batchPolicies.js";

const rows = 1_000_000;

/** Rows of a corpus replayed a second, and the memory it takes: a million rows on the three Batch policies. */
export async function replays(): Promise<void> {
  const opened = await Promise.all(batchPolicies.map(({ name }) => openSource(`managed:${name}`, {})));
  const targets = corpusTargets(opened.flatMap((source) => (source.ok ? [source.value] : [])));
  const { cases } = casesNear(targets, { seed: 1, size: 5_000, reference: emptyServiceReference });
  const block = cases.map((row) => `${JSON.stringify(row)}\n`).join("");
  const folder = mkdtempSync(join(tmpdir(), "planproof-bench-"));
  try {
    const path = join(folder, "cases.jsonl");
    const repeats = Math.ceil(rows / cases.length);
    await pipeline(new Array<string>(repeats).fill(block), createWriteStream(path));
    const before = process.memoryUsage().rss;
    const started = performance.now();
    const replayed = await replay(path);
    const seconds = (performance.now() - started) / 1_000;
    const grown = Math.max(0, process.memoryUsage().rss - before) / 2 ** 20;
    if (!replayed.ok || replayed.value.drifted.length > 0) throw new Error("the corpus does not hold");
    const { total } = replayed.value;
    console.log(`${Math.round(total / seconds)} rows/s  ${total} rows, ${Math.round(grown)} MiB more memory`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
