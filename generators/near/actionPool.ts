import { compileGlob, type Glob, matchGlob } from "../../policies/language/glob.js";
import type { PatternElement } from "../../policies/language/policyDocument.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { commonPrefix } from "./commonPrefix.js";
import { globShape } from "./patternShape.js";
import { distinct, mergePools, type Pool } from "./pool.js";
import { type Gap, readable } from "./shape.js";
import { shapeEdits } from "./shapeEdits.js";

/** The actions that a part of a policy distinguishes. */
export interface ActionPool extends Pool {
  /** what it just does not match and no service has: misspelt, or of another service */
  readonly misspelt: readonly string[];
}

/**
 * The actions an `Action` or `NotAction` element distinguishes: real ones of the reference that a pattern
 * matches, or a readable instance of the pattern where the reference knows none; outside it, the real ones of the
 * service with the most alike names; and those one edit away, and the same name in another service.
 *
 * Cost: linear in the actions of the services named, in all loaded actions for the pattern `*`.
 */
export function actionPool(element: PatternElement, reference: ServiceReference): ActionPool {
  const covered = coveredBy(element.patterns);
  const known = new Map<string, boolean>(); // patterns of one service have the same neighbours
  const isOutside = (name: string): boolean => {
    const isKnown = known.get(name) ?? !covered(name);
    known.set(name, isKnown);
    return isKnown;
  };
  const pool = mergePools(
    element.patterns.map((pattern) => ({
      inside: instances(pattern, reference),
      outside: neighbours(pattern, reference, isOutside),
    })),
  );
  const misspelt = distinct(element.patterns.flatMap(misspellings)).filter(isOutside);
  if (!element.negated) return { ...pool, misspelt };
  const real = pool.outside.length > 0 ? pool.outside : common.filter(isOutside);
  return { inside: [...real, ...misspelt], outside: pool.inside, misspelt: [] };
}

/** For `NotAction` of whole services: actions that everybody knows. */
const common: readonly string[] = ["s3:GetObject", "ec2:RunInstances"];

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

/**
 * Real actions outside an element that are easily mistaken for what a pattern matches: those whose names begin alike,
 * the same object with another verb, and the first of the service.
 */
function neighbours(
  pattern: string,
  reference: ServiceReference,
  isOutside: (name: string) => boolean,
): readonly string[] {
  const literal = pattern.split(/[*?]/, 1)[0]!.toLowerCase();
  const object = /:[A-Z][a-z]+([A-Z]\w+)$/.exec(pattern)?.[1];
  const alike: { readonly name: string; readonly length: number }[] = [];
  const others: string[] = [];
  for (const name of actionsNear(pattern, reference)) {
    if (!isOutside(name)) continue;
    const isSameObject = object !== undefined && name.endsWith(object);
    if (others.length === 0 || (isSameObject && others.length === 1)) others.push(name);
    const length = commonPrefix(name.toLowerCase(), literal);
    const at = alike.findIndex((one) => length > one.length);
    if (at >= 0 || alike.length < alikeTried) alike.splice(at < 0 ? alike.length : at, 0, { name, length });
    if (alike.length > alikeTried) alike.pop();
  }
  return distinct([...alike.map(({ name }) => name), ...others]);
}

/** How many actions with names that begin alike are added to each pattern. */
const alikeTried = 3;

/** Names one edit away from a pattern, and the same name in another service. */
function misspellings(pattern: string): readonly string[] {
  const shape = actionShape(pattern);
  const [service = "", name = ""] = readable(shape).split(":", 2);
  const elsewhere = service.toLowerCase() === "s3" ? "ec2" : "s3";
  return [...shapeEdits(shape), `${elsewhere}:${name}`].filter((action) => /^[^:]+:[^:]+$/.test(action));
}

function actionsNear(pattern: string, reference: ServiceReference): readonly string[] {
  const service = pattern.split(":", 1)[0]!;
  const services = /[*?]/.test(service) ? reference.services : [service];
  return services.flatMap((prefix) => reference.actionsOf(prefix).map(({ name }) => name));
}

const actionShape = (pattern: string) =>
  pattern.includes(":") ? globShape(pattern, actionGap) : ["s3:", ...globShape(pattern, actionGap)];

const actionGap: Gap = { example: "Example", others: ["", "Other"] };
