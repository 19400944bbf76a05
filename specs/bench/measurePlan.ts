import { loadSource } from "../../harness/plan/source/loadSource.js";

// Run in a separate process, so that the peak of its memory is that of one plan.
const start = performance.now();
const loaded = await loadSource(process.argv[2]!);
if (!loaded.ok) throw new Error(loaded.diagnostics[0]!.message);
const { targets, policies } = loaded.value;
console.log(
  JSON.stringify({
    seconds: (performance.now() - start) / 1000,
    megabytes: process.resourceUsage().maxRSS / 1024,
    targets: targets.length,
    policies: policies.length,
  }),
);
