import { type Diagnostic, failure, type Result, success } from "../../policies/text/diagnostic.js";
import { noEscalationPath } from "../../properties/catalogue/noEscalationPath.js";
import type { Target } from "../../properties/target.js";
import type { Approval } from "../run/diff/approval.js";
import { approveChanges } from "../run/diff/approveChanges.js";
import { chainChanges } from "../run/diff/chainChanges.js";
import type { Diff } from "../run/diff/diff.js";
import { diffTargets } from "../run/diff/diffTargets.js";
import { documentResource } from "../run/diff/documentResource.js";
import { ofOnePlan, pairTargets } from "../run/diff/pairTargets.js";
import type { Source } from "../run/openSource.js";
import { referenceFor } from "../run/referenceFor.js";
import { refuseOptions, searchRules } from "../run/refuseOptions.js";
import { loadedSources, type SourceInput } from "./sourceInput.js";

export interface DiffOptions {
  /** the requests asked about: those that AWS could send, or any; @defaultValue `typed` */
  readonly universe?: "any" | "typed";
  /** access that is intended, which is reported with `approved`; @defaultValue none, and nothing is said of approval */
  readonly approvals?: readonly Approval[];
  /** `YYYY-MM-DD`, the day by which approvals expire; needed where one has a last day */
  readonly today?: string;
  /** called before each resource and principal, to show progress; @defaultValue not called */
  readonly onTarget?: (address: string, index: number, total: number) => void;
}

/**
 * Lists the access that is added and removed, between two sources or by the change of one plan: of each resource with
 * a policy and each role that can be assumed, by class of callers, the widest first; then of each principal, but for
 * what is listed at a resource for everyone, its organization or its whole account. Principals and resources of two
 * sources are paired by their address after the file, resources also by ARN; the only ones of both are a pair.
 *
 * Fails for a source that could not be read, for a single source that is not a plan, and where nothing has a policy.
 *
 * @throws TypeError for an option that does not exist or cannot have its value
 * @example
 * ```ts
 * import { diff, loadSource } from "planproof";
 *
 * const before = await loadSource("managed:BatchServiceRolePolicy@v7");
 * const after = await loadSource("managed:BatchServiceRolePolicy@v8");
 * const changed = await diff(before, after);
 * if (changed.ok) for (const { change, actions } of changed.value.changes) console.log(change, actions);
 * else console.error(changed.diagnostics);
 * ```
 */
export async function diff(
  before: SourceInput,
  after?: SourceInput,
  options: DiffOptions = {},
): Promise<Result<Diff>> {
  refuseOptions("diff", options, {
    universe: searchRules.universe,
    onTarget: "any",
    approvals: "any",
    today: "any",
  });
  const { universe = "typed", onTarget, approvals, today } = options;
  if (today === undefined && approvals?.some(({ until }) => until !== undefined) === true)
    return failure(noDay);
  const sources = loadedSources(after === undefined ? [before] : [before, after]);
  if (!sources.ok) return sources;
  const [first, second] = sources.value as readonly [Source, Source?];
  const { earlier } = first.extraction;
  if (second === undefined && earlier === undefined) return failure(noBefore);
  const gone = [...(earlier?.gone ?? []), ...(earlier?.goneResources ?? [])];
  const earlierTargets = comparable(first);
  const laterTargets = second === undefined || second === first ? earlierTargets : comparable(second);
  const sides =
    second === undefined
      ? ofOnePlan(laterTargets, gone)
      : pairTargets(
          { spec: first.name, targets: earlierTargets },
          { spec: second.name, targets: laterTargets },
        );
  if (sides.length === 0) return failure(noPolicy);
  const targets = [...new Set([...earlierTargets, ...laterTargets]), ...(second === undefined ? gone : [])];
  // an action that a pattern matches is reported by name in either universe
  const reference = await referenceFor(targets, "typed", [noEscalationPath]);
  const found = diffTargets(sides, { reference, universe }, ({ target }, index) =>
    onTarget?.(target, index, sides.length),
  );
  const around = surroundingsIn(laterTargets);
  const then = second === undefined ? around?.before : surroundingsIn(earlierTargets)?.now;
  const chains = around && then && chainChanges(then(), around.now(), reference);
  const isChanged = chains !== undefined && Object.values(chains).some((some) => some.length > 0);
  const whole = { ...found, ...(isChanged && { chains }) };
  if (approvals === undefined) return success(whole);
  return success(approveChanges(whole, { sides, approvals, ...(today !== undefined && { today }) }));
}

/** Of the principals of one source, which share them. */
const surroundingsIn = (targets: readonly Target[]): Target["surroundings"] =>
  targets.find(({ surroundings }) => surroundings !== undefined)?.surroundings;

/** Principals and resources; the policy of a resource alone where nothing else is known of the resource. */
function comparable({ targets, resources }: Source): readonly Target[] {
  const isDocument = ({ policies }: Target) => policies.resource !== undefined;
  return [...targets.map((one) => (isDocument(one) ? documentResource(one) : one)), ...resources];
}

const usage = (message: string, hint: string): Diagnostic => ({
  code: "usage",
  severity: "error",
  message,
  hint,
});

const noDay = usage(
  "an approval has a last day, and today is not known",
  "give the option `today` as YYYY-MM-DD",
);

const noBefore = usage(
  "`diff` with one operand needs a plan, which has a before and an after",
  "name two sources: planproof diff BEFORE AFTER",
);

const noPolicy = usage(
  "no role, user, group or resource in it has a policy, so there is nothing to compare",
  "see `planproof extract SOURCE`",
);
