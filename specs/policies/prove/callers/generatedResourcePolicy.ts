import type { HeldResource, Policy, PolicySet } from "../../../../policies/language/policySet.js";
import type { ContextValue, Request } from "../../../../policies/language/request.js";
import {
  aFederatedUser,
  anonymous,
  aProvider,
  aRoot,
  aService,
  aSession,
  aUser,
  type ConcreteCaller,
} from "../../../reference/callers.js";
import type { Dice } from "../generatedPolicies.js";
import { policySetOf } from "../policySets.js";

export const own = "111122223333";
const other = "999988887777";
const third = "222233334444";
const github = `arn:aws:iam::${own}:oidc-provider/token.actions.githubusercontent.com`;
const host = "token.actions.githubusercontent.com";

/** Callers of every kind, in and outside accounts and organizations that the policies name. */
export const callers = [
  anonymous,
  ...[
    { account: own, organization: "o-own1111111" },
    { account: other, organization: "o-abc1234567" },
    { account: third, organization: "o-abc1234567" },
    { account: "555566667777" },
    { account: "555566668888", organization: "o-other12345" },
  ].flatMap((home) => [
    aUser(home, "alice", "red"),
    aUser(home, "team/bob"),
    aSession(home, "job", "s1", "blue"),
    aSession(home, "team/worker", "s2"),
    aSession(home, "AdminEast", "s1"),
    aRoot(home),
    aFederatedUser(home, "alice"),
  ]),
  aService("s3.amazonaws.com", { "aws:SourceArn": "arn:aws:s3:::b", "aws:SourceAccount": own }),
  aService("logs.amazonaws.com", { "aws:SourceAccount": other, "aws:SourceOrgID": "o-abc1234567" }),
  aService("ec2.amazonaws.com", {}),
  aProvider(github, {
    [`${host}:sub`]: "repo:acme/app:ref:refs/heads/main",
    [`${host}:aud`]: "sts.amazonaws.com",
  }),
  aProvider(github, {
    [`${host}:sub`]: "repo:evil/app:ref:refs/heads/main",
    [`${host}:aud`]: "sts.amazonaws.com",
  }),
  aProvider("accounts.google.com", { "accounts.google.com:sub": "1234" }),
  aProvider(`arn:aws:iam::${own}:saml-provider/corp`, { "saml:aud": "https://signin.aws.amazon.com/saml" }),
];

const principals: readonly unknown[] = [
  "*",
  "*",
  { AWS: "*" },
  { AWS: "*" },
  { AWS: own },
  { AWS: `arn:aws:iam::${other}:root` },
  { AWS: [`arn:aws:iam::${own}:role/job`, other] },
  { AWS: `arn:aws:sts::${own}:assumed-role/job/s1` },
  { AWS: `arn:aws:iam::${other}:user/alice` },
  { Service: "s3.amazonaws.com" },
  { Service: ["logs.amazonaws.com", "ec2.amazonaws.com"] },
  { Federated: github },
  { Federated: "accounts.google.com", AWS: third },
];

const values: Readonly<Record<string, readonly string[]>> = {
  "aws:PrincipalArn": [
    `arn:aws:iam::${own}:role/job`,
    `arn:aws:iam::*:role/Admin*`,
    `arn:aws:iam::${other}:*`,
    `arn:aws:iam::${third}:user/alice`,
    `arn:aws:iam::${own}:root`,
    "arn:aws:sts::*:federated-user/alice",
    "*",
  ],
  "aws:PrincipalAccount": [own, other, "5555*"],
  "kms:CallerAccount": [own, third],
  "aws:PrincipalOrgID": ["o-abc1234567", "o-own1111111", "o-*"],
  "aws:PrincipalOrgPaths": ["o-abc1234567/*", "o-own1111111/r-ab12/*", "o-abc1234567/r-zz99/*"],
  "aws:PrincipalType": ["User", "AssumedRole", "Anonymous", "Account"],
  "aws:PrincipalIsAWSService": ["true", "false"],
  "aws:PrincipalServiceName": ["s3.amazonaws.com", "*.amazonaws.com"],
  "aws:PrincipalTag/team": ["red", "b*"],
  "aws:userid": ["AROAEXAMPLE:*", "AIDA*", own, `${other}:alice`, "anonymous"],
  "aws:username": ["alice", "b*"],
  "aws:SourceArn": ["arn:aws:s3:::b", "arn:aws:s3:::*"],
  "aws:SourceAccount": [own, other],
  "aws:SourceOrgID": ["o-abc1234567"],
  "aws:FederatedProvider": [github, "accounts.google.com"],
  [`${host}:sub`]: ["repo:acme/*", "repo:*"],
  [`${host}:aud`]: ["sts.amazonaws.com"],
  "accounts.google.com:sub": ["1234"],
  "saml:aud": ["https://signin.aws.amazon.com/saml"],
  "aws:SecureTransport": ["true"],
};
const operators = [
  "StringLike",
  "StringLike",
  "StringNotLike",
  "StringLikeIfExists",
  "StringNotLikeIfExists",
  "StringEquals",
];
const quantified = ["ForAnyValue:StringLike", "ForAllValues:StringLike", "ForAnyValue:StringNotLike"];

