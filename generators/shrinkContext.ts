import type { ContextValue } from "../policies/language/request.js";
import { exampleValue } from "../policies/reference/exampleValue.js";
import type { KeyPool, MaybeValue } from "./near/keyPool.js";
import { type Context, hasAgreeingTags, onlyTagKeys } from "./tags.js";
import { withoutKeys } from "./withoutKeys.js";

/** Simpler contexts, best first: with fewer keys, with a plainer value. */
export function* shrinkContext(mentioned: readonly KeyPool[], context: Context): Iterable<Context> {
  yield* fewerKeys(mentioned, context);
  yield* simplerValues(mentioned, context);
}

/** A context without its keys, or without some key of it. */
export function* fewerKeys(mentioned: readonly KeyPool[], context: Context): Iterable<Context> {
  const keys = Object.keys(context);
  if (keys.length > 1) yield {};
  const agree =
    mentionsTagKeys(mentioned) || hasAgreeingTags(context) ? onlyTagKeys : (same: Context) => same;
  for (const key of keys) yield agree(withoutKeys(context, new Set([key.toLowerCase()])));
}

/** A key in the policies' spelling, a value earlier in their pools, a list with fewer elements. */
export function* simplerValues(mentioned: readonly KeyPool[], context: Context): Iterable<Context> {
  for (const [key, value] of Object.entries(context)) {
    const pool = mentioned.find((candidate) => candidate.key.toLowerCase() === key.toLowerCase());
    const spelled = pool?.key ?? key;
    if (spelled !== key) yield renamed(context, key, spelled);
    if (mentionsTagKeys(mentioned) && /^aws:tagkeys$/i.test(key)) continue; // it follows the request tags
    const ladder = [...(pool?.inside ?? [exampleValue(key)]), ...(pool?.outside ?? [])];
    for (const simple of simplerThan(ladder, value)) yield { ...context, [key]: simple };
  }
}

const renamed = (context: Context, from: string, to: string): Context =>
  Object.fromEntries(Object.entries(context).map(([key, value]) => [key === from ? to : key, value]));

function simplerThan(ladder: readonly MaybeValue[], value: ContextValue): readonly ContextValue[] {
  const texts = ladder.map((candidate) => JSON.stringify(candidate));
  const at = texts.indexOf(JSON.stringify(value));
  const earlier = at < 0 ? ladder : ladder.slice(0, at);
  return earlier.filter(
    (candidate): candidate is ContextValue =>
      candidate !== undefined && Array.isArray(candidate) === Array.isArray(value),
  );
}

const mentionsTagKeys = (mentioned: readonly KeyPool[]): boolean =>
  mentioned.some(({ key }) => key.toLowerCase() === "aws:tagkeys");
