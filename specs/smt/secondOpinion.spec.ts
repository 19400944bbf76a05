import { expect } from "chai";
import { prove } from "../../policies/prove/prove.js";
import { allowing } from "../policies/prove/policySets.js";
import { reasonToLeaveOut } from "./leftOut.js";
import { adversarialQuestions, batchQuestions, firstGenerated, type Question } from "./question.js";
import { type Outcome, secondOpinion, tally } from "./secondOpinion.js";
import { installedSolvers, type Solver } from "./solver.js";

const solvers = installedSolvers();

/** How many generated pairs are asked: z3 takes ten times as long as cvc5. */
const generated: Readonly<Record<string, number>> = { z3: 12, cvc5: 60 };

/** What is asked, and how many seconds' worth of steps each question may take. */
const groups: readonly (readonly [string, (solver: Solver) => readonly Question[], number])[] = [
  ["the Batch policies", () => batchQuestions(), 4],
  ["pairs made to be hard", adversarialQuestions, 0.2],
  ["generated pairs", ({ name }) => firstGenerated(11, generated[name]!), 1],
];

const agreements: readonly Outcome[] = ["both say yes", "both say no"];

describe("the prover and SMT solvers", function () {
  this.timeout(120_000);

  if (solvers.length === 0) {
    it("never contradict each other", function () {
      console.warn("      skipped: no solver on the PATH");
      this.skip();
    });
  }

  for (const solver of solvers) {
    const within = (effort: number) => ({
      solver,
      limits: { seconds: 60, steps: effort * solver.stepsOfASecond },
    });

    for (const [name, questions, effort] of groups) {
      it(`never contradict each other on ${name}, says ${solver.name} ${solver.version}`, async () => {
        const outcomes = new Map<string, Outcome>();
        for (const question of questions(solver)) {
          outcomes.set(question.name, await secondOpinion(question, within(effort)));
        }
        const all = [...outcomes.values()];
        console.log(`      ${all.length} asked: ${tally(all)}`);
        expect([...outcomes].filter(([, outcome]) => outcome === "CONTRADICTION")).to.deep.equal([]);
        expect(all.filter((outcome) => agreements.includes(outcome))).not.to.deep.equal([]);
      });
    }

    it(`would contradict a wrong verdict either way, says ${solver.name}`, async () => {
      const wrong = ({ left, right }: Question) =>
        prove(left, right).verdict === "proved" ? "refuted" : "proved";
      const [one, all] = [allowing({}), allowing({ Action: "s3:*" })];
      for (const question of [
        { name: "proved", left: one, right: all },
        { name: "refuted", left: all, right: one },
      ]) {
        expect(await secondOpinion(question, within(1))).to.equal(
          question.name === "proved" ? "both say yes" : "both say no",
        );
        expect(await secondOpinion(question, { ...within(1), claim: wrong })).to.equal("CONTRADICTION");
      }
    });
  }
});

describe("a question is left out", () => {
  const when = (Condition: object) => allowing({ Condition });
  const layer = allowing({}).identity[0]!;
  const rows = [
    ["layers in addition to the identity policies", { ...allowing({}), boundary: layer }],
    ["principals", allowing({ Principal: "*" })],
    ["policy variables", allowing({ Resource: "arn:aws:s3:::b/${aws:username}" })],
    ["a key read in two ways", when({ StringEquals: { "a:k": "1" }, NumericEquals: { "A:K": "1" } })],
    ["a number of many digits", when({ NumericEquals: { "a:k": `0.${"1".repeat(61)}` } })],
    ["a date outside of the years 1 to 9998", when({ DateLessThan: { "a:k": "9999-06-01" } })],
    ["ignoring case beyond ASCII", when({ StringEqualsIgnoreCase: { "a:k": "é" } })],
  ] as const;

  for (const [reason, right] of rows) {
    it(`for ${reason}`, () => {
      expect(reasonToLeaveOut(allowing({}), right)).to.equal(reason);
    });
  }

  it("for nothing that can be said exactly", () => {
    const right = when({
      StringEquals: { "a:k": "1" },
      NumericEquals: { "a:n": "1" },
      Null: { "a:n": "true" },
    });
    expect(reasonToLeaveOut(allowing({}), right)).to.equal(undefined);
  });
});
