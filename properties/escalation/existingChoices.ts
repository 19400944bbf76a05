import type { EscalationStep, ExistingResource } from "../../policies/reference/escalationSteps.js";
import { missingType, type StepAttempt } from "./askedFor.js";
import type { Graph } from "./graph.js";
import type { Node } from "./node.js";
import type { SurroundingResource } from "./surroundings.js";

/** Combinations of resources that a step is tried with. */
const most = 1_000;

/** What the letters of a step may be, of the first {@link most} combinations; what is left out is noted as undecided. */
export function existingChoices(
  graph: Graph,
  step: EscalationStep,
  { existing: given, ...attempt }: StepAttempt,
): readonly StepAttempt["existing"][] {
  let choices: readonly StepAttempt["existing"][] = [given];
  for (const one of step.existing ?? []) {
    if (Object.hasOwn(given, one.as)) continue;
    const options = optionsFor(graph, one, attempt).filter((option) =>
      mayAskOn(graph, step, { caller: attempt.caller, as: one.as, option }),
    );
    const all = choices.flatMap((chosen) => options.map((option) => ({ ...chosen, [one.as]: option })));
    if (all.length > most) graph.noteUndecided(attempt.caller);
    choices = all.slice(0, most);
  }
  return choices;
}

interface Option {
  readonly caller: Node;
  readonly as: string;
  readonly option: SurroundingResource;
}

/** Whether the policies of a caller may allow all that a step asks of a resource, which is quick to say. */
function mayAskOn(
  graph: Graph,
  { requires }: EscalationStep,
  { caller, as, option: { arn } }: Option,
): boolean {
  // of a pattern, and of a job definition, other ARNs may be allowed
  if (arn === undefined || /[*?]|:job-definition\//.test(arn)) return true;
  const asker = graph.askerOf(caller);
  return requires.every(
    ({ action, on }) =>
      !on.startsWith(`${as} `) || asker.isGrantedByResources(action) || asker.mayAskOn(action, arn),
  );
}

function optionsFor(
  graph: Graph,
  one: ExistingResource,
  { caller, target }: Omit<StepAttempt, "existing">,
): readonly SurroundingResource[] {
  const { type, set, otherwise, member, attachedTo, boundaryOf, ofTarget, trusts: service } = one;
  if (service !== undefined)
    return [...graph.rolesTrusting(service)].map(({ address, principal, tags, unknownTags }) => ({
      address,
      type,
      arn: principal,
      runsAs: [],
      set: [],
      ...(tags && { tags }),
      ...(unknownTags && { unknownTags }),
    }));
  const holder = attachedTo === "target" ? target : caller;
  const bounded = boundaryOf === "target" ? target : caller;
  if (type === "aws_iam_group")
    return graph.groupsOf(member ? caller : ofTarget ? target : undefined).map(groupResource);
  const attached =
    attachedTo === "group" ? graph.groupsOf(caller).flatMap((group) => group.attached) : holder?.attached;
  const all = graph
    .resourcesOf(type)
    .filter(
      (resource) =>
        (set === undefined || resource.set.includes(set)) &&
        (attachedTo === undefined || attached?.includes(resource.address)) &&
        (boundaryOf === undefined || (resource.arn !== undefined && resource.arn === bounded?.boundary)) &&
        (!ofTarget || (target !== undefined && resource.runsAs.includes(target.address))),
    );
  if (all.length > 0 || otherwise === undefined) return all;
  const { account, partition } = graph.placeOf(caller);
  return [
    {
      address: otherwise,
      type: missingType,
      arn: arnOfMissing(type, account, partition),
      runsAs: [],
      set: [],
    },
  ];
}

/** A group as a resource that a step uses. */
export const groupResource = ({ address, group, principal }: Node): SurroundingResource => ({
  address,
  type: "aws_iam_group",
  arn: group ?? principal,
  runsAs: [],
  set: [],
});

/** Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbatch.html and list_amazonelasticcontainerservice.html */
const arnOfMissing = (type: string, account: string, partition: string): string =>
  type === "aws_batch_job_queue"
    ? `arn:${partition}:batch:*:${account}:job-queue/*`
    : `arn:${partition}:ecs:*:${account}:cluster/*`;
