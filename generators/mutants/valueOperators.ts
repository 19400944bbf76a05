import type { Condition, Statement } from "../../policies/language/policyDocument.js";
import { takesVariables } from "../../policies/language/takesVariables.js";
import { fillVariables } from "../near/fillVariables.js";
import { nearDates, nearNumbers } from "../near/nearNumbers.js";
import { flipCase } from "../near/shapeEdits.js";
import { eachCondition } from "./conditionOperators.js";
import { dropEach, editPatterns, replaceEach } from "./editPatterns.js";
import type { MutationOperator } from "./mutationOperator.js";

const eachValue = (
  name: string,
  slip: string,
  edits: (value: string, condition: Condition) => readonly string[],
): MutationOperator =>
  eachCondition(name, slip, (condition) =>
    isTruth(condition)
      ? []
      : replaceEach(condition.values, (value) => edits(value, condition)).map((values) => ({
          ...condition,
          values,
        })),
  );

/** What `Null` and `Bool` ask for is flipped by operators for that. */
const isTruth = ({ operator }: Condition): boolean => operator.name === "Null" || operator.name === "Bool";

/** Mistakes in the values of conditions. */
export const valueOperators: readonly MutationOperator[] = [
  eachCondition("value-drop", "a value is deleted from the list", (condition) =>
    dropEach(condition.values).map((values) => ({ ...condition, values })),
  ),
  {
    ...eachCondition("value-add", "another value is added", (condition) =>
      isTruth(condition) ? [] : [{ ...condition, values: [...condition.values, unforeseen(condition)] }],
    ),
    adds: true,
  },
  eachValue("value-alter", "a value is written wrong", altered),
  eachValue("value-case", "a value has a letter of the other case", (value, { operator }) =>
    /^(?:String|Arn|Binary)/.test(operator.name) && !value.includes("${") ? [flipCase(value)] : [],
  ),
  eachValue("value-narrow", "a value or bound matches less", (value, condition) =>
    resized(value, condition, -1),
  ),
  eachValue("value-widen", "a value or bound matches more", (value, condition) =>
    resized(value, condition, 1),
  ),
  {
    name: "variable-literal",
    part: "condition",
    slip: "a policy variable is replaced by one value",
    edit: (statement, { document }) => {
      const literal = (value: string): readonly string[] => [fillVariables(value, document.version).text];
      return [...literalResources(statement, literal), ...literalValues(statement, literal)];
    },
  },
];

type Edits = (value: string) => readonly string[];

const literalResources = (statement: Statement, literal: Edits): readonly Statement[] =>
  statement.resource === undefined
    ? []
    : editPatterns(statement.resource, literal).map((resource) => ({ ...statement, resource }));

const literalValues = (statement: Statement, literal: Edits): readonly Statement[] =>
  statement.conditions.flatMap((condition, at) =>
    takesVariables(condition.operator.name)
      ? replaceEach(condition.values, literal).map((values) => ({
          ...statement,
          conditions: statement.conditions.with(at, { ...condition, values }),
        }))
      : [],
  );

/** A value of the operator's type that nothing in the statement hints at. */
function unforeseen({ operator: { name }, values: [first = ""] }: Condition): string {
  if (name.startsWith("Numeric")) return "424242";
  if (name.startsWith("Date")) return "2042-04-02T00:00:00Z";
  if (name.includes("IpAddress")) return "198.51.100.42/32";
  if (name.startsWith("Binary")) return "dW5mb3Jlc2Vlbg==";
  return first.startsWith("arn:") || name.startsWith("Arn") ? "arn:aws:s3:::unforeseen" : "unforeseen";
}

function altered(value: string, { operator: { name } }: Condition): readonly string[] {
  if (name.startsWith("Numeric")) return nearNumbers(value).above;
  if (name.startsWith("Date")) return nearDates(value).above;
  if (name.includes("IpAddress"))
    return [value.replace(/\d+/, (digits) => String((Number(digits) + 1) % 256))];
  if (name.startsWith("Binary")) return ["YWx0ZXJlZA=="];
  return [value.replace(/([*?]*)$/, "x$1")];
}

/** Ordered bounds move by one, address blocks double or halve, patterns get or lose the wildcard at their end. */
function resized(value: string, { operator: { name } }: Condition, by: 1 | -1): readonly string[] {
  const ordered = name.startsWith("Numeric") ? nearNumbers : name.startsWith("Date") ? nearDates : undefined;
  if (ordered !== undefined) {
    if (/Equals$/.test(name) && !/Than/.test(name)) return [];
    const { above, below } = ordered(value);
    return name.includes("LessThan") === by > 0 ? above : below;
  }
  if (name.includes("IpAddress")) return resizedBlock(value, by);
  if (!/Like$|^ArnEquals$|^ArnNotEquals$/.test(name)) return [];
  if (by > 0) return value.endsWith("*") ? [] : [`${value}*`];
  return /[^*]\*$/.test(value) ? [value.slice(0, -1)] : [];
}

function resizedBlock(block: string, by: 1 | -1): readonly string[] {
  const [address, length] = block.split("/");
  if (length === undefined) return by > 0 ? [`${address}/${address!.includes(":") ? 127 : 31}`] : [];
  const resizedLength = Number(length) - by;
  return resizedLength < 0 ? [] : [`${address}/${resizedLength}`];
}
