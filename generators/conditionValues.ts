import { type OperatorName, operatorNames } from "../policies/language/policyDocument.js";

/** The values that conditions of an operator have in generated policies, the plainest first. */
export const conditionValues = (name: OperatorName): readonly unknown[] => values[family(name)];

/** The operators that are plainer and take the same values, the plainest first; those on strings take any. */
export const plainerOperators = (name: OperatorName): readonly OperatorName[] =>
  operatorNames
    .slice(0, operatorNames.indexOf(name))
    .filter((other) => family(other) === "String" || family(other) === family(name));

/** The keys of conditions of generated policies, the plainest first. */
export const generatedKeys: readonly string[] = [
  "aws:username",
  "aws:RequestTag/t",
  "aws:requesttag/T2",
  "aws:TagKeys",
  "aws:PrincipalTag/t",
  "s3:prefix",
  "k:odd-key_1",
];

const family = (name: OperatorName): keyof typeof values =>
  families.find((prefix) => name.replace("Not", "").startsWith(prefix)) ?? "String";

const values = {
  String: ["a", "b", "A", "", "a*", "?", "${aws:username}", "${aws:PrincipalTag/t, 'b'}", "${*}", "x${$}"],
  Numeric: ["10", 10, "10.0", "9", 11, "1e1", "ten"],
  Date: ["2026-01-01T00:00:00Z", "2026-01-01", "1767225600", "2026-01-01T00:00:01Z", "2026-02-30"],
  Bool: ["true", true, "false", false, "True"],
  Binary: ["YQ==", "Yg==", ""],
  Ip: ["10.0.0.0/8", "10.0.0.1", "0.0.0.0/0", "2001:db8::/32", "::/0", "10.0.0.0/33"],
  Arn: ["arn:aws:s3:::b", "arn:aws:s3:::b*", "arn:aws:s3:*:*:b/?", "arn:aws:sqs:*", "*", "b"],
  Null: ["true", "false", true, false],
} as const;

const families = Object.keys(values) as (keyof typeof values)[];
