import { readCaller } from "../../../policies/evaluate/caller.js";
import type { HeldResource, PolicySet } from "../../../policies/language/policySet.js";
import { callerClasses } from "../../../policies/prove/callers/callerClasses.js";
import type { Access } from "../../../policies/prove/question/access.js";
import { inAny } from "../../../properties/allowedBy.js";
import { boundsOf } from "../../../properties/target.js";
import { groupBy } from "../../plan/resources/groupBy.js";
import type { BeforeAndAfter } from "./beforeAndAfter.js";
import { asCaller, callerAccess, inSpace } from "./callerAccess.js";
import type { DiffQuestions } from "./diffAccess.js";
import { excludes, includesPrincipal, type ReportedAccess, withoutReported } from "./reportedAccess.js";

/** A resource that changes, with what is reported there. */
export interface ReportedResource {
  readonly side: BeforeAndAfter;
  readonly reported: readonly ReportedAccess[];
}

/** By the address of the resource. */
export type ReportedResources = ReadonlyMap<string, ReportedResource>;

/** The resources that a side is about, or that take part in what a principal may do. */
export const resourcesOf = ({ before, after }: BeforeAndAfter): readonly HeldResource[] =>
  [before, after].flatMap((readings) => {
    const { upper, lower } = boundsOf(readings);
    return [...(upper.resources ?? []), ...(lower.resources ?? [])];
  });

/**
 * The questions about a principal without what is reported at resources: what everyone, its organization or its whole
 * account gains or loses there. Nothing is lost on a resource that is new, nor gained on one that is gone; and a
 * principal that is new gains nothing that everyone had.
 */
export function withoutResources(
  asked: DiffQuestions,
  side: BeforeAndAfter,
  resources: ReportedResources,
): DiffQuestions {
  const addresses = new Set(resourcesOf(side).map(({ address }) => address));
  const found = [...addresses].flatMap((address) => resources.get(address) ?? []);
  const own = groupBy(resourcesOf(side), ({ address }) => address);
  const reported = found.flatMap((one) => {
    if (one.reported.length === 0) return [];
    // those of the principal, as these may name an account that may be its own
    const policies = resourcesOf(one.side).flatMap(({ address }) => own.get(address) ?? []);
    const all = [...resourcesOf(one.side), ...policies].flatMap((held) => held.policies);
    return one.reported.filter(({ callers }) => includesPrincipal(callers, side.principal, all));
  });
  const spacesOf = (time: BeforeAndAfter["absent"]): readonly Access[] =>
    found.filter((one) => one.side.absent === time).flatMap((one) => resourcesOf(one.side).map(inSpace));
  const had = side.absent === undefined ? undefined : accessOfAll(side);
  return less(withoutReported(asked, reported), {
    gains: [...spacesOf("after"), ...(side.absent === "before" ? had! : [])],
    losses: [...spacesOf("before"), ...(side.absent === "after" ? had! : [])],
  });
}

/** Each question less some access. */
function less(
  { gain, loss, mayGain, mayLose, ...asked }: DiffQuestions,
  { gains, losses }: { readonly gains: readonly Access[]; readonly losses: readonly Access[] },
): DiffQuestions {
  const cut = (question: DiffQuestions["gain"], some: readonly Access[]) =>
    some.length === 0 ? question : { ...question, less: inAny(question.less, ...some) };
  return {
    ...asked,
    gain: cut(gain, gains),
    loss: cut(loss, losses),
    ...(mayGain && { mayGain: cut(mayGain, gains) }),
    ...(mayLose && { mayLose: cut(mayLose, losses) }),
  };
}

/** What all principals of an account may do for certain with the resources that take part in what one of them may do. */
function accessOfAll({ before, after, principal, absent }: BeforeAndAfter): readonly Access[] {
  const { lower }: { readonly lower: PolicySet } = boundsOf(absent === "before" ? after : before);
  return (lower.resources ?? []).map(withoutGrantsToOthers(principal)).flatMap((held) => {
    const classes = callerClasses(held.policies, held.account === undefined ? {} : { account: held.account });
    if (!classes.some(({ kind }) => kind === "anyAccount")) return [];
    // what others may do, a policy for all but one account may not let the principals of that account do
    const isOwn = held.account === readCaller(principal).account;
    return classes
      .filter((callers) => !isOwn || callers.kind === "ownAccount")
      .filter((callers) => includesPrincipal(callers, principal))
      .map((callers) => asCaller(callers, callerAccess(callers, held)));
  });
}

/** A resource without what a `NotPrincipal` that names a principal grants to all others. */
const withoutGrantsToOthers =
  (principal: string) =>
  (held: HeldResource): HeldResource => ({
    ...held,
    policies: held.policies.map((policy) => ({
      ...policy,
      document: {
        ...policy.document,
        statements: policy.document.statements.filter(
          (one) => one.effect === "Deny" || !excludes(one, principal),
        ),
      },
    })),
  });
