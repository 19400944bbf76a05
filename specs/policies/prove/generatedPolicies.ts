import { printOperator } from "../../../policies/language/parseOperator.js";
import { operatorNames } from "../../../policies/language/policyDocument.js";
import type { HeldResource, Policy, PolicySet } from "../../../policies/language/policySet.js";
import type { ContextValue, Request } from "../../../policies/language/request.js";
import { policySetOf } from "./policySets.js";

/** Numbers from a seed: the same on every machine. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** A whole number from 0 up to, not including, `bound`. */
  below(bound: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!;
  }

  some<T>(choices: readonly T[], most: number): readonly T[] {
    return Array.from({ length: 1 + this.below(most) }, () => this.pick(choices));
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }
}

const actions = [
  "s3:GetObject",
  "s3:GetO*",
  "s3:Get*",
  "s3:*",
  "*",
  "S3:PutObject",
  "s3:???Object",
  "kms:Decrypt",
];
const resources = [
  "*",
  "arn:aws:s3:::b",
  "arn:aws:s3:::b/*",
  "arn:aws:s3:::b/?",
  "arn:aws:s3:::*",
  "arn:aws:s3:*:*:b/k",
  "arn:aws:*",
  "arn:aws:s3:::b/${aws:username}",
  "arn:aws:s3:::*/${aws:username}*",
];
const keys = ["aws:username", "aws:Key", "aws:other"];

const strings = ["a", "A", "a*", "?", "ab", "", "${aws:username}", "x${aws:username}", "*b", "true"];
const families: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^Numeric/, ["1", "2", "2.5", "10", "x"]],
  [/^Date/, ["2020-01-01T00:00:00Z", "2021-06-01T00:00:00Z", "1", "never"]],
  [/^Bool/, ["true", "False", "a"]],
  [/Ip/, ["10.0.0.0/8", "10.0.0.0/31", "10.0.0.1", "0.0.0.0/0", "2001:db8::/32", "a"]],
  [
    /^Arn/,
    [
      "arn:aws:s3:::a",
      "arn:aws:s3:::*",
      "arn:*:s3:::a?",
      "*",
      "arn:aws:s3:::${aws:username}",
      "a*${aws:username}*",
      "${aws:username}",
      "a*b:${aws:username}",
      "arn:*",
    ],
  ],
  [/^Null/, ["true", "false"]],
  [/./, strings],
];

/** Values that fall on, between and outside those of the policies. */
const texts = [
  ..."a A ab b xa bob a:b ab:a:b aba:b true TRUE 1 1.0 2 2.5 3 10 2020-01-01T00:00:00Z 2020-06-01 2030-01-01".split(
    " ",
  ),
  ..."10.0.0.0 10.0.0.1 10.0.0.2 11.0.0.1 2001:db8::1 ::1".split(" "),
  ..."arn:aws:s3:::a arn:aws:s3:::ab arn:aws:s3:::b arn:aws-cn:s3:::a *".split(" "),
  "",
];

/** What is drawn from. */
export interface Draw {
  readonly operators?: RegExp;
  readonly variables?: boolean;
  /** layers in addition to the identity policies name principals */
  readonly principals?: boolean;
}

const operators = operatorNames.flatMap((name) => {
  if (name === "Null") return ["Null"];
  return ([{}, {}, { quantifier: "ForAllValues" }, { quantifier: "ForAnyValue" }] as const).flatMap(
    (quantifier) => [false, false, true].map((ifExists) => printOperator({ name, ifExists, ...quantifier })),
  );
});

function condition(dice: Dice, { operators: wanted = /./, variables = true }: Draw) {
  const blocks: Record<string, Record<string, readonly string[]>> = {};
  for (let count = dice.below(4); count > 0; count -= 1) {
    const operator = dice.pick(operators.filter((one) => wanted.test(one)));
    const name = operator.replace(/^.*:/, "");
    const pool = families.find(([pattern]) => pattern.test(name))![1];
    const values = dice.some(
      pool.filter((value) => variables || !value.includes("${")),
      3,
    );
    blocks[operator] = { ...blocks[operator], [dice.pick(keys)]: [...new Set(values)] };
  }
  return blocks;
}

