import { type ConditionOperator, type OperatorName, operatorNames } from "./policyDocument.js";

const names = new Map<string, OperatorName>(operatorNames.map((name) => [name.toLowerCase(), name]));
const quantifiers = new Map([
  ["forallvalues", "ForAllValues"],
  ["foranyvalue", "ForAnyValue"],
] as const);

/**
 * Reads `ForAnyValue:StringLikeIfExists` and the like, without regard to case; undefined for anything AWS
 * does not know. `Null` takes neither a quantifier nor `IfExists`.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function parseOperator(text: string): ConditionOperator | undefined {
  const [head, tail] = text.toLowerCase().split(":", 2) as [string, string?];
  const quantifier = quantifiers.get(head as "forallvalues");
  if (tail !== undefined && (quantifier === undefined || text.split(":").length > 2)) return undefined;
  const rest = tail ?? head;
  const ifExists = rest.endsWith("ifexists");
  const name = names.get(ifExists ? rest.slice(0, -"ifexists".length) : rest);
  if (name === undefined || (name === "Null" && (ifExists || quantifier !== undefined))) return undefined;
  return { name, ifExists, ...(quantifier && { quantifier }) };
}

/** The canonical spelling: quantifier, name, `IfExists`. */
export const printOperator = ({ name, quantifier, ifExists }: ConditionOperator): string =>
  `${quantifier === undefined ? "" : `${quantifier}:`}${name}${ifExists ? "IfExists" : ""}`;
