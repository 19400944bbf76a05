import { existsSync } from "node:fs";
import { expect } from "chai";
import type { PolicySet } from "../../policies/language/policySet.js";
import { type ActionDifference, compareAction } from "../../policies/prove/actions/compareAction.js";
import { differencesByAction } from "../../policies/prove/actions/differencesByAction.js";
import { type Access, compileAccess } from "../../policies/prove/question/access.js";
import { proverFor } from "../../policies/prove/question/prover.js";
import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { Dice, generatePolicySet } from "../policies/prove/generatedPolicies.js";
import { policySetOf, rowsOf } from "../policies/prove/policySets.js";

const principal = "arn:aws:iam::111122223333:role/example";
const universes = ["any", "typed"] as const;
/** Documents of AWS; they lie outside of the repository. */
const collected = new URL("../../../shared/data/aws-managed-policies.jsonl", import.meta.url);

const actions = [
  "*",
  "s3:*",
  "s3:Get*",
  "dynamodb:*Item",
  "sqs:*",
  "sts:*",
  "kms:*",
  "S3:PutObject",
  "sqs:NotYetListed",
];
const resources = [
  "*",
  "arn:aws:s3:::b/*",
  "arn:aws:s3:::b/${aws:username}/*",
  "arn:aws:s3:::*",
  "arn:aws:dynamodb:*:111122223333:table/t*",
  "arn:aws:sqs:us-east-1:*:q",
  "arn:aws:iam::*:role/*",
];
const conditions = [
  {},
  {},
  { StringEquals: { "aws:ResourceTag/team": "a" } },
  { StringLike: { "s3:prefix": ["a*", "b"] } },
  { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": "${aws:username}*" } },
  { Null: { "aws:RequestTag/team": "false" } },
  { StringNotEqualsIfExists: { "aws:RequestedRegion": "eu-west-1" } },
  { "ForAnyValue:StringEquals": { "aws:TagKeys": ["a", "b"] } },
];

const drawn = (dice: Dice): PolicySet =>
  policySetOf({
    Version: "2012-10-17",
    Statement: Array.from({ length: 1 + dice.below(3) }, () => ({
      Effect: dice.chance(75) ? "Allow" : "Deny",
      [dice.chance(90) ? "Action" : "NotAction"]: dice.some(actions, 2),
      [dice.chance(90) ? "Resource" : "NotResource"]: dice.some(resources, 2),
      Condition: dice.pick(conditions),
    })),
  });

/** The answer in short; witnesses may differ. */
const inShort = (found: ActionDifference | undefined): string =>
  found === undefined ? "equal" : `${found.change} ${found.universe}`;

/** Compares what is said of each class with what is said of each of some of its actions alone. */
class CrossCheck {
  asked = 0;
  differing = 0;

  readonly reference: ServiceReference;
  readonly dice: Dice;

  constructor(reference: ServiceReference, dice: Dice) {
    this.reference = reference;
    this.dice = dice;
  }

  compare(left: PolicySet, right: PolicySet, samples: number): void {
    const names = this.reference.services.flatMap((service) => this.reference.actionsOf(service));
    for (const universe of universes) {
      const options = { reference: this.reference, universe, principal };
      const found = new Map(differencesByAction(left, right, options).map((one) => [one.action, one]));
      const sides: readonly Access[] = [left, right].map((policies) => ({ kind: "of", policies }));
      const [before, after] = sides as [Access, Access];
      const sidesOf = [before, after].map((side) => compileAccess(side));
      for (const { gained, lost } of found.values()) {
        if (gained) expect(sidesOf.map((contains) => contains(gained))).to.deep.equal([false, true]);
        if (lost) expect(sidesOf.map((contains) => contains(lost))).to.deep.equal([true, false]);
      }
      for (let count = 0; count < samples; count += 1) {
        const { name } = this.dice.pick(names);
        const alone = compareAction(name, [before, after], { prover: proverFor(options) });
        this.asked += 1;
        if (alone !== undefined) this.differing += 1;
        expect(inShort(found.get(name)), `${name} ${universe} ${JSON.stringify([left, right])}`).to.equal(
          inShort(alone),
        );
      }
    }
  }
}

describe("what is said of a class of actions", function () {
  this.timeout(120_000);
  let reference: ServiceReference;

  before(async () => {
    reference = await loadServiceReference(["s3", "sqs", "dynamodb", "sts", "kms", "iam"]);
  });

  it("equals what each of them gets separately: drawn policies", () => {
    const check = new CrossCheck(reference, new Dice(7));
    for (let round = 0; round < 25; round += 1) check.compare(drawn(check.dice), drawn(check.dice), 8);
    expect(check.differing).to.be.greaterThan(check.asked / 5);
  });

  it("equals what each of them gets separately: in all layers", () => {
    const check = new CrossCheck(reference, new Dice(8));
    for (let round = 0; round < 10; round += 1)
      check.compare(generatePolicySet(check.dice), generatePolicySet(check.dice), 6);
    expect(check.differing).to.be.greaterThan(5);
  });

  it("equals what each of them gets separately: policies of AWS", async function () {
    if (!existsSync(collected)) {
      console.warn("      aws-managed-policies.jsonl is not here: skipped");
      this.skip();
    }
    const all = rowsOf<{ name: string; document: unknown }>(collected).filter(({ name }) =>
      /^(AmazonS3|AmazonSQS|AmazonDynamoDB|AWSKeyManagement|IAM)/.test(name),
    );
    const check = new CrossCheck(reference, new Dice(9));
    for (let round = 0; round < 12; round += 1) {
      const [left, right] = [check.dice.pick(all), check.dice.pick(all)];
      check.compare(policySetOf(left.document), policySetOf(right.document), 8);
    }
    expect(check.differing).to.be.greaterThan(10);
  });
});
