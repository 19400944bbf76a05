import { expect } from "chai";
import { authorize } from "../../policies/evaluate/authorize.js";
import { compile } from "../../policies/evaluate/compile.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import type { Request } from "../../policies/language/request.js";
import { prove } from "../../policies/prove/prove.js";
import { Dice, generateRequest } from "../policies/prove/generatedPolicies.js";
import { allowing } from "../policies/prove/policySets.js";
import { allows, encodeQuestion, keysOf, scriptOf } from "./encodeQuestion.js";
import { reasonToLeaveOut } from "./leftOut.js";
import { pinRequest } from "./pinRequest.js";
import { generatedQuestions } from "./question.js";
import { installedSolvers, solve } from "./solver.js";
import { any, not, type Term } from "./term.js";

const nothing: PolicySet = { identity: [] };
const when = (Condition: object) => allowing({ Condition });
const tiny = (digit: number) => `0.${"0".repeat(59)}${digit}`;
const on = (...Resource: readonly string[]) => allowing({ Resource });

/** Satisfiable when the encoding decides one of the requests otherwise than `decide` does. */
function misjudged(
  policies: PolicySet,
  requests: readonly Request[],
  decide: (request: Request) => boolean,
): string {
  const keys = keysOf(policies);
  const allowed = allows(policies, keys);
  const wrong = requests.flatMap((request): readonly Term[] => {
    const pin = pinRequest(request, keys);
    return pin === undefined ? [] : [`(and ${pin} ${decide(request) ? not(allowed) : allowed})`];
  });
  return scriptOf(keys, [any(wrong)]);
}

function decider(policies: PolicySet) {
  const compiled = compile(policies);
  return (request: Request): boolean => authorize(compiled, request) === "allowed";
}

function* somePolicies(most: number): Generator<PolicySet> {
  let left = most;
  for (const question of generatedQuestions(3)) {
    if (reasonToLeaveOut(question.left, nothing) !== undefined) continue;
    yield question.left;
    left -= 1;
    if (left === 0) return;
  }
}

