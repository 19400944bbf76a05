import type { JsonNode } from "../text/jsonNode.js";
import { arnFault } from "./arnFault.js";
import { checkTemplate } from "./checkTemplate.js";
import { keeperRules } from "./keeperRules.js";
import { kindRules } from "./kindRules.js";
import { eachText, type ReadContext } from "./readContext.js";

/**
 * Reports what AWS refuses in `Resource` and `NotResource`, and what it stores though it matches nothing.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export const checkResources = (context: ReadContext, node: JsonNode, negated: boolean): void =>
  eachText(context, node, (here, item) => {
    const { value } = item;
    checkTemplate(here, item, value);
    const problem = (negated ? undefined : foreign(here, value)) ?? notArn(here, value) ?? arnFault(value);
    if (problem) here.error(item, "invalid-resource", problem.message, problem.hint);
    else warnOfShort(here, item, value);
  });

interface Problem {
  readonly message: string;
  readonly hint: string;
}

const isEverything = (pattern: string): boolean => /^\*+$/.test(pattern);

/** A resource that the keeper of the policy has no say over. */
function foreign({ place }: ReadContext, pattern: string): Problem | undefined {
  const { name, resourceServices } = place.keeper ? keeperRules[place.keeper] : {};
  const service = pattern.split(":")[2];
  if (resourceServices === undefined || resourceServices.includes(service ?? "")) return undefined;
  const hint = "name the bucket as arn:aws:s3:::BUCKET, and its objects as arn:aws:s3:::BUCKET/*";
  return {
    message: `${name} accepts only its own bucket and objects as resources, not \`${pattern}\``,
    hint,
  };
}

/** Some services that keep resource policies have their short forms, such as `execute-api:/*`. */
function notArn({ kind }: ReadContext, pattern: string): Problem | undefined {
  if (isEverything(pattern) || pattern.startsWith("arn:") || !kindRules[kind].resourceArns) return undefined;
  const hint = "write * or an ARN: arn:partition:service:region:account:resource";
  return { message: `the resource \`${pattern}\` is neither \`*\` nor an ARN`, hint };
}

function warnOfShort(context: ReadContext, node: JsonNode, pattern: string): void {
  if (isEverything(pattern)) return;
  if (!pattern.startsWith("arn:")) {
    if (context.kind !== "resource") {
      const hint = "write `*`, or an ARN such as `arn:aws:s3:::bucket/*`";
      context.warn(node, "not-an-arn", `the resource \`${pattern}\` is neither \`*\` nor an ARN`, hint);
    }
    return;
  }
  const variableFree = pattern.replaceAll(/\$\{[^}]*\}/g, "");
  if (variableFree.split(":").length >= 6 || pattern.endsWith("*")) return;
  const hint = "an ARN has six parts: arn:partition:service:region:account:resource";
  context.warn(node, "short-arn", `the ARN \`${pattern}\` is too short to match a resource`, hint);
}
