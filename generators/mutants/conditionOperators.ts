import type { Condition, OperatorName, Statement } from "../../policies/language/policyDocument.js";
import { isMultivalued } from "../../policies/reference/exampleValue.js";
import type { MutationOperator } from "./mutationOperator.js";

/** Each condition of a statement edited; a statement has no two conditions with the same operator and key. */
export const eachCondition = (
  name: string,
  slip: string,
  edits: (condition: Condition, statement: Statement) => readonly Condition[],
): MutationOperator => ({
  name,
  part: "condition",
  slip,
  edit: (statement) =>
    statement.conditions.flatMap((condition, at) =>
      edits(condition, statement).map((edited) => ({
        ...statement,
        conditions: statement.conditions.with(at, edited),
      })),
    ),
});

/** Mistakes about the key, the operator, and a condition as a whole. */
export const conditionOperators: readonly MutationOperator[] = [
  {
    name: "condition-drop",
    part: "condition",
    slip: "a condition is deleted",
    edit: (statement) =>
      statement.conditions.map((_, at) => ({
        ...statement,
        conditions: statement.conditions.toSpliced(at, 1),
      })),
  },
  eachCondition("operator-negate", "the operator is the opposite one", (condition) =>
    named(condition, opposites.get(condition.operator.name) ?? []),
  ),
  eachCondition("operator-family", "the operator is a similar one", (condition) =>
    named(condition, similar.get(condition.operator.name) ?? []),
  ),
  eachCondition("ifexists-add", "`IfExists` is appended to the operator", (condition) =>
    condition.operator.ifExists || condition.operator.name === "Null" ? [] : [withIfExists(condition, true)],
  ),
  eachCondition("ifexists-drop", "`IfExists` is left out", (condition) =>
    condition.operator.ifExists ? [withIfExists(condition, false)] : [],
  ),
  eachCondition("qualifier-add", "`ForAllValues` or `ForAnyValue` is put before the operator", (condition) =>
    condition.operator.quantifier !== undefined || condition.operator.name === "Null"
      ? []
      : [withQuantifier(condition, "ForAllValues"), withQuantifier(condition, "ForAnyValue")],
  ),
  eachCondition("qualifier-drop", "`ForAllValues` or `ForAnyValue` is left out", (condition) =>
    condition.operator.quantifier === undefined ? [] : [withQuantifier(condition, undefined)],
  ),
  eachCondition(
    "qualifier-swap",
    "`ForAllValues` is written as `ForAnyValue`, or the other way round",
    (condition) => {
      const { quantifier } = condition.operator;
      if (quantifier === undefined) return [];
      return [withQuantifier(condition, quantifier === "ForAllValues" ? "ForAnyValue" : "ForAllValues")];
    },
  ),
  eachCondition("null-flip", "`Null` asks for the opposite", (condition) => flippedTruth(condition, "Null")),
  eachCondition("bool-flip", "`Bool` asks for the opposite", (condition) => flippedTruth(condition, "Bool")),
  eachCondition("key-alter", "the key has a letter too many", (condition) => [
    { ...condition, key: `${condition.key}x` },
  ]),
  eachCondition("key-swap", "the key is a similar one", (condition, { conditions }) =>
    similarKeys(condition.key, conditions).map((key) => ({ ...condition, key })),
  ),
  eachCondition(
    "key-tag-swap",
    "`aws:RequestTag` is written as `aws:ResourceTag`, or the other way round",
    (condition) => {
      const tag = /^aws:(request|resource)tag\/(.+)$/i.exec(condition.key);
      if (tag === null) return [];
      const other = tag[1]!.toLowerCase() === "request" ? "ResourceTag" : "RequestTag";
      return [{ ...condition, key: `aws:${other}/${tag[2]}` }];
    },
  ),
];

const named = (condition: Condition, names: readonly OperatorName[]): readonly Condition[] =>
  names.map((name) => ({ ...condition, operator: { ...condition.operator, name } }));

const withIfExists = (condition: Condition, ifExists: boolean): Condition => ({
  ...condition,
  operator: { ...condition.operator, ifExists },
});

function withQuantifier(condition: Condition, quantifier: Condition["operator"]["quantifier"]): Condition {
  const { name, ifExists } = condition.operator;
  return { ...condition, operator: { name, ifExists, ...(quantifier && { quantifier }) } };
}

