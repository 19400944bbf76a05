import fc from "fast-check";
import { type OperatorName, operatorNames } from "../policies/language/policyDocument.js";
import { conditionValues, generatedKeys } from "./conditionValues.js";
import type { GeneratedCondition } from "./documentJson.js";
import { shrinkBy } from "./shrinkBy.js";
import { shrinkCondition } from "./shrinkCondition.js";

/**
 * Condition blocks over a few keys and values, with every operator, quantifier and `IfExists`. Shrinks to
 * `StringEquals` on one key with one value, or to the plainest operator, key and value with which a test still fails.
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

const key = fc.constantFrom(...generatedKeys);

/** One value or a list of at most three; an empty list is legal and matches nothing. */
function someValue(name: OperatorName): fc.Arbitrary<unknown> {
  const one = fc.constantFrom<unknown>(...conditionValues(name));
  return fc.oneof({ arbitrary: one, weight: 3 }, { arbitrary: fc.array(one, { maxLength: 3 }), weight: 1 });
}
