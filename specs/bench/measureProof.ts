import { prove } from "../../policies/prove/prove.js";
import { proverFor } from "../../policies/prove/question/prover.js";
import { batchQuestions } from "../smt/question.js";

// Run in a separate process: the first proof, or all of them, with nothing compiled yet by the engine.
const [, , wanted] = process.argv;
const questions = batchQuestions().filter((_, at) => wanted === "all" || Number(wanted) === at);
const started = performance.now();
const prover = proverFor();
for (const { left, right } of questions) prove(left, right, prover);
console.log(performance.now() - started);
