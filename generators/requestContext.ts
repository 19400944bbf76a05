import fc from "fast-check";
import type { PolicySet } from "../policies/language/policySet.js";
import type { ContextValue } from "../policies/language/request.js";
import { checkOptions } from "./near/checkOptions.js";
import { type KeyPool, keyPools, type MaybeValue, mergeKeyPools } from "./near/keyPool.js";
import { asList, policyStatements } from "./near/policyStatements.js";
import { shrinkBy } from "./shrinkBy.js";
import { shrinkContext } from "./shrinkContext.js";
import { type Context, isContext, withTagKeys } from "./tags.js";
import { withoutKeys } from "./withoutKeys.js";

export interface ContextOptions {
  /** context keys never to carry, in any case; @defaultValue none */
  readonly omit?: readonly string[];
}

/**
 * Request contexts near the conditions of some policies: each key they mention is absent, has a value that
 * satisfies a condition on it, or one that just does not. One context in ten writes its keys in lower case,
 * which means the same. Shrinks to no keys.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-reqcontext.html
 * @example
 * ```ts
 * import fc from "fast-check";
 * import { requestContext } from "planproof/generators";
 * import { findManagedPolicy } from "planproof/policies";
 *
 * const { document } = findManagedPolicy("AWSBatchServiceRole")!;
 * const policies = { identity: [{ source: "AWSBatchServiceRole", document }] };
 * console.log(fc.sample(requestContext(policies), { seed: 1, numRuns: 3 }));
 * ```
 */
export function requestContext(
  policies: PolicySet | readonly PolicySet[],
  options: ContextOptions = {},
): fc.Arbitrary<Context> {
  checkOptions("requestContext", options, ["omit"]);
  const pools = mentionedKeys(asList(policies));
  const entries = pools.map((pool) => maybe(fc.constantFrom(...pool.inside, ...pool.outside), pool.key));
  return shrinkBy(contextOf(fc.tuple(...entries), contextReader(pools, options.omit)), {
    candidates: (context) => shrinkContext(pools, context),
    recognises: isContext,
  });
}

/** Every key the policies' conditions and variables mention. */
export const mentionedKeys = (policies: readonly PolicySet[]): readonly KeyPool[] =>
  mergeKeyPools(policyStatements(policies).flatMap(({ statement, version }) => keyPools(statement, version)));

/** A key with a value, or without one. */
export type Entry = readonly [key: string, value: MaybeValue];

/** Half the time absent; otherwise with one of the values, the simplest first. */
export const maybe = (values: fc.Arbitrary<MaybeValue>, key: string): fc.Arbitrary<Entry> =>
  fc.oneof({ withCrossShrink: true }, fc.constant(undefined), values).map((value): Entry => [key, value]);

/** Contexts as {@link contextReader} makes them of entries; one in ten has its keys in lower case. */
export const contextOf = (
  entries: fc.Arbitrary<readonly Entry[]>,
  read: (entries: readonly Entry[]) => Context,
): fc.Arbitrary<Context> => fc.tuple(entries, spelling).map(([chosen, spelled]) => spelled(read(chosen)));

/**
 * The context of some entries, the first one counting where a key comes twice. The request tags and `aws:TagKeys` agree
 * where the policies mention the latter; a key whose other values are lists has only lists.
 */
export function contextReader(
  mentioned: readonly KeyPool[],
  omit: readonly string[] = [],
  tagValue?: (key: string) => ContextValue,
): (entries: readonly Entry[]) => Context {
  const dropped = new Set(omit.map((key) => key.toLowerCase()));
  const listed = new Set(mentioned.filter(isListed).map(({ key }) => key.toLowerCase()));
  const agree =
    listed.has("aws:tagkeys") && !dropped.has("aws:tagkeys")
      ? (context: Context) => withTagKeys(context, tagValue)
      : unchanged;
  return (entries) => {
    const context = agree(assemble(entries, listed));
    return dropped.size === 0 ? context : withoutKeys(context, dropped);
  };
}

const isListed = ({ inside, outside }: KeyPool): boolean =>
  [...inside, ...outside].some((value) => typeof value === "object");

function assemble(entries: readonly Entry[], listed: ReadonlySet<string>): Context {
  const kept: [string, ContextValue][] = [];
  const seen = new Set<string>();
  for (const [key, value] of entries) {
    const folded = key.toLowerCase();
    if (seen.has(folded)) continue;
    seen.add(folded);
    if (value !== undefined)
      kept.push([key, typeof value === "string" && listed.has(folded) ? [value] : value]);
  }
  return Object.fromEntries(kept);
}

/** The same context: keys ignore case. */
export const lowerKeys = (context: Context): Context =>
  Object.fromEntries(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));

const unchanged = (context: Context): Context => context;

const spelling = fc.oneof({ arbitrary: fc.constant(unchanged), weight: 9 }, fc.constant(lowerKeys));
