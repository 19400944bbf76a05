import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { replay } from "../../harness/api/replay.js";
import { completeCases } from "../../harness/corpus/completeCases.js";
import { corpusTargets } from "../../harness/corpus/corpusTargets.js";
import { printCorpus } from "../../harness/corpus/printCorpus.js";
import { openSource, type Source } from "../../harness/run/openSource.js";
import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import type { Result } from "../../policies/text/diagnostic.js";
import { batchPolicies } from "../generators/batchPolicies.js";

const rows = 1_000_000;

/** Rows of a corpus replayed in a second of processor time, and the memory it takes: a million about the Batch policies. */
export async function replays(): Promise<void> {
  const opened = await Promise.all(batchPolicies.map(({ name }) => openSource(`managed:${name}`, {})));
  const sources = opened.flatMap((source): readonly Source[] => (source.ok ? [source.value] : []));
  const named = corpusTargets(sources);
  const { cases } = completeCases(named, { reference: await loadServiceReference() });
  const targets = named.map(({ name, target: { principal, policies } }) => ({ name, principal, policies }));
  const whole = printCorpus({ targets, cases });
  const block = whole.slice(whole.indexOf('{"id":'));
  const folder = mkdtempSync(join(tmpdir(), "planproof-bench-"));
  try {
    const path = join(folder, "cases.jsonl");
    const more = new Array<string>(Math.ceil(rows / cases.length) - 1).fill(block);
    await pipeline([whole, ...more], createWriteStream(path));
    await measure("against the policies of now", () => replay(path, { against: sources }));
    await measure("by the policies in the file", () => replay(path));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measure(
  name: string,
  run: () => Promise<Result<{ readonly total: number; readonly matched: number }>>,
): Promise<void> {
  const [before, started] = [process.memoryUsage().rss, process.cpuUsage()];
  const replayed = await run();
  const { user, system } = process.cpuUsage(started);
  const grown = Math.round(Math.max(0, process.memoryUsage().rss - before) / 2 ** 20);
  if (!replayed.ok || replayed.value.matched < rows) throw new Error("the corpus does not hold");
  const { total } = replayed.value;
  console.log(
    `${Math.round((total / (user + system)) * 1e6)} rows/s ${name}  ${total} rows, ${grown} MiB more memory`,
  );
}
