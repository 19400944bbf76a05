import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import type { Decision } from "../../policies/language/request.js";
import { differential, type Witnessed } from "./differential.js";

/**
 * `npm run soak -- --minutes N`: compares the compiled evaluator with the definition for so long, with a new
 * seed every second or so, or until they disagree: that is told by a case row and exit code 1. A wrong
 * command exits with 2.
 */
const { values } = parseArgs({ options: { minutes: { type: "string", default: "1" } } });
const minutes = Number(values.minutes);
if (!(minutes > 0)) {
  process.stderr.write("usage: npm run soak -- --minutes N\n");
  process.exit(2);
}

const started = performance.now();
const decisions: Record<Decision, number> = { allowed: 0, explicitDeny: 0, implicitDeny: 0 };
const total = (): number => Object.values(decisions).reduce((sum, count) => sum + count, 0);
let told = started;

const tellProgress = (seed: number): void => {
  const { isTTY } = process.stderr;
  if (performance.now() - told < (isTTY ? 500 : 30_000)) return;
  told = performance.now();
  const seconds = Math.round((told - started) / 1000);
  process.stderr.write(
    `${isTTY ? "\r" : ""}${seconds} s: ${total()} decisions, seed ${seed}${isTTY ? "" : "\n"}`,
  );
};

let disagreement: string | undefined;
while (disagreement === undefined && performance.now() - started < minutes * 60_000) {
  const seed = randomInt(2 ** 31);
  const witnessed: Witnessed = (_policies, _request, decision) => {
    decisions[decision] += 1;
  };
  disagreement = differential({ seed, cases: 1000, witnessed });
  tellProgress(seed);
}

if (process.stderr.isTTY) process.stderr.write("\n");
const rate = Math.round(total() / ((performance.now() - started) / 1000));
const shares = Object.entries(decisions).map(
  ([word, count]) => `${((100 * count) / total()).toFixed(1)} % ${word}`,
);
if (disagreement !== undefined) process.stdout.write(`${disagreement}\n`);
process.stdout.write(
  `${total()} decisions (${shares.join(", ")}), ${rate} each second, ${disagreement === undefined ? 0 : 1} disagreements\n`,
);
process.exitCode = disagreement === undefined ? 0 : 1;
