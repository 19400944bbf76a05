import type { Diagnostic } from "../../policies/text/diagnostic.js";
import type { Target } from "../../properties/target.js";
import type { LoadedSource } from "../plan/source/loadSource.js";

/**
 * Why a source cannot be checked, if so: because a part of the plan is missing, or because there is nothing a
 * property could be about. Green on nothing is the worst answer there is.
 *
 * @param documents those that a property is asked of; default none
 */
export function checkPreconditions(
  { extraction, targets }: LoadedSource,
  documents: readonly Target[] = [],
): readonly Diagnostic[] {
  const incomplete = extraction.notes.filter(({ code }) => code === "incomplete-plan");
  if (incomplete.length > 0) return incomplete.map((note) => ({ ...note, severity: "error" }));
  if (documents.length > 0 || targets.some(({ resource }) => resource !== undefined)) return [];
  const { policies, implied = [], principals, earlier } = extraction;
  if (targets.length > 0) {
    const isOfPrincipals = principals.length > 0 || policies.some(({ kind }) => kinds.has(kind));
    return isOfPrincipals ? [] : [resourceTarget];
  }
  if (policies.length + implied.length > 0) return [noTargets];
  return [(earlier?.policies ?? []).length > 0 ? noneLeft : noPolicies];
}

/** Whether a source cannot be checked as it holds nothing that could be, rather than as a part of it is missing. */
export const isEmptiness = ({ code }: Diagnostic): boolean => code === "no-policies" || code === "no-targets";

/** The policies that principals hold. */
const kinds: ReadonlySet<string> = new Set(["identity", "boundary"]);

const resourceTarget: Diagnostic = {
  code: "resource-policy",
  severity: "error",
  message: "it is one policy of a resource, and the properties are about principals and whole resources",
  hint: "check the resource that it is on by its address in the plan, or ask about single requests with `planproof decide`",
};

const noPolicies: Diagnostic = {
  code: "no-policies",
  severity: "error",
  message: "it contains no IAM policy, so there is nothing to check",
  hint: "check the plan of the module that holds the roles, or see `planproof extract SOURCE`",
};

const noneLeft: Diagnostic = {
  code: "no-policies",
  severity: "error",
  message: "no IAM policy is left after this plan, so there is nothing to check",
  hint: "see `planproof diff SOURCE` for what it takes away",
};

const noTargets: Diagnostic = {
  code: "no-targets",
  severity: "error",
  message:
    "no principal and no resource in it has a policy that can be checked, so there is nothing to check",
  hint: "see `planproof extract SOURCE`; policies of organizations and VPC endpoints are not checked alone",
};
