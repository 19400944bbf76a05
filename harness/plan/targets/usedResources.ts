import { escalationSteps } from "../../../policies/reference/escalationSteps.js";
import { type WorkloadRole, workloadRoles } from "../../../policies/reference/workloadRoles.js";
import type { SurroundingResource, UnknownPolicy } from "../../../properties/escalation/surroundings.js";
import { arnPlaceOf, completedArn } from "../configuration/completedArn.js";
import { predictValue } from "../configuration/predictValue.js";
import type { Snapshot } from "../policies/snapshot.js";
import { roleFinder, rolesOfProfile, unknownReferences } from "../principals/roleFinder.js";
import { groupBy } from "../resources/groupBy.js";
import { knownAfterApply } from "../resources/knownAfterApply.js";
import { type Resource, shownValue } from "../resources/resource.js";
import { tagsOf } from "./tagsOf.js";

const existing = escalationSteps.flatMap(({ leftOut, existing: some = [] }) => (leftOut ? [] : some));
/** The types of the resources that steps use, with the attributes that they ask for. */
const usedTypes = groupBy(existing, ({ type }) => type);
const runningTypes = new Set(existing.flatMap(({ type, runsAsTarget }) => (runsAsTarget ? type : [])));
const attributesOf = groupBy(
  workloadRoles.filter(({ runs }) => runs !== "fixed"),
  ({ type }) => type,
);

/** The resources of a plan that steps use. */
export function usedResources(snapshot: Snapshot): readonly SurroundingResource[] {
  const { index } = snapshot;
  const rolesAt = roleFinder(snapshot);
  const rolesOf = (resource: Resource, attributes: readonly WorkloadRole[]) =>
    attributes.flatMap(({ attribute, json }) =>
      rolesAt(resource, { path: attribute.split("."), ...(json && { json: [json] }) }),
    );
  return [...usedTypes].flatMap(([type, uses]) =>
    (index.byType.get(type) ?? [])
      .filter(({ mode }) => mode === "managed")
      .map((resource): SurroundingResource => {
        const roles =
          type === "aws_iam_instance_profile"
            ? rolesOfProfile(resource, index)
            : runningTypes.has(type)
              ? rolesOf(resource, attributesOf.get(type) ?? [])
              : [];
        const isRunning = runningTypes.has(type) && roles.length === 0;
        const unknownRole = isRunning ? unknownRoleOf(resource, snapshot) : undefined;
        const arn = arnOf(resource, snapshot);
        const policy = type === "aws_iam_policy" ? knownPolicy(resource, snapshot) : undefined;
        return {
          address: resource.address,
          type,
          ...(arn !== undefined && { arn }),
          ...tagsOf(resource, index),
          runsAs: [...new Set(roles.map(({ address }) => address))],
          ...(unknownRole && { unknownRole }),
          set: uses.flatMap(({ set }) => (set !== undefined && isSet(resource, set) ? set : [])),
          ...(policy && { policy }),
        };
      }),
  );
}

/** The role that it runs with, where that is known only after apply. */
function unknownRoleOf(resource: Resource, snapshot: Snapshot): UnknownPolicy | undefined {
  const [first] = (attributesOf.get(resource.type) ?? []).flatMap(({ attribute }) => {
    const refersTo = unknownReferences(snapshot, resource, attribute.split("."));
    return refersTo === undefined ? [] : { attribute, refersTo };
  });
  return (
    first && {
      address: `${resource.address}.${first.attribute}`,
      reason: knownAfterApply("which role it runs with", first.refersTo),
      refersTo: first.refersTo,
      remedy: "name the role, or apply what it depends on first and plan again",
      afterApply: true,
    }
  );
}

/** The attributes that hold the ARN of a resource that steps use. */
export const arnAttributes: readonly string[] = [
  "arn",
  "id",
  "code_interpreter_arn",
  "agent_runtime_arn",
  "browser_arn",
];

function arnOf(resource: Resource, snapshot: Snapshot): string | undefined {
  const [predicted] = arnAttributes
    .flatMap((attribute) => predictValue(resource, attribute, snapshot) ?? [])
    .map((one) => ("text" in one ? one.text : one.pattern))
    .filter((text) => text.startsWith("arn:"));
  if (predicted === undefined) return undefined;
  const { arn } = completedArn(predicted, resource, snapshot);
  const { region } = arnPlaceOf(resource, snapshot);
  return arn
    .split(":")
    .map((part, at) => (at === 3 && part === "*" ? region : part))
    .join(":");
}

/** A block that is there, or a flag that is on. */
function isSet(resource: Resource, attribute: string): boolean {
  const value = shownValue(resource, attribute);
  return Array.isArray(value) ? value.length > 0 : value === true;
}

function knownPolicy(resource: Resource, { policiesIn }: Snapshot): SurroundingResource["policy"] {
  const bounded = policiesIn(resource)[0]?.policy.policy;
  return bounded && bounded.unknown.length === 0 ? bounded.lower : undefined;
}
