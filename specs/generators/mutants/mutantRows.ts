import type { PolicyKind } from "../../../policies/language/policyDocument.js";

/** A statement, and the elements that each mutant of an operator has in place of the original ones, in order. */
interface MutantRow {
  readonly operator: string;
  readonly kind?: PolicyKind;
  readonly version?: string;
  readonly statement: object;
  readonly expected: readonly object[];
}

const allow = (elements: object) => ({ Effect: "Allow", Action: "ecs:StopTask", Resource: "*", ...elements });
const cluster = "arn:aws:ecs:us-east-1:111122223333:cluster/AWSBatch*";

const action = (operator: string, written: unknown, expected: readonly object[]): MutantRow => ({
  operator,
  statement: allow({ Action: written }),
  expected,
});
const actions = (operator: string, written: unknown, ...expected: readonly unknown[]): MutantRow =>
  action(
    operator,
    written,
    expected.map((Action) => ({ Action })),
  );
const resources = (operator: string, written: unknown, ...expected: readonly unknown[]): MutantRow => ({
  operator,
  statement: allow({ Resource: written }),
  expected: expected.map((Resource) => ({ Resource })),
});
const conditions = (operator: string, written: object, ...expected: readonly object[]): MutantRow => ({
  operator,
  statement: allow({ Condition: written }),
  expected: expected.map((Condition) => ({ Condition })),
});
const principals = (operator: string, written: unknown, ...expected: readonly unknown[]): MutantRow => ({
  operator,
  kind: "trust",
  statement: { Effect: "Allow", Principal: written, Action: "sts:AssumeRole" },
  expected: expected.map((Principal) => ({ Principal })),
});

const role = "arn:aws:iam::111122223333:role/ci";
const tag = "aws:RequestTag/team";

