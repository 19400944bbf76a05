import { prove } from "../../policies/prove/prove.js";
import { batchQuestions } from "../smt/question.js";

// Run in a process of its own: the first proof, with nothing compiled yet by the engine.
const { left, right } = batchQuestions()[Number(process.argv[2])]!;
const started = performance.now();
prove(left, right);
console.log(performance.now() - started);
