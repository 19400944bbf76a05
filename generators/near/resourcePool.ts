import { compileGlob, type Glob, matchGlob } from "../../policies/language/glob.js";
import type { PatternElement, PolicyVersion } from "../../policies/language/policyDocument.js";
import type { ActionReference } from "../../policies/reference/serviceReference.js";
import { commonShape } from "./commonShape.js";
import { fillVariables } from "./fillVariables.js";
import { arnParts, arnShape, globShape, patternShape, templateParts } from "./patternShape.js";
import { distinct } from "./pool.js";
import { readable, type Shape } from "./shape.js";
import { shapeEdits, wordReplacements } from "./shapeEdits.js";

/** The resources a part of a policy distinguishes, as shapes: most realistic first. */
export interface ResourcePool {
  /** what it matches */
  readonly inside: readonly Shape[];
  /** what it just does not match, or matches only by another of its patterns */
  readonly outside: readonly Shape[];
}

export interface ResourcePoolOptions {
  /** what is known of the requested action; undefined where it is not a known action */
  readonly action: ActionReference | undefined;
  /** the action's name, for the service in the ARN of an action that is not known */
  readonly name: string;
  readonly version: PolicyVersion;
  /** `typed`: only ARNs of types that the action supports, if it is known */
  readonly universe: "any" | "typed";
}

/**
 * What a `Resource` or `NotResource` element distinguishes among the resources of one action. Inside are
 * ARNs that fit both a pattern and a resource type of the action, then those that fit the pattern alone.
 * Outside are ARNs of the action's types as such, and those one edit off a pattern. Without an element every
 * resource of the action is inside.
 */
export function resourcePool(
  element: PatternElement | undefined,
  options: ResourcePoolOptions,
): ResourcePool {
  const types = typeShapes(options);
  if (element === undefined) return { inside: types.map(arnOrAny), outside: [] };
  const patterns = element.patterns.map((pattern) => fillVariables(pattern, options.version).pattern);
  const fitting = (some: readonly string[]) =>
    some.flatMap((pattern) => types.flatMap((type) => typedShape(type, pattern)));
  const typed = fitting(patterns);
  const untyped = patterns.filter((pattern) => arnParts(pattern) !== undefined).map(patternShape);
  const strict = options.universe === "typed" && options.action !== undefined;
  const matched = strict ? typed : [...typed, ...untyped];
  const missed = once(() => {
    const edited = fitting(patterns.filter((pattern) => !isAny(pattern))); // nothing is just outside of `*`
    return strict ? typedMisses(types, edited) : misses(types, [...edited, ...untyped]);
  });
  return element.negated
    ? {
        get inside() {
          return missed();
        },
        outside: matched,
      }
    : {
        inside: matched,
        get outside() {
          return missed();
        },
      };
}

const misses = (types: readonly TypeShape[], matched: readonly Shape[]): readonly Shape[] => [
  ...types.map(arnOrAny),
  ...resourceEdits(matched).map((text): Shape => [text]),
  ["*"],
];

/** Near misses that are still ARNs of the action's types, in the same partition. */
function typedMisses(types: readonly TypeShape[], matched: readonly Shape[]): readonly Shape[] {
  const globs = types.flatMap((type) => (type === undefined ? [] : [globOf(arnShape(type))]));
  const fits = (text: string): boolean =>
    text.startsWith("arn:aws:") && globs.some((glob) => matchGlob(glob, text));
  return [
    ...types.map(arnOrAny),
    ...resourceEdits(matched)
      .filter(fits)
      .map((text): Shape => [text]),
  ];
}

const resourceEdits = (shapes: readonly Shape[]): readonly string[] =>
  distinct([...shapes.flatMap(shapeEdits), ...shapes.flatMap(wordReplacements)]);

const globOf = (shape: Shape): Glob =>
  compileGlob(shape.map((piece) => (typeof piece === "string" ? piece : "*")).join(""));

/** Near misses are many and seldom drawn: they are made when first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Readable strings of a pool's shapes, each once. */
export const readableAll = (shapes: readonly Shape[]): readonly string[] => distinct(shapes.map(readable));

/** The six parts of a resource type's ARN; undefined for the resource `*`. */
type TypeShape = readonly Shape[] | undefined;

/**
 * The types an action works on. One that works on no particular resource is requested on `*`; one that is not
 * known gets an ARN of its service.
 */
function typeShapes({ action, name }: ResourcePoolOptions): readonly TypeShape[] {
  if (action === undefined) return [templateParts(unknownType(name))];
  if (action.resourceTypes.length === 0) return [undefined];
  const types = action.resourceTypes.toSorted((one, other) => Number(other.required) - Number(one.required));
  return types.flatMap(({ arnTemplates }) => arnTemplates.map(templateParts));
}

const unknownType = (name: string): string =>
  `arn:\${Partition}:${name.split(":", 1)[0]!.toLowerCase()}:\${Region}:\${Account}:\${Name}`;

function typedShape(type: TypeShape, pattern: string): readonly Shape[] {
  if (isAny(pattern)) return [arnOrAny(type)];
  const parts = arnParts(pattern);
  if (type === undefined || parts === undefined) return [];
  const common = parts.map((part, at) => commonShape(type[at] ?? [], globShape(part)));
  return common.every((part) => part !== undefined) ? [arnShape(common)] : [];
}

const arnOrAny = (type: TypeShape): Shape => (type === undefined ? ["*"] : arnShape(type));

const isAny = (pattern: string): boolean => /^\*+$/.test(pattern);
