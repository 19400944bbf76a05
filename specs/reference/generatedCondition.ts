import fc from "fast-check";
import { type OperatorName, operatorNames } from "../../policies/language/policyDocument.js";
import type { ContextValue } from "../../policies/language/request.js";
import * as text from "./generatedText.js";

/** One member of a `Condition` block. */
export interface GeneratedCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: string | readonly string[];
}

interface Family {
  readonly keys: readonly string[];
  readonly wanted: fc.Arbitrary<string>;
  readonly actual: fc.Arbitrary<string>;
}

const families = {
  String: {
    keys: ["k:String", "aws:PrincipalTag/Team", "aws:username"],
    wanted: text.stringPattern,
    actual: text.plainString,
  },
  Numeric: { keys: ["k:Number"], wanted: text.numeral, actual: text.numeral },
  Date: { keys: ["k:Date"], wanted: text.date, actual: text.date },
  Bool: {
    keys: ["k:Bool"],
    wanted: fc.oneof(text.boolean, text.boolean, text.variable),
    actual: text.boolean,
  },
  Binary: { keys: ["k:Binary"], wanted: text.binary, actual: text.binary },
  Ip: { keys: ["k:Ip"], wanted: text.addressRange, actual: text.address },
  Arn: { keys: ["k:Arn"], wanted: text.arnPattern, actual: text.arn },
} as const satisfies Record<string, Family>;

const allKeys = Object.values(families).flatMap(({ keys }): readonly string[] => keys);
const nullity: Family = {
  keys: allKeys,
  wanted: fc.constantFrom("true", "false", "true", "false", "TRUE", "x", ""),
  actual: text.plainString,
};

const familyOf = (name: OperatorName): Family =>
  name === "Null"
    ? nullity
    : families[/String|Numeric|Date|Bool|Binary|Ip|Arn/.exec(name)![0] as keyof typeof families];

// that no request has
const oddKeys = ["k:gone"];

const quantifiers = ["", "", "ForAllValues:", "ForAnyValue:"];

/** Some operator on a key of its kind, now and then on another. */
export const generatedCondition: fc.Arbitrary<GeneratedCondition> = fc
  .tuple(fc.constantFrom(...operatorNames), fc.constantFrom(...quantifiers), fc.nat(2), fc.nat(19))
  .chain(([name, quantifier, ifExists, dice]) => {
    const { keys, wanted } = familyOf(name);
    const plain = name === "Null" ? name : `${quantifier}${name}${ifExists === 0 ? "IfExists" : ""}`;
    return fc.record({
      operator: text.anyCase(fc.constant(plain)),
      key: text.anyCase(fc.constantFrom(...(dice === 0 ? [...allKeys, ...oddKeys] : keys))),
      values: fc.oneof(
        { weight: 5, arbitrary: wanted },
        { weight: 4, arbitrary: fc.array(wanted, { minLength: 1, maxLength: 3 }) },
        { weight: 1, arbitrary: fc.constant([]) },
      ),
    });
  });

const contextValue = (actual: fc.Arbitrary<string>): fc.Arbitrary<ContextValue> =>
  fc.oneof(
    { weight: 6, arbitrary: actual },
    { weight: 3, arbitrary: fc.array(actual, { minLength: 1, maxLength: 3 }) },
    { weight: 1, arbitrary: fc.constantFrom<ContextValue>([], "", [""], ["", ""]) },
  );

/** A request context in which every key is there in most cases. */
export const generatedContext: fc.Arbitrary<Record<string, ContextValue>> = fc
  .tuple(
    ...Object.values(families).flatMap(({ keys, actual }: Family) =>
      keys.map((key) =>
        fc.option(fc.tuple(text.anyCase(fc.constant(key)), contextValue(actual)), {
          freq: 3,
          nil: undefined,
        }),
      ),
    ),
  )
  .map((entries) => Object.fromEntries(entries.filter((entry) => entry !== undefined)));
