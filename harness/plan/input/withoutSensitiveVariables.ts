import { ownMember } from "../../../policies/text/ownMember.js";
import type { PlanJson } from "../resources/planJson.js";

/**
 * A plan without the variables that are sensitive, or may be: terraform prints their values
 * unencrypted.
 *
 * Source: https://developer.hashicorp.com/terraform/language/manage-sensitive-data
 */
export function withoutSensitiveVariables(plan: PlanJson): PlanJson {
  const { variables, ...rest } = plan;
  const declared = ownMember(plan.configuration?.root_module, "variables");
  const isShown = (name: string): boolean => {
    const own = ownMember(declared, name);
    return own !== undefined && ownMember(own, "sensitive") !== true && ownMember(own, "ephemeral") !== true;
  };
  const shown = Object.entries(variables ?? {}).filter(([name]) => isShown(name));
  return shown.length === 0 ? rest : { ...rest, variables: Object.fromEntries(shown) };
}
