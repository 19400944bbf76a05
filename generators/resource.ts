import type fc from "fast-check";
import { compileGlob, matchGlob } from "../policies/language/glob.js";
import { emptyServiceReference } from "../policies/reference/emptyServiceReference.js";
import type { ServiceReference } from "../policies/reference/serviceReference.js";
import { checkOptions } from "./near/checkOptions.js";
import { type Draw, drawnBy, happens, pick } from "./near/draw.js";
import { filled } from "./near/filled.js";
import { memoizeByKey } from "./near/memoizeByKey.js";
import { type ResourcePool, readableAll, resourcePool } from "./near/resourcePool.js";
import type { Shape } from "./near/shape.js";
import { shrinkBy } from "./shrinkBy.js";
import { simpler } from "./simpler.js";

export interface ResourceOptions {
  /** the action the resource is requested for; @defaultValue `s3:Example`, which does not exist */
  readonly action?: string;
  /** where resource types come from; @defaultValue one that knows no service */
  readonly reference?: ServiceReference;
  /** `typed`: only ARNs of types that the action supports, if it is known; @defaultValue "any" */
  readonly universe?: "any" | "typed";
}

/**
 * Resources near some resource patterns: four in five fit one of them, and a type of the action where one
 * does; the others are ARNs of the action's types as such, or one edit outside a pattern, or `*`. Names are
 * readable most of the time, and always after shrinking.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 *
 * @param patterns such as `arn:aws:ecs:*:*:cluster/AWSBatch*`; in version 2012-10-17, with variables
 * @example
 * ```ts
 * import fc from "fast-check";
 * import { resource } from "planproof/generators";
 *
 * const clusters = resource(["arn:aws:ecs:*:*:cluster/AWSBatch*"], { action: "ecs:DeleteCluster" });
 * console.log(fc.sample(clusters, { seed: 1, numRuns: 3 }));
 * ```
 */
export function resource(patterns: readonly string[], options: ResourceOptions = {}): fc.Arbitrary<string> {
  checkOptions("resource", options, ["action", "reference", "universe"]);
  const { action = "s3:Example", reference = emptyServiceReference, universe = "any" } = options;
  const element = { negated: false, patterns };
  const known = reference.action(action);
  const pool = resourcePool(element, { action: known, name: action, version: "2012-10-17", universe });
  const globs = patterns.map(compileGlob);
  const ladder = readableAll([...pool.inside, ...pool.outside]);
  return shrinkBy(drawnBy(nearResource(pool)), {
    candidates: (text) => simpler(ladder, text),
    recognises: (value): value is string =>
      typeof value === "string" && (ladder.includes(value) || globs.some((glob) => matchGlob(glob, value))),
  });
}

/** The same from a pool that is made already. */
export function nearResource(pool: ResourcePool): Draw<string> {
  const [met, missed] = [insideResource(pool), outsideResource(pool)];
  return (random) => (happens(random, 4, 5) ? met : missed)(random);
}

/** Resources of the pool's inside; of its outside where there is nothing inside. */
export const insideResource = (pool: ResourcePool): Draw<string> =>
  oneShape(pool.inside.length > 0 ? pool.inside : pool.outside);

/** Resources of the pool's outside; of its inside where there is nothing outside. */
export const outsideResource = (pool: ResourcePool): Draw<string> =>
  oneShape(pool.outside.length > 0 ? pool.outside : pool.inside);

/** True for the resource of a request: an ARN of six parts, or `*`. */
export const isResource = (value: unknown): value is string =>
  value === "*" || (typeof value === "string" && /^arn:[^:]*:[^:]*:[^:]*:[^:]*:./s.test(value));

function oneShape(shapes: readonly Shape[]): Draw<string> {
  const fill = memoizeByKey(filled);
  return shapes.length === 0 ? () => "*" : (random) => fill(pick(shapes, random))(random);
}
