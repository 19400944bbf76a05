import type { EscalationStep } from "../../policies/reference/escalationSteps.js";
import { missingType, type StepAttempt } from "./askedFor.js";
import { existingChoices } from "./existingChoices.js";
import type { Graph } from "./graph.js";
import type { Node } from "./node.js";
import { isUnknownTag } from "./pinsOf.js";
import type { SurroundingTags, UnknownPolicy } from "./surroundings.js";
import { type Taken, takeStep } from "./takeStep.js";

/** One step from a principal to another, or to what a change makes of one. */
export interface Hop {
  readonly from: Node;
  readonly to: Node;
  readonly step: EscalationStep;
  /** the principal that is changed or taken; absent for a new one */
  readonly target?: Node;
  readonly taken: readonly Taken[];
  /** the address of the resource that runs with the role */
  readonly via?: string;
  /** what must exist outside the source */
  readonly if?: string;
  /** what is unknown of the tags that a condition about it asks for, so that it is only possible */
  readonly open?: readonly UnknownPolicy[];
  /** where several policies are attached: the hop with fewer of them that is enough for something, if there is any */
  readonly simpler?: (isEnough: (hop: Hop) => boolean) => Hop | undefined;
}

/** A hop with as few policies as are enough for something. */
export const simplest = (hop: Hop, isEnough: (hop: Hop) => boolean): Hop => hop.simpler?.(isEnough) ?? hop;

/** What a hop is about. */
export interface HopOptions extends Omit<StepAttempt, "existing"> {
  /** where it leads; undefined where a choice of resources leads nowhere */
  readonly to: Node | ((existing: StepAttempt["existing"]) => Node | undefined);
  readonly via?: string;
  /** the resources that are chosen already, by letter */
  readonly existing?: StepAttempt["existing"];
}

/** A hop by a step, with each of the resources that it may use until one does. */
export function hopBy(graph: Graph, step: EscalationStep, options: HopOptions): Hop | undefined {
  const { to, via, existing: given = {}, ...attempt } = options;
  const { caller } = attempt;
  const asker = graph.askerOf(caller);
  const isAssumed = ({ action }: { readonly action: string }) => action === "sts:AssumeRole";
  if (!step.requires.every((one) => isAssumed(one) || asker.mayAsk(one.action))) return undefined;
  for (const existing of existingChoices(graph, step, { ...attempt, existing: given })) {
    const taken = takeStep(step, { ...attempt, existing }, graph);
    if (taken === undefined) continue;
    const missing = Object.values(existing).find(({ type }) => type === missingType)?.address;
    const end = typeof to === "function" ? to(existing) : to;
    if (end === undefined) continue;
    const open = [
      ...unknownTagsOf(graph, step, { ...attempt, existing }),
      ...Object.values(existing).flatMap(({ unknownRole }) => unknownRole ?? []),
    ];
    return {
      from: caller,
      to: end,
      step,
      ...(attempt.target && { target: attempt.target }),
      taken,
      ...(via !== undefined && { via }),
      ...(missing !== undefined && { if: missing }),
      ...(open.length > 0 && { open }),
    };
  }
  return undefined;
}

/** The same hop to a new principal, with the name that the caller gives it. */
export function withName(hop: Hop): Hop {
  const created = hop.taken.find(({ request }) => /^iam:Create(?:Role|User)$/.test(request.action));
  return created === undefined ? hop : { ...hop, to: { ...hop.to, principal: created.request.resource } };
}

/** Of the resources that a step is on, what is unknown of their tags and decides what the caller may do at most. */
function unknownTagsOf(
  graph: Graph,
  { requires }: EscalationStep,
  attempt: StepAttempt,
): readonly UnknownPolicy[] {
  if (graph.reading === "narrowest") return [];
  const { caller, target, existing } = attempt;
  const asksFor = (one: SurroundingTags) =>
    requires.some(({ action }) =>
      graph.askerFor(attempt, action).limits(action, (key) => isUnknownTag(key, one)),
    );
  return [caller, ...(target ? [target] : []), ...Object.values(existing)].flatMap((one) =>
    one.unknownTags !== undefined && asksFor(one) ? one.unknownTags.hole : [],
  );
}
