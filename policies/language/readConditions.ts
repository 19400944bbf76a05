import type { JsonMember, JsonNode, JsonString } from "../text/jsonNode.js";
import { checkTemplate } from "./checkTemplate.js";
import { keeperRules } from "./keeperRules.js";
import { parseOperator, printOperator } from "./parseOperator.js";
import type { Condition, ConditionOperator } from "./policyDocument.js";
import { eachText, type ReadContext } from "./readContext.js";
import { takesVariables } from "./takesVariables.js";

/**
 * Reads a `Condition` block into one entry for each operator and key; an absent block has none.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 */
export function readConditions(context: ReadContext, node: JsonNode | undefined): readonly Condition[] {
  if (node === undefined) return [];
  if (node.type !== "object") {
    context.expected(node, "an object of condition operators");
    return [];
  }
  const seen = new Set<string>();
  return node.members.flatMap((member) => readOperator(context.at(member.key.value), member, seen));
}

function readOperator(context: ReadContext, { key, value }: JsonMember, seen: Set<string>): Condition[] {
  const operator = parseOperator(key.value);
  if (operator === undefined) {
    const hint = "AWS lists the operators under `IAM JSON policy elements: Condition operators`";
    context.error(key, "unknown-operator", `unknown condition operator \`${key.value}\``, hint);
    return [];
  }
  if (value.type !== "object") {
    context.expected(value, "an object of condition keys");
    return [];
  }
  return value.members.flatMap((member) => {
    const identity = `${printOperator(operator)} ${member.key.value.toLowerCase()}`;
    if (seen.has(identity)) {
      const message = `the condition key \`${member.key.value}\` occurs twice under \`${key.value}\``;
      context.error(
        member.key,
        "duplicate-key",
        message,
        "condition keys and operators ignore case; merge the two",
      );
    }
    seen.add(identity);
    checkKey(context.at(member.key.value), member.key);
    return readCondition(context.at(member.key.value), operator, member);
  });
}

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
function checkKey(context: ReadContext, key: JsonString): void {
  const { keeper } = context.place;
  if (keeper !== undefined && keeperRules[keeper].bareKeys) return;
  eachText(context, key, (here, { value }) => {
    if (/^[^:]+:/.test(value)) return;
    const hint = "write the prefix too, as in aws:PrincipalArn or s3:prefix";
    here.error(key, "invalid-condition-key", `the condition key \`${value}\` has no prefix`, hint);
  });
}

function readCondition(
  context: ReadContext,
  operator: ConditionOperator,
  { key, value }: JsonMember,
): Condition[] {
  const nodes = value.type === "array" ? value.items : [value];
  const values = nodes.flatMap((node): string[] => {
    if (node.type === "string") {
      if (takesVariables(operator.name)) checkTemplate(context, node, node.value);
      return [node.value];
    }
    if (node.type === "boolean") return [String(node.value)];
    if (node.type === "number") return [node.text];
    context.expected(node, "a string, a number or a boolean");
    return [];
  });
  return [{ operator, key: key.value, values }];
}
