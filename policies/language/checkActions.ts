import type { JsonNode } from "../text/jsonNode.js";
import { keeperRules } from "./keeperRules.js";
import { kindRules } from "./kindRules.js";
import { eachText, type ReadContext } from "./readContext.js";

/**
 * Reports what AWS refuses in `Action` and `NotAction`: a string that is not `service:Name`, a wildcard in the
 * service prefix, and a service that the kind of policy says nothing about. `*` and `*:*` match everything.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export const checkActions = (context: ReadContext, node: JsonNode): void =>
  eachText(context, node, (here, item) => {
    const problem = problemOf(item.value) ?? foreign(here, item.value);
    if (problem) here.error(item, "invalid-action", problem.message, problem.hint);
  });

interface Problem {
  readonly message: string;
  readonly hint: string;
}

const everything = /^\*+(?::\*+)?$/;

function problemOf(action: string): Problem | undefined {
  if (everything.test(action)) return undefined;
  const [prefix = "", ...names] = action.split(":");
  if (names.length === 0) {
    const hint = "write it as service:Name, such as s3:GetObject, or * for every action";
    return { message: `the action \`${action}\` has no service prefix`, hint };
  }
  if (names.length > 1) {
    const hint = "write one colon, between the service and the name";
    return { message: `the action \`${action}\` has more than one colon`, hint };
  }
  if (/[*?]/.test(prefix)) {
    const hint = "name each service, as s3:Get*, or write * for every action";
    return { message: `the service prefix of the action \`${action}\` has a wildcard`, hint };
  }
  if (/^[A-Za-z0-9.-]+$/.test(prefix)) return undefined;
  const hint = "a service prefix has letters, digits, hyphens and dots";
  return { message: `the action \`${action}\` has an invalid service prefix`, hint };
}

/** An action of a service that the policy cannot speak of. */
function foreign({ kind, place }: ReadContext, action: string): Problem | undefined {
  const { name, services } = { ...kindRules[kind], ...(place.keeper && keeperRules[place.keeper]) };
  const service = action.split(":", 1)[0]!.toLowerCase();
  if (services === undefined || everything.test(action) || services.includes(service)) return undefined;
  const hint = `write actions of ${services.join(" or ")}, such as ${services[0]}:*`;
  return { message: `${name} does not accept actions of other services, such as \`${action}\``, hint };
}