function conditions(dice: Dice) {
  const blocks: Record<string, Record<string, readonly string[]>> = {};
  for (let count = dice.below(3); count > 0; count -= 1) {
    const key = dice.pick(Object.keys(values));
    const operator = dice.chance(8) ? "Null" : dice.pick(key.endsWith("Paths") ? quantified : operators);
    const pool = operator === "Null" ? ["true", "false"] : values[key]!;
    blocks[operator] = { ...blocks[operator], [key]: [...new Set(dice.some(pool, 2))] };
  }
  return blocks;
}

interface Space extends Pick<HeldResource, "address" | "arns" | "actions" | "account"> {
  /** of requests on it */
  readonly asked: readonly (readonly [action: string, resource: string])[];
}

const bucket: Space = {
  address: "aws_s3_bucket.b",
  arns: ["arn:aws:s3:::b", "arn:aws:s3:::b/*"],
  actions: ["s3:*"],
  account: own,
  asked: [
    ["s3:GetObject", "arn:aws:s3:::b/k"],
    ["s3:PutObject", "arn:aws:s3:::b/k"],
    ["s3:GetObject", "arn:aws:s3:::b/alice"],
  ],
};
const foreignBucket: Space = {
  address: "aws_s3_bucket.c",
  arns: ["arn:aws:s3:::c/*"],
  account: other,
  asked: [["s3:GetObject", "arn:aws:s3:::c/k"]],
};
const key: Space = {
  address: "aws_kms_key.k",
  arns: [`arn:aws:kms:us-east-1:${own}:key/1`],
  actions: ["kms:*"],
  account: own,
  asked: [["kms:Decrypt", `arn:aws:kms:us-east-1:${own}:key/1`]],
};
const role: Space = {
  address: "aws_iam_role.job",
  arns: [`arn:aws:iam::${own}:role/job`],
  actions: ["sts:*"],
  account: own,
  asked: [["sts:AssumeRole", `arn:aws:iam::${own}:role/job`]],
};
const spaces = [bucket, foreignBucket, key, role];

/** The requests by a caller that generated policies distinguish. */
export const requestsBy = ({ principal, keys }: ConcreteCaller): readonly Request[] =>
  spaces.flatMap(({ asked }) =>
    asked.flatMap(([action, resource]) =>
      [{}, { "aws:SecureTransport": "true" }].map((more: Record<string, ContextValue>) => ({
        principal,
        action,
        resource,
        resourceAccount: own, // of a resource that a set does not hold
        context: { ...keys, ...more },
      })),
    ),
  );

function statement(dice: Dice, named: boolean) {
  const deny = dice.chance(25);
  const { arns, asked } = dice.pick(spaces);
  return {
    Effect: deny ? "Deny" : "Allow",
    ...(named && { [deny && dice.chance(30) ? "NotPrincipal" : "Principal"]: dice.pick(principals) }),
    Action: dice.some([asked[0]![0], "s3:GetObject", "s3:*", "*"], 2),
    Resource: dice.some([...arns, "*", "arn:aws:s3:::b/*", "arn:aws:s3:::b/${aws:username}"], 2),
    Condition: conditions(dice),
  };
}

const policy = (dice: Dice, named: boolean): Policy =>
  policySetOf({
    Version: "2012-10-17",
    Statement: Array.from({ length: 1 + dice.below(3) }, () => statement(dice, named)),
  }).identity[0]!;

const held = (dice: Dice, { asked: _, ...space }: Space): HeldResource => ({
  ...space,
  policies: dice.chance(20) ? [policy(dice, true), policy(dice, true)] : [policy(dice, true)],
});

/** A bucket of the own account whose policy names callers by principals and by conditions. */
export const generatedBucket = (dice: Dice): HeldResource => held(dice, bucket);

/** What a principal holds, with a boundary, a session policy or SCPs now and then, joined with resources. */
export const generatedJoinedSet = (dice: Dice): PolicySet => ({
  identity: [policy(dice, false)],
  ...(dice.chance(25) && { boundary: policy(dice, false) }),
  ...(dice.chance(20) && { session: [policy(dice, false)] }),
  ...(dice.chance(20) && { scps: [[policy(dice, false)]] }),
  resources: spaces.filter(() => dice.chance(50)).map((space) => held(dice, space)),
});

/** Some resources of several types, each before a change and after it; most change. */
export const generatedChange = (
  dice: Dice,
): readonly { readonly before: HeldResource; readonly after: HeldResource }[] =>
  spaces
    .filter(() => dice.chance(50))
    .map((space) => {
      const before = held(dice, space);
      return { before, after: dice.chance(80) ? { ...held(dice, space) } : before };
    });

/** The identity policies of a principal at two times; they change half of the time. */
export function generatedIdentities(dice: Dice): readonly [before: PolicySet, after: PolicySet] {
  const before: PolicySet = { identity: [policy(dice, false)] };
  return [before, dice.chance(50) ? before : { identity: [policy(dice, false)] }];
}