const flippedTruth = (condition: Condition, name: OperatorName): readonly Condition[] =>
  condition.operator.name === name
    ? condition.values.map((value, at) => ({
        ...condition,
        values: condition.values.with(at, value.toLowerCase() === "true" ? "false" : "true"),
      }))
    : [];

const pairs: readonly (readonly [OperatorName, OperatorName])[] = [
  ["StringEquals", "StringNotEquals"],
  ["StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"],
  ["StringLike", "StringNotLike"],
  ["NumericEquals", "NumericNotEquals"],
  ["NumericLessThan", "NumericGreaterThanEquals"],
  ["NumericLessThanEquals", "NumericGreaterThan"],
  ["DateEquals", "DateNotEquals"],
  ["DateLessThan", "DateGreaterThanEquals"],
  ["DateLessThanEquals", "DateGreaterThan"],
  ["IpAddress", "NotIpAddress"],
  ["ArnEquals", "ArnNotEquals"],
  ["ArnLike", "ArnNotLike"],
];

const opposites: ReadonlyMap<OperatorName, readonly OperatorName[]> = new Map(
  pairs.flatMap(([one, other]) => [
    [one, [other]],
    [other, [one]],
  ]),
);

/** Equals and Like, with and without case, bounds that include their value and that do not, strings and ARNs. */
const similar: ReadonlyMap<OperatorName, readonly OperatorName[]> = new Map([
  ["StringEquals", ["StringLike", "StringEqualsIgnoreCase"]],
  ["StringNotEquals", ["StringNotLike", "StringNotEqualsIgnoreCase"]],
  ["StringEqualsIgnoreCase", ["StringEquals"]],
  ["StringNotEqualsIgnoreCase", ["StringNotEquals"]],
  ["StringLike", ["StringEquals"]],
  ["StringNotLike", ["StringNotEquals"]],
  ["NumericLessThan", ["NumericLessThanEquals"]],
  ["NumericLessThanEquals", ["NumericLessThan"]],
  ["NumericGreaterThan", ["NumericGreaterThanEquals"]],
  ["NumericGreaterThanEquals", ["NumericGreaterThan"]],
  ["DateLessThan", ["DateLessThanEquals"]],
  ["DateLessThanEquals", ["DateLessThan"]],
  ["DateGreaterThan", ["DateGreaterThanEquals"]],
  ["DateGreaterThanEquals", ["DateGreaterThan"]],
  ["ArnLike", ["StringLike", "StringEquals"]],
  ["ArnEquals", ["StringEquals", "StringLike"]],
  ["ArnNotLike", ["StringNotLike"]],
  ["ArnNotEquals", ["StringNotEquals"]],
] satisfies [OperatorName, OperatorName[]][]);

/** Keys that are mistaken for each other, in one row. */
const alike: readonly (readonly string[])[] = [
  ["aws:PrincipalArn", "aws:SourceArn"],
  ["aws:PrincipalAccount", "aws:ResourceAccount", "aws:SourceAccount"],
  ["aws:PrincipalOrgID", "aws:ResourceOrgID", "aws:SourceOrgID"],
  ["aws:PrincipalOrgPaths", "aws:ResourceOrgPaths", "aws:SourceOrgPaths"],
  ["aws:SourceVpc", "aws:SourceVpce"],
  ["aws:SourceIp", "aws:VpcSourceIp"],
  ["aws:userid", "aws:username"],
  ["aws:MultiFactorAuthPresent", "aws:ViaAWSService"],
  ["aws:CurrentTime", "aws:TokenIssueTime"],
  ["iam:PassedToService", "iam:AWSServiceName"],
  ["s3:prefix", "s3:delimiter"],
  ["ec2:Region", "aws:RequestedRegion"],
];

/** The keys of its row, and those of the statement's other conditions; a list is not mistaken for a single value. */
function similarKeys(key: string, conditions: readonly Condition[]): readonly string[] {
  const isSame = (other: string): boolean => other.toLowerCase() === key.toLowerCase();
  const row = alike.find((keys) => keys.some(isSame)) ?? [];
  const principalTag = /^aws:principaltag\/(.+)$/i.exec(key)?.[1];
  return [
    ...row,
    ...(principalTag === undefined ? [] : [`aws:ResourceTag/${principalTag}`]),
    ...conditions.map((other) => other.key).filter((other) => isMultivalued(other) === isMultivalued(key)),
  ].filter((other) => !isSame(other));
}