/** What one rule more or less would get wrong: sentence, left, right, and whether left lies within right. */
const rows: readonly (readonly [string, PolicySet, PolicySet, boolean])[] = [
  ["an action is compared without regard to case", allowing({ Action: "S3:getobject" }), allowing({}), true],
  ["`?` is exactly one character", allowing({ Action: "s3:GetObjec?" }), allowing({}), false],
  ["an action has a colon", allowing({ Action: "*" }), allowing({ Action: "*:*" }), true],
  ["`*` stays between the colons of an ARN", on("arn:aws:s3:*:*:b"), on("arn:aws:s3:us:1:b"), false],
  ["`*` before the sixth part holds no colon", on("arn:*:b"), on("arn:*:*"), true],
  ["the sixth part takes the rest", on("arn:aws:b:c:d:e:f:g"), on("arn:aws:b:c:d:*"), true],
  ["a short pattern that ends in `*` takes everything", on("arn:aws:b:c"), on("arn:aws:b*"), true],
  ["the sixth part takes colons before its end too", on("arn:aws:b:c:d:e:fx"), on("arn:aws:b:c:d:*x"), true],
  ["another short pattern has as many parts", on("arn:aws:b:c"), on("arn:*:c"), false],
  ["its last part holds no colon", on("arn:aws:b:cx"), on("arn:aws:*x"), false],
  [
    "a missing key satisfies a negated operator",
    allowing({}),
    when({ StringNotEquals: { "a:k": "x" } }),
    false,
  ],
  [
    "a list satisfies neither an operator nor its negation",
    allowing({}),
    allowing(
      { Condition: { StringNotEquals: { "a:k": "x" } } },
      { Condition: { StringEquals: { "a:K": "x" } } },
    ),
    false,
  ],
  [
    "an empty string is null and satisfies `ForAllValues`",
    when({ Null: { "a:k": "true" } }),
    when({ "ForAllValues:StringEquals": { "a:k": "x" } }),
    true,
  ],
  [
    "one value decides `ForAnyValue`, all decide `ForAllValues`",
    when({ "ForAnyValue:StringEquals": { "a:k": "x" } }),
    when({ "ForAllValues:StringEquals": { "a:k": "x" } }),
    false,
  ],
  [
    "two lists of values need two values",
    when({ "ForAnyValue:StringEquals": { "a:k": "x" }, "ForAnyValue:StringLike": { "a:k": "y" } }),
    when({ "ForAllValues:StringEquals": { "a:k": ["x", "z"] } }),
    false,
  ],
  [
    "a list may be neither null nor without an empty string",
    when({ Null: { "a:k": "false" } }),
    when({ "ForAllValues:StringNotEquals": { "a:k": "" } }),
    false,
  ],
  [
    "numbers are dense",
    when({ NumericGreaterThan: { "a:k": tiny(1) }, NumericLessThan: { "a:k": tiny(2) } }),
    nothing,
    false,
  ],
  [
    "numbers have an order",
    when({ NumericLessThan: { "a:k": "9" } }),
    when({ NumericLessThan: { "a:k": "10" } }),
    true,
  ],
  [
    "a bound with `Equals` is reached",
    when({ DateLessThanEquals: { "a:k": "2020" }, DateGreaterThanEquals: { "a:k": "2020" } }),
    nothing,
    false,
  ],
  [
    "`BinaryEquals` takes no wildcard",
    when({ BinaryEquals: { "a:k": "*" } }),
    when({ StringEquals: { "a:k": "*" } }),
    true,
  ],
  [
    "dates are nanoseconds",
    when({
      DateGreaterThan: { "a:k": "2020-01-01T00:00:00.000000001Z" },
      DateLessThan: { "a:k": "2020-01-01T00:00:00.000000002Z" },
    }),
    nothing,
    true,
  ],
  [
    "no address is of both families",
    when({ NotIpAddress: { "a:k": ["0.0.0.0/0", "::/0"] }, Null: { "a:k": "false" } }),
    when({ NotIpAddress: { "a:k": "10.0.0.0/8" } }),
    true,
  ],
];

describe("what is asked of solvers", () => {
  for (const [sentence, left, right, within] of rows) {
    it(`is known to the prover: ${sentence}`, () => {
      expect(prove(left, right).verdict).to.equal(within ? "proved" : "refuted");
    });
  }
});

const solvers = installedSolvers();
if (solvers.length === 0) {
  it("the questions to SMT solvers", function () {
    console.warn("      skipped: no solver on the PATH");
    this.skip();
  });
}

for (const solver of solvers) {
  /** z3 gives up on some of them */
  const silence = solver.name === "z3" ? ["none"] : [];
  const limits = { seconds: 60, steps: solver.stepsOfASecond };
  describe(`the questions to ${solver.name} ${solver.version}`, function () {
    this.timeout(60_000);

    for (const [sentence, left, right, within] of rows) {
      it(`say: ${sentence}`, async () => {
        const { answer } = await solve(solver, encodeQuestion(left, right), limits);
        expect(answer).to.be.oneOf([within ? "unsat" : "sat", ...silence]);
      });
    }

    it("decide single requests as the evaluator does", async () => {
      const dice = new Dice(3);
      for (const policies of somePolicies(12)) {
        const requests = Array.from({ length: 30 }, () => generateRequest(dice));
        const script = misjudged(policies, requests, decider(policies));
        const { answer } = await solve(solver, script, limits);
        expect(answer, JSON.stringify(policies)).to.be.oneOf(["unsat", ...silence]);
      }
    });

    it("would be caught at deciding one request otherwise", async () => {
      const policies = when({ "ForAllValues:StringLike": { "a:k": "x*" } });
      const requests = ["y", "x", []].map((value) => ({
        ...generateRequest(new Dice(3)),
        context: { "a:K": value },
      }));
      const right = decider(policies);
      for (const planted of requests) {
        const wrong = (request: Request) => right(request) !== (request === planted);
        expect((await solve(solver, misjudged(policies, requests, wrong), limits)).answer).to.equal("sat");
      }
    });
  });
}
