import { expect } from "chai";
import { printOperator } from "../../../policies/language/parseOperator.js";
import { operatorNames } from "../../../policies/language/policyDocument.js";
import { Coverage } from "../../reference/coverage.js";
import { differential } from "../../reference/differential.js";

const quantifiers = [{}, { quantifier: "ForAllValues" }, { quantifier: "ForAnyValue" }] as const;
const operators = operatorNames.flatMap((name) =>
  name === "Null"
    ? ["Null"]
    : quantifiers.flatMap((quantifier) =>
        [false, true].map((ifExists) => printOperator({ name, ifExists, ...quantifier })),
      ),
);

describe("the compiled evaluator and the definition", function () {
  this.timeout(120_000);
  const coverage = new Coverage();
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
    it(`agree (seed ${seed})`, () => {
      expect(differential({ seed, cases: 1250, witnessed: coverage.take })).to.equal(undefined);
    });
  }

  it("met every decision in more than 5 % of requests", () => {
    const { allowed, explicitDeny, implicitDeny } = coverage.decisions;
    const fewest = 0.05 * (allowed + explicitDeny + implicitDeny);
    expect(Math.min(allowed, explicitDeny, implicitDeny)).to.be.above(fewest);
  });

  it("met every operator satisfied and not", () => {
    const wanted = operators.flatMap((operator) => [`${operator} true`, `${operator} false`]);
    expect(wanted.filter((outcome) => !coverage.outcomes.has(outcome))).to.deep.equal([]);
  });

  it("met requests that every layer decides", () => {
    const layers = ["boundary", "endpoint", "identity", "rcps", "resource", "resources", "scps", "session"];
    expect(Object.keys(coverage.deciding).sort()).to.deep.equal(layers);
    expect(Math.min(...Object.values(coverage.deciding))).to.be.above(100);
  });
});
