import { compileGlob, type Glob, matchGlob } from "../../policies/language/glob.js";
import type { PatternElement } from "../../policies/language/policyDocument.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { globShape } from "./patternShape.js";
import { distinct, mergePools, opposite, type Pool } from "./pool.js";
import { type Gap, readable } from "./shape.js";
import { shapeEdits } from "./shapeEdits.js";

/**
 * The actions an `Action` or `NotAction` element distinguishes: real ones of the reference that a pattern
 * matches, or a readable instance of the pattern where the reference knows none; and outside it, one edit
 * away, the same name in another service, and the service's own other actions.
 *
 * Cost: linear in the actions of the services named, in all loaded actions for the pattern `*`.
 */
export function actionPool(element: PatternElement, reference: ServiceReference): Pool {
  const covered = coveredBy(element.patterns);
  const pool = mergePools(
    element.patterns.map((pattern) => ({
      inside: instances(pattern, reference),
      outside: neighbours(pattern, reference).filter((name) => !covered(name)),
    })),
  );
  return element.negated ? opposite(pool) : pool;
}

/**
 * Determines whether an element covers an action.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export function coversAction({ negated, patterns }: PatternElement): (action: string) => boolean {
  const covered = coveredBy(patterns);
  return (action) => covered(action) !== negated;
}

function coveredBy(patterns: readonly string[]): (action: string) => boolean {
  const globs: readonly Glob[] = patterns.map((pattern) => compileGlob(pattern.toLowerCase()));
  return (action) => {
    const folded = action.toLowerCase();
    return globs.some((glob) => matchGlob(glob, folded));
  };
}

function instances(pattern: string, reference: ServiceReference): readonly string[] {
  if (!/[*?]/.test(pattern)) return [reference.action(pattern)?.name ?? pattern];
  const covered = coveredBy([pattern]);
  const real = actionsNear(pattern, reference).filter(covered);
  return real.length > 0 ? real : [readable(actionShape(pattern))];
}

function neighbours(pattern: string, reference: ServiceReference): readonly string[] {
  const shape = actionShape(pattern);
  const [service = "", name = ""] = readable(shape).split(":", 2);
  const elsewhere = service.toLowerCase() === "s3" ? "ec2" : "s3";
  const covered = coveredBy([pattern]);
  const others: string[] = [];
  for (const action of actionsNear(pattern, reference)) {
    if (!covered(action)) others.push(action);
    if (others.length === othersTried) break;
  }
  return distinct([...shapeEdits(shape), `${elsewhere}:${name}`, ...others]).filter((action) =>
    /^[^:]+:[^:]+$/.test(action),
  );
}

/** How many of a service's other actions are added to each pattern. */
const othersTried = 3;

function actionsNear(pattern: string, reference: ServiceReference): readonly string[] {
  const service = pattern.split(":", 1)[0]!;
  const services = /[*?]/.test(service) ? reference.services : [service];
  return services.flatMap((prefix) => reference.actionsOf(prefix).map(({ name }) => name));
}

const actionShape = (pattern: string) =>
  pattern.includes(":") ? globShape(pattern, actionGap) : ["s3:", ...globShape(pattern, actionGap)];

const actionGap: Gap = { example: "Example", others: ["", "Other"] };
