import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { policyJson } from "../../policies/language/printPolicy.js";
import { prove } from "../../policies/prove/prove.js";
import { encodeQuestion } from "./encodeQuestion.js";
import { generatedQuestions, type Question } from "./question.js";
import { type Outcome, secondOpinion, tally } from "./secondOpinion.js";
import { installedSolvers } from "./solver.js";

/**
 * `tsx specs/smt/soak.ts [--minutes N] [--seed N] [--solver z3|cvc5]`: compares the prover with a solver on
 * generated pairs for so long, or until they contradict each other: then both sides, the verdict and the script
 * are printed, and the exit code is 1. A wrong command or a missing solver exits with 2.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "1" },
    seed: { type: "string", default: String(randomInt(2 ** 31)) },
    solver: { type: "string", default: "cvc5" },
  },
});
const minutes = Number(values.minutes);
const seed = Number(values.seed);
const solver = installedSolvers().find(({ name }) => name === values.solver);
if (!(minutes > 0) || !Number.isInteger(seed) || solver === undefined) {
  process.stderr.write(
    solver === undefined
      ? `\`${values.solver}\` is not on the PATH\n`
      : "usage: tsx specs/smt/soak.ts [--minutes N] [--seed N] [--solver z3|cvc5]\n",
  );
  process.exit(2);
}

const explain = ({ name, left, right }: Question): string =>
  [
    `the prover and ${solver.name} contradict each other: ${name}`,
    ...[left, right].map((set) => JSON.stringify(set.identity.map(({ document }) => policyJson(document)))),
    JSON.stringify(prove(left, right)),
    encodeQuestion(left, right),
  ].join("\n");

const started = performance.now();
const outcomes: Outcome[] = [];
let told = started;
for (const question of generatedQuestions(seed)) {
  const outcome = await secondOpinion(question, { solver, limits: { seconds: 10 } });
  outcomes.push(outcome);
  const now = performance.now();
  if (outcome === "CONTRADICTION") process.stdout.write(`${explain(question)}\n`);
  if (outcome === "CONTRADICTION" || now - started > minutes * 60_000) break;
  if (now - told < 30_000) continue;
  told = now;
  process.stderr.write(`${Math.round((now - started) / 1000)} s: ${outcomes.length} pairs\n`);
}
process.stdout.write(
  `${solver.name} ${solver.version}, seed ${seed}: ${outcomes.length} pairs: ${tally(outcomes)}\n`,
);
process.exitCode = outcomes.includes("CONTRADICTION") ? 1 : 0;
