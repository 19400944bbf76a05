import { expect } from "chai";
import { evaluateProperty } from "../../../harness/run/evaluateProperty.js";
import { noEscalationPath } from "../../../properties/catalogue/noEscalationPath.js";
import { change, extractPlan, makePlan } from "../../harness/plan/plans.js";
import { allowing, documentOf, stepReference, trusting } from "./stepPlan.js";

const named = "444455556666";
const root = { AWS: `arn:aws:iam::${named}:root` };
const lambda = { Service: "lambda.amazonaws.com" };

/** A role in an unknown account. */
const role = (name: string, trust: string, statement: object) => [
  change(`aws_iam_role.${name}`, {
    after: { name, path: "/", assume_role_policy: trust },
    unknown: { arn: true },
  }),
  change(`aws_iam_role_policy.${name}`, { after: { name, role: name, policy: documentOf(statement) } }),
];

const verdictOf = async (step: object, trust: string) => {
  const { targets } = extractPlan(
    makePlan([...role("p", trusting(lambda), step), ...role("admin", trust, allowing(["*"]))]),
  );
  const target = targets.find(
    ({ address, resource, counted }) => address.resource === "aws_iam_role.p" && !resource && !counted,
  );
  const reference = await stepReference();
  return evaluateProperty(noEscalationPath, target!, { seed: 1, runs: 100, reference, universe: "typed" });
};

const assume = allowing(["sts:AssumeRole"]);
const inAccount = (operator: string) =>
  allowing(["iam:PutRolePolicy"], { Condition: { [operator]: { "aws:PrincipalAccount": named } } });
const name = (operator: string, value: string) =>
  allowing(["iam:PutRolePolicy"], { Condition: { [operator]: { "aws:PrincipalArn": value } } });

describe("a chain from a principal whose account is unknown", () => {
  const rows: readonly (readonly [string, object, string, string])[] = [
    ["without conditions", allowing(["iam:PutRolePolicy"]), trusting(lambda), "refuted"],
    ["by its account", inAccount("StringEquals"), trusting(lambda), "undecided"],
    // a request without the key shows it
    ["by all other accounts", inAccount("StringNotEquals"), trusting(lambda), "refuted"],
    ["by its name", name("ArnLike", "arn:aws*:iam::*:role/p"), trusting(lambda), "refuted"],
    ["by another name", name("ArnLike", "arn:aws*:iam::*:role/other"), trusting(lambda), "holds"],
    ["into a role that trusts another account", assume, trusting(root), "undecided"],
    [
      "into a role that denies another account",
      assume,
      documentOf(
        { Effect: "Allow", Action: "sts:AssumeRole", Principal: "*" },
        { Effect: "Deny", Action: "sts:AssumeRole", Principal: root },
      ),
      "undecided",
    ],
  ];
  for (const [what, step, trust, expected] of rows) {
    it(`is ${expected} ${what}`, async () => {
      const outcome = await verdictOf(step, trust);
      expect(outcome.verdict, JSON.stringify(outcome)).to.equal(expected);
      if (outcome.verdict === "undecided") expect(JSON.stringify(outcome.holes)).to.contain("account");
    });
  }
});
