import fc from "fast-check";
import { type OperatorName, operatorNames } from "../policies/language/policyDocument.js";
import type { GeneratedCondition } from "./documentJson.js";
import { shrinkBy } from "./shrinkBy.js";
import { shrinkCondition } from "./shrinkDocument.js";

/**
 * Condition blocks over a few keys and values, with every operator, quantifier and `IfExists`. Shrinks to one
 * operator on one key.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 *
 * @example
 * ```ts
 * import fc from "fast-check";
 * import { documentCondition } from "planproof/generators";
 *
 * console.log(fc.sample(documentCondition(), { seed: 1, numRuns: 2 }));
 * ```
 */
export const documentCondition = (): fc.Arbitrary<GeneratedCondition> =>
  shrinkBy(conditionBlock(), {
    candidates: shrinkCondition,
    recognises: (value): value is GeneratedCondition => typeof value === "object" && value !== null,
  });

const conditionBlock = (): fc.Arbitrary<GeneratedCondition> =>
  fc
    .uniqueArray(
      operator().chain((name) => fc.record({ name: spelled(name), key, value: someValue(name) })),
      { minLength: 1, maxLength: 3, selector: ({ name, key: on }) => `${name} ${on}`.toLowerCase() },
    )
    .map((entries) => {
      const block: Record<string, Record<string, unknown>> = {};
      for (const entry of entries) block[entry.name] = { ...block[entry.name], [entry.key]: entry.value };
      return block;
    });

/** Two spellings of one name would be two operators of one block, which AWS refuses: each name has just one. */
const spelled = (name: OperatorName): fc.Arbitrary<string> =>
  name === "Null"
    ? fc.constant(name)
    : fc
        .tuple(
          fc.constantFrom("", "", "", "ForAllValues:", "ForAnyValue:"),
          fc.constantFrom("", "", "IfExists"),
        )
        .map(([quantifier, suffix]) => `${quantifier}${name}${suffix}`);

const operator = (): fc.Arbitrary<OperatorName> => fc.constantFrom(...operatorNames);

const key = fc.constantFrom(
  "aws:username",
  "aws:RequestTag/t",
  "aws:requesttag/T2",
  "aws:TagKeys",
  "aws:PrincipalTag/t",
  "s3:prefix",
  "k:odd-key_1",
);

/** One value or a list of at most three; an empty list is legal and matches nothing. */
function someValue(name: OperatorName): fc.Arbitrary<unknown> {
  const one = fc.constantFrom<unknown>(...values[family(name)]);
  return fc.oneof({ arbitrary: one, weight: 3 }, { arbitrary: fc.array(one, { maxLength: 3 }), weight: 1 });
}

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