const principals = [
  "*",
  { AWS: "*" },
  { AWS: "111122223333" },
  { AWS: "arn:aws:iam::111122223333:role/example" },
  { AWS: ["arn:aws:iam::999988887777:user/other", "999988887777"] },
  { Service: "batch.amazonaws.com" },
];

const statement = (dice: Dice, draw: Draw, deny: number) => ({
  Effect: dice.chance(deny) ? "Deny" : "Allow",
  ...(draw.principals && { [dice.chance(20) ? "NotPrincipal" : "Principal"]: dice.pick(principals) }),
  [dice.chance(15) ? "NotAction" : "Action"]: dice.some(actions, 3),
  [dice.chance(15) ? "NotResource" : "Resource"]: dice.some(
    resources.filter((resource) => draw.variables !== false || !resource.includes("${")),
    3,
  ),
  Condition: condition(dice, draw),
});

/** A policy document as JSON. */
export const generateDocument = (dice: Dice, draw: Draw = {}, deny = 25): object => ({
  Version: dice.chance(90) ? "2012-10-17" : "2008-10-17",
  Statement: Array.from({ length: 1 + dice.below(4) }, () => statement(dice, draw, deny)),
});

/** A policy set, with layers in addition to the identity policies now and then. */
export function generatePolicySet(dice: Dice, draw: Draw = {}): PolicySet {
  const layer = (deny?: number) =>
    policySetOf(generateDocument(dice, { ...draw, principals: false }, deny)).identity[0]!;
  const naming = (deny: number) => policySetOf(generateDocument(dice, draw, deny)).identity[0]!;
  return {
    identity: dice.chance(20) ? [layer(), layer()] : [layer()],
    ...(dice.chance(15) && { boundary: layer(10) }),
    ...(dice.chance(10) && { session: [layer(10)] }),
    ...(dice.chance(15) && { scps: [[layer(10), layer(50)], [layer(10)]] }),
    ...(dice.chance(10) && { rcps: [[naming(100)]] }),
    ...(dice.chance(10) && { endpoint: naming(10) }),
    ...(dice.chance(10) && { resource: naming(10) }),
    ...(dice.chance(25) && { resources: dice.some([1, 2], 2).map(() => heldResource(dice, naming(20))) }),
  };
}

const heldResource = (dice: Dice, policy: Policy): HeldResource => ({
  address: "aws_s3_bucket.b",
  arns: dice.some(
    resources.filter((resource) => !resource.includes("${")),
    2,
  ),
  ...(dice.chance(30) && { actions: dice.some(actions, 2) }),
  ...(dice.chance(60) && { account: dice.pick(["111122223333", "999988887777"]) }),
  policies: [policy],
});

function contextValue(dice: Dice): ContextValue {
  if (dice.chance(75)) return dice.pick(texts);
  return Array.from({ length: dice.below(4) }, () => dice.pick(texts));
}

/** A request near the policies that are generated here. */
export const generateRequest = (dice: Dice): Request => ({
  principal: "arn:aws:iam::111122223333:role/example",
  resourceAccount: "111122223333",
  action: dice.pick([
    "s3:GetObject",
    "s3:GetOther",
    "s3:PutObject",
    "s3:List",
    "kms:Decrypt",
    "ec2:Run",
    "s3:getObject",
  ]),
  resource: dice.pick([
    "*",
    "arn:aws:s3:::b",
    "arn:aws:s3:::b/k",
    "arn:aws:s3:::b/kk",
    "arn:aws:s3:::c",
    "arn:aws:s3:::b/bob",
    "arn:aws:s3:::b/a",
    "arn:aws:s3:us:1:b/k",
    "arn:aws-cn:s3:::b",
  ]),
  context: Object.fromEntries(keys.filter(() => dice.chance(65)).map((key) => [key, contextValue(dice)])),
});
