import { anyOne, anyRun } from "../../language/glob.js";
import type { ServiceReference } from "../../reference/serviceReference.js";
import { serviceOfGlob } from "../question/actionSignature.js";
import type { TextAtom } from "../question/atom.js";
import { instantiate } from "../sets/instantiate.js";
import { isWithin } from "../sets/isWithin.js";
import { matchPattern, type Pattern, plainGlob } from "../sets/pattern.js";
import { patternsDisjoint } from "../sets/textSet.js";

/** An action that the reference lacks: an example of those that one pattern matches and no narrower pattern does. */
export interface UnlistedSample {
  /** in lower case: `s3:get*`, `s3:*` or `*` */
  readonly pattern: string;
  readonly action: string;
  /** whether the example speaks for all unlisted actions of the pattern but those of narrower patterns */
  readonly isExact: boolean;
}

/**
 * For each pattern by which policies distinguish actions, and for each service of such a pattern, an action that
 * the reference lacks; `*` for all services without such a pattern, where the reference has every service.
 * A sample is exact where the patterns that can meet its own lie within each other. At most the square of the
 * number of patterns of one service.
 */
export function unlistedSamples(
  atoms: readonly TextAtom[],
  reference: ServiceReference,
): readonly UnlistedSample[] {
  const globs = [...new Map(atoms.flatMap(({ set }) => set.globs.map((glob) => [glob.key, glob]))).values()];
  const literals = new Set(atoms.flatMap(({ set }) => [...set.literals]));
  const isNew = (action: string) => reference.action(action) === undefined && !literals.has(action);
  const byService = new Map<string | undefined, Pattern[]>();
  for (const glob of globs) {
    const service = serviceOfGlob(glob);
    const known = byService.get(service);
    if (known === undefined) byService.set(service, [glob]);
    else known.push(glob);
  }
  const wide = byService.get(undefined) ?? [];
  const samples = [...byService].flatMap(([service, own]) => {
    if (service === undefined || !reference.services.includes(service)) return [];
    const whole = plainGlob(`${service}:*`);
    const others = own.filter((glob) => glob.key !== whole.key);
    return [whole, ...others].flatMap((pattern) => sampleOf(pattern, [...others, ...wide], isNew));
  });
  if (!reference.complete) return samples;
  const all = plainGlob("*:*");
  const isUniform = wide.every(({ bound }) => isWithin(all.bound, bound));
  const rest = sampleOf(all, wide, isNew).map(({ action }) => ({ pattern: "*", action, isExact: isUniform }));
  return [...samples, ...rest];
}

function sampleOf(
  pattern: Pattern,
  others: readonly Pattern[],
  isNew: (action: string) => boolean,
): readonly UnlistedSample[] {
  const covers = (outer: Pattern, inner: Pattern) => isWithin(inner.bound, outer.bound);
  const isOrdered = others.every(
    (other) => covers(other, pattern) || covers(pattern, other) || patternsDisjoint(other, pattern),
  );
  const narrower = others.filter((other) => !covers(other, pattern));
  const examples = [...instantiate(pattern.bound, { joint: "" })].filter(
    (text) => !text.endsWith(":") && isNew(text),
  );
  const typical = examples.find((text) => !narrower.some((other) => matchPattern(other, text)));
  const action = typical ?? examples[0];
  if (action === undefined) return [];
  return [{ pattern: textOf(pattern), action, isExact: isOrdered && typical !== undefined }];
}

const textOf = ({ bound }: Pattern): string =>
  Array.from(bound, (token) =>
    token === anyRun ? "*" : token === anyOne ? "?" : String.fromCharCode(token),
  ).join("");