/** At least one row for each operator that changes a statement. */
export const mutantRows: readonly MutantRow[] = [
  { operator: "effect-flip", statement: allow({}), expected: [{ Effect: "Deny" }] },
  { operator: "effect-flip", statement: allow({ Effect: "Deny" }), expected: [{ Effect: "Allow" }] },
  principals(
    "principal-swap",
    { AWS: role },
    { AWS: "arn:aws:iam::444455556666:role/ci" },
    { AWS: "arn:aws:iam::111122223333:role/other" },
  ),
  principals("principal-swap", { Service: "batch.amazonaws.com" }, { Service: "ec2.amazonaws.com" }),
  principals("principal-widen", { AWS: role }, { AWS: "arn:aws:iam::111122223333:root" }, "*"),
  principals("principal-widen", { AWS: "111122223333" }, "*"),
  principals("principal-widen", { Service: ["batch.amazonaws.com", "ec2.amazonaws.com"] }, "*"),
  {
    operator: "source-guard-drop",
    kind: "trust",
    statement: {
      Effect: "Allow",
      Principal: { AWS: role },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "sts:ExternalId": "a", "aws:PrincipalTag/team": "b" } },
    },
    expected: [{ Condition: { StringEquals: { "aws:PrincipalTag/team": "b" } } }],
  },
  actions("action-drop", ["ecs:RunTask", "ecs:StopTask"], "ecs:StopTask", "ecs:RunTask"),
  actions("action-drop", "ecs:RunTask"),
  action("action-not", "ecs:RunTask", [{ Action: undefined, NotAction: "ecs:RunTask" }]),
  actions("action-narrow", "batch:Submit*", "batch:SubmitJob", "batch:Submit"),
  actions("action-narrow", "ecs:*", "ecs:AllowVendedLogDeliveryForResource", "ecs:Describe*"),
  actions("action-narrow", "ecs:RunTask"),
  actions("action-widen-suffix", "ecs:RunTask", "ecs:RunTask*"),
  actions("action-widen-suffix", "ecs:Run*"),
  actions("action-widen-verb", "ecs:DescribeTasks", "ecs:Describe*"),
  actions("action-widen-service", ["ecs:RunTask", "ec2:*"], ["ecs:*", "ec2:*"]),
  actions("action-widen-all", ["ecs:RunTask", "ec2:*"], ["*", "ec2:*"], ["ecs:RunTask", "*"]),
  actions("action-add", ["ecs:C*"], ["ecs:C*", "ecs:AllowVendedLogDeliveryForResource"]),
  actions("action-add", "*"),
  actions("action-add-alien", "ecs:RunTask", ["ecs:RunTask", "s3:GetObject"]),
  actions("action-add-alien", "s3:GetObject", ["s3:GetObject", "ec2:RunInstances"]),
  resources("resource-drop", ["arn:aws:s3:::a", "arn:aws:s3:::b"], "arn:aws:s3:::b", "arn:aws:s3:::a"),
  {
    operator: "resource-not",
    statement: allow({}),
    expected: [{ Resource: undefined, NotResource: "*" }],
  },
  resources("resource-typo", cluster, "arn:aws:ecs:us-east-1:111122223333:cluster/AWSBathc*"),
  resources("resource-typo", "arn:aws:s3:::aa"),
  resources("resource-partition", cluster, "arn:aws-cn:ecs:us-east-1:111122223333:cluster/AWSBatch*"),
  resources("resource-swap-account", cluster, "arn:aws:ecs:us-east-1:444455556666:cluster/AWSBatch*"),
  resources("resource-swap-region", cluster, "arn:aws:ecs:eu-west-1:111122223333:cluster/AWSBatch*"),
  resources("resource-narrow-account", "arn:aws:ecs:*:*:task/*", "arn:aws:ecs:*:111122223333:task/*"),
  resources("resource-narrow-account", "*", "arn:aws:ecs:*:111122223333:*"),
  resources("resource-narrow-region", "arn:aws:ecs:*:*:task/*", "arn:aws:ecs:us-east-1:*:task/*"),
  resources("resource-narrow-service", "*", "arn:aws:ecs:*:*:*"),
  resources("resource-narrow-name", "arn:aws:ecs:*:*:task/*", "arn:aws:ecs:*:*:task/example"),
  resources("resource-narrow-separator", cluster, "arn:aws:ecs:us-east-1:111122223333:cluster/AWSBatch/*"),
  resources("resource-narrow-suffix", cluster, "arn:aws:ecs:us-east-1:111122223333:cluster/AWSBatch"),
  resources("resource-widen-suffix", "arn:aws:s3:::b", "arn:aws:s3:::b*"),
  resources("resource-widen-prefix", cluster, "arn:aws:ecs:us-east-1:111122223333:cluster/*AWSBatch*"),
  resources(
    "resource-widen-segment",
    "arn:aws:ecs:us-east-1:111122223333:task/a/b*",
    "arn:aws:ecs:*:111122223333:task/a/b*",
    "arn:aws:ecs:us-east-1:*:task/a/b*",
    "arn:aws:ecs:us-east-1:111122223333:task/*/b*",
    "arn:aws:ecs:us-east-1:111122223333:task/a/*",
  ),
  resources("resource-widen-separator", "arn:aws:s3:::b/*", "arn:aws:s3:::b*"),
  resources("resource-widen-name", "arn:aws:ecs:*:*:task/a/b", "arn:aws:ecs:*:*:task/*"),
  resources("resource-widen-rest", cluster, "arn:aws:ecs:*:*:*", "arn:aws:ecs:us-east-1:111122223333:*"),
  resources("resource-widen-all", "arn:aws:s3:::a", "*"),
  resources("resource-add", "arn:aws:s3:::b", [
    "arn:aws:s3:::b",
    "arn:aws:ecs:us-east-1:111122223333:task/unforeseen/unforeseen",
  ]),
  conditions(
    "condition-drop",
    { StringEquals: { [tag]: "a" }, Null: { "aws:TagKeys": "false" } },
    {
      Null: { "aws:TagKeys": "false" },
    },
    { StringEquals: { [tag]: "a" } },
  ),
  conditions("operator-negate", { StringLike: { [tag]: "a*" } }, { StringNotLike: { [tag]: "a*" } }),
  conditions(
    "operator-negate",
    { NumericLessThan: { "aws:MultiFactorAuthAge": "9" } },
    { NumericGreaterThanEquals: { "aws:MultiFactorAuthAge": "9" } },
  ),
  conditions(
    "operator-family",
    { StringEquals: { [tag]: "a" } },
    { StringLike: { [tag]: "a" } },
    { StringEqualsIgnoreCase: { [tag]: "a" } },
  ),
  conditions(
    "operator-family",
    { NumericLessThan: { "aws:MultiFactorAuthAge": "9" } },
    { NumericLessThanEquals: { "aws:MultiFactorAuthAge": "9" } },
  ),
  conditions("ifexists-add", { StringEquals: { [tag]: "a" } }, { StringEqualsIfExists: { [tag]: "a" } }),
  conditions("ifexists-add", { Null: { [tag]: "true" } }),
  conditions("ifexists-drop", { StringEqualsIfExists: { [tag]: "a" } }, { StringEquals: { [tag]: "a" } }),
  conditions(
    "qualifier-add",
    { StringEquals: { [tag]: "a" } },
    { "ForAllValues:StringEquals": { [tag]: "a" } },
    { "ForAnyValue:StringEquals": { [tag]: "a" } },
  ),
  conditions(
    "qualifier-drop",
    { "ForAnyValue:StringEquals": { "aws:TagKeys": "a" } },
    { StringEquals: { "aws:TagKeys": "a" } },
  ),
  conditions(
    "qualifier-swap",
    { "ForAnyValue:StringEquals": { "aws:TagKeys": "a" } },
    { "ForAllValues:StringEquals": { "aws:TagKeys": "a" } },
  ),
  conditions("null-flip", { Null: { [tag]: "true" } }, { Null: { [tag]: "false" } }),
  conditions(
    "bool-flip",
    { Bool: { "aws:SecureTransport": "false" } },
    { Bool: { "aws:SecureTransport": "true" } },
  ),
  conditions("key-alter", { Null: { [tag]: "true" } }, { Null: { [`${tag}x`]: "true" } }),
  conditions(
    "key-swap",
    { StringEquals: { "iam:PassedToService": "a" } },
    { StringEquals: { "iam:AWSServiceName": "a" } },
  ),
  conditions(
    "key-swap",
    { StringEquals: { [tag]: "a" }, StringLike: { "aws:username": "b" } },
    { StringEquals: { "aws:username": "a" }, StringLike: { "aws:username": "b" } },
    { StringEquals: { [tag]: "a" }, StringLike: { "aws:userid": "b" } },
    { StringEquals: { [tag]: "a" }, StringLike: { [tag]: "b" } },
  ),
  conditions("key-tag-swap", { Null: { [tag]: "true" } }, { Null: { "aws:ResourceTag/team": "true" } }),
  conditions(
    "value-drop",
    { StringEquals: { [tag]: ["a", "b"] } },
    { StringEquals: { [tag]: "b" } },
    { StringEquals: { [tag]: "a" } },
  ),
  conditions("value-add", { StringEquals: { [tag]: "a" } }, { StringEquals: { [tag]: ["a", "unforeseen"] } }),
  conditions("value-alter", { StringLike: { [tag]: "a*" } }, { StringLike: { [tag]: "ax*" } }),
  conditions(
    "value-alter",
    { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } },
    { IpAddress: { "aws:SourceIp": "11.0.0.0/8" } },
  ),
  conditions("value-case", { StringEquals: { [tag]: "a" } }, { StringEquals: { [tag]: "A" } }),
  conditions("value-narrow", { StringLike: { [tag]: "a*" } }, { StringLike: { [tag]: "a" } }),
  conditions(
    "value-narrow",
    { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } },
    { IpAddress: { "aws:SourceIp": "10.0.0.0/9" } },
  ),
  conditions("value-widen", { StringLike: { [tag]: "a" } }, { StringLike: { [tag]: "a*" } }),
  conditions(
    "value-widen",
    { NumericGreaterThan: { "aws:MultiFactorAuthAge": "9" } },
    { NumericGreaterThan: { "aws:MultiFactorAuthAge": "8" } },
  ),
  conditions(
    "variable-literal",
    { StringEquals: { [tag]: `\${aws:username}` } },
    { StringEquals: { [tag]: "alice" } },
  ),
  resources("variable-literal", `arn:aws:s3:::b/\${aws:username}/\${*}`, "arn:aws:s3:::b/alice/*"),
];
