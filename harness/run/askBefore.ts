import { inAny } from "../../properties/allowedBy.js";
import type { Chain } from "../../properties/escalation/chain.js";
import type { Held, Outcome, Refuted } from "../../properties/property.js";
import { boundsOf, type Target } from "../../properties/target.js";
import { chainDigest, identifyVerdict } from "../gate/identifyVerdict.js";
import { type AskedProperty, askWithout, type Exclusion, exclusionOf } from "./exclusion.js";
import { digestOf } from "./shards/digestOf.js";

const held: Held = { verdict: "holds", by: "count", runs: 0 };

/**
 * The outcome of a property for what the change makes new: for the requests, statements or chains that did not break it
 * before. Without a time before everything is new, and so it is where too little is known of that time.
 *
 * @param outcome the outcome regardless of the time before
 */
export function askBefore(asked: AskedProperty, outcome: Outcome, exclusions: readonly Exclusion[]): Outcome {
  const { property, target } = asked;
  if (property.independent !== true && isUnchanged(target)) return held;
  const before = targetBefore(target);
  if (before !== undefined && property.excepts === "chains")
    return askWithout(asked, [...exclusions, ...chainsOf(asked, before)]);
  const then = before !== undefined && property.appliesTo(before) ? asked.ask({}, before) : undefined;
  if (before === undefined || then?.verdict !== "refuted") return outcome;
  if (property.excepts === "requests") return askWithout(asked, exclusions, { before });
  if (property.excepts === undefined)
    return outcome.verdict === "refuted" && isSaidBy(then, outcome) ? held : outcome;
  const found = identifyVerdict(property.id, "", { target: before, outcome: then }).findings ?? [];
  return askWithout(asked, [...exclusions, ...found.map((one) => exclusionOf(one, target))]);
}

/** Whether each reason of one outcome is one of another. */
function isSaidBy(then: Refuted, { reason, reasons = [reason] }: Refuted): boolean {
  const known = new Set(then.reasons ?? [then.reason]);
  return reasons.every((one) => known.has(one));
}

/** What all chains of a target have taken out; of many only those that are looked at. */
function chainsOf({ property, ask }: AskedProperty, target: Target): readonly Exclusion[] {
  if (!property.appliesTo(target)) return [];
  const digests = new Set<string>();
  const keep = (chain: Chain): boolean => {
    digests.add(chainDigest(target, chain));
    return true;
  };
  const outcome = ask({ isExceptedChain: keep }, target);
  const found =
    outcome.verdict === "refuted" ? identifyVerdict(property.id, "", { target, outcome }).findings : [];
  for (const { digest = "" } of found ?? []) digests.add(digest);
  return [{ excepted: { access: inAny() }, covers: ({ digest = "" }) => digests.has(digest) }];
}

/** Whether the policies of a target, its limits among them, are as they were, and as much is known of them. */
function isUnchanged({ policies, bounds, holes, before }: Target): boolean {
  return before !== undefined && digestOf({ policies, bounds, holes }) === digestOf(readings(before));
}

const readings = ({ policies, bounds, holes }: Pick<Target, "policies" | "bounds" | "holes">) => ({
  policies,
  bounds,
  holes,
});

/**
 * A target as it was, with what it allowed in any case; undefined where it did not exist, and where it is unknown what
 * limited it.
 */
function targetBefore({
  before,
  bounds: _,
  surroundings,
  countedBefore,
  ...target
}: Target): Target | undefined {
  if (countedBefore !== undefined) return { ...target, counted: countedBefore };
  if (before === undefined) return undefined;
  const mayLimit = before.holes.some(({ effects }) => effects?.includes("Deny") ?? true);
  if (mayLimit) return undefined;
  const then = surroundings?.before;
  const { counted: __, ...others } = target;
  return {
    ...others,
    policies: boundsOf(before).lower,
    holes: [],
    ...(surroundings && then && { surroundings: { now: then, graphs: surroundings.graphs } }),
  };
}
