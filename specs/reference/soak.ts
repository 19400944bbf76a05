import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import type { Decision } from "../../policies/language/request.js";
import { soakHostile } from "../hostile/soakHostile.js";
import { soakDiffs } from "../laws/soakDiffs.js";
import { soakHoles } from "../laws/soakHoles.js";
import { soakManaged } from "../policies/managed/soakManaged.js";
import { soakProver } from "../policies/prove/soakProver.js";
import { differential, type Witnessed } from "./differential.js";
import { type SoakReport, soakFor } from "./soakFor.js";

/**
 * `npm run soak -- [evaluator|prover|holes|diffs] --minutes N`: compares the compiled evaluator with the definition,
 * the prover with the evaluator, answers about plans with what they are once everything is known, or diffs of
 * resources and principals with the definition, for so long, with a new seed every second or so, or until they
 * disagree: that is reported, with exit code 1. A wrong command exits with 2. `--seed N` begins with that seed and
 * counts up.
 *
 * `npm run soak -- hostile --minutes N [--out FOLDER] [--only KIND,KIND] [--seed N]`: gives the command line input
 * that is made to break it, and reports every promise that is broken, with its files in a separate folder.
 *
 * `npm run soak -- managed [--seed N]`: compares the evaluators at 100 requests near each version of each AWS managed
 * policy, once; some minutes.
 */
const { values, positionals } = parseArgs({
  options: {
    minutes: { type: "string", default: "1" },
    out: { type: "string" },
    only: { type: "string" },
    seed: { type: "string" },
  },
  allowPositionals: true,
});
const minutes = Number(values.minutes);
let seed = Number(values.seed ?? randomInt(2 ** 31));
const next: SoakReport["next"] = () => {
  const last = seed;
  seed = values.seed === undefined ? randomInt(2 ** 31) : seed + 1;
  return last;
};

function soakEvaluator(): string | undefined {
  const decisions: Record<Decision, number> = { allowed: 0, explicitDeny: 0, implicitDeny: 0 };
  const total = (): number => Object.values(decisions).reduce((sum, count) => sum + count, 0);
  const witnessed: Witnessed = (_policies, _request, decision) => {
    decisions[decision] += 1;
  };
  const round = (seed: number) => differential({ seed, cases: 1000, witnessed });
  const disagreement = soakFor(minutes, round, { soFar: () => `${total()} decisions`, next });
  const shares = Object.entries(decisions).map(
    ([word, count]) => `${((100 * count) / total()).toFixed(1)} % ${word}`,
  );
  process.stdout.write(`${total()} decisions: ${shares.join(", ")}\n`);
  return disagreement;
}

const soaks: Readonly<Record<string, () => string | undefined | Promise<string | undefined>>> = {
  evaluator: soakEvaluator,
  prover: () => soakProver(minutes, next),
  holes: () => soakHoles(minutes, next),
  diffs: () => soakDiffs(minutes, next),
  managed: () => soakManaged(values.seed === undefined ? next() : Number(values.seed)),
  hostile: () => soakHostile({ minutes, out: values.out, only: values.only, seed: values.seed }, next),
};

const soak = soaks[positionals[0] ?? "evaluator"];
if (!(minutes > 0) || soak === undefined || positionals.length > 1) {
  process.stderr.write("usage: npm run soak -- [evaluator|prover|holes|diffs|hostile|managed] --minutes N\n");
  process.exit(2);
}
const disagreement = await soak();
process.stdout.write(`${disagreement ?? "no disagreement"}\n`);
process.exitCode = disagreement === undefined ? 0 : 1;
