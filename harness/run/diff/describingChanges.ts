import { authorize } from "../../../policies/evaluate/authorize.js";
import { readCaller } from "../../../policies/evaluate/caller.js";
import { type CompiledPolicySet, compile } from "../../../policies/evaluate/compile.js";
import { explain } from "../../../policies/evaluate/explain.js";
import type { PolicySet } from "../../../policies/language/policySet.js";
import type { Request } from "../../../policies/language/request.js";
import { newerName, newerThanData } from "../../../policies/reference/newerThanData.js";
import type { ServiceReference } from "../../../policies/reference/serviceReference.js";
import { allowing } from "../../../properties/allowing.js";
import type { AccessChange } from "./accessChange.js";
import type { CertainChange } from "./diffAccess.js";
import { summarizeChange } from "./summarizeChange.js";

/** What can be said of a change beyond its request: what allows it, and why the other side does not. */
export type ChangeDescription = Pick<
  AccessChange,
  "statements" | "why" | "summary" | "newer" | "by" | "passes"
>;

/** What changes are described by. */
export interface DescribedSides {
  readonly before: PolicySet;
  readonly after: PolicySet;
  readonly reference: ServiceReference;
  /** false for a class of callers, whose own policies are made up */
  readonly isPrincipal: boolean;
}

/** Prepares what can be said of the changes of one caller. */
export function describingChanges({
  before,
  after,
  reference,
  isPrincipal,
}: DescribedSides): (change: CertainChange) => ChangeDescription {
  const [first, second] = [before, after].map(compile) as [CompiledPolicySet, CompiledPolicySet];
  const gains = causes(after, before);
  const losses = causes(before, after);
  const madeUp = isPrincipal ? new Set() : new Set(allowing([], []).identity.map(({ source }) => source));
  return ({ change, witness }) => {
    const isGone = change === "removed" || change === "narrowed";
    const [more, less] = isGone ? [first, second] : [second, first];
    const explained = explain(less, witness);
    const { why, statements: denying } = explained;
    const statements = explain(more, witness).statements.filter(({ source }) => !madeUp.has(source));
    const summary = summarizeChange(change, isGone ? after : before, explained);
    const newer = newerThanData(witness, reference);
    const sources = [...statements, ...denying].map(({ source }) => source);
    return {
      statements,
      why: why[1] ?? why[0] ?? "",
      ...(isPrincipal && (isGone ? losses : gains)(witness, sources)),
      ...(summary !== undefined && { summary }),
      ...(newer !== undefined && { newer: newerName(newer, reference) }),
    };
  };
}

/** Prepares which policies of resources make the one side allow what the other does not, and what they pass. */
function causes(more: PolicySet, less: PolicySet) {
  const all = [...(more.resources ?? []), ...(less.resources ?? [])];
  if (all.length === 0) return () => ({});
  const own = new Set(all.flatMap(({ policies }) => policies.map(({ source }) => source)));
  const without = compile({
    ...more,
    ...(less.resources ? { resources: less.resources } : { resources: [] }),
  });
  const limits = limitsOf(more);
  return (witness: Request, sources: readonly string[]): Pick<AccessChange, "by" | "passes"> => {
    // its own policies suffice
    if (authorize(without, witness) === "allowed") return {};
    const by = [...new Set(sources.filter((source) => own.has(source)))];
    const ownAccount = { ...witness, resourceAccount: readCaller(witness.principal).account };
    const passes = limits.flatMap(({ names, limit }) =>
      authorize(limit, ownAccount) === "allowed" ? [] : names,
    );
    return { ...(by.length > 0 && { by }), ...(passes.length > 0 && { passes }) };
  };
}

/** What limits a principal's own policies: a permissions boundary, and the policies of a session. */
function limitsOf({ boundary, session }: PolicySet) {
  const everything = allowing(["*"], ["*"]);
  return [
    ...(boundary ? [{ names: [boundary.source], limit: compile({ ...everything, boundary }) }] : []),
    ...(session && session.length > 0
      ? [{ names: session.map(({ source }) => source), limit: compile({ ...everything, session }) }]
      : []),
  ];
}
