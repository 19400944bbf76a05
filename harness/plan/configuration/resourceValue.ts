import { isObject } from "../../../policies/text/isObject.js";
import { ownMember } from "../../../policies/text/ownMember.js";
import type { FindOnce } from "../hcl/memoizeByName.js";
import { type Key, type PartialMap, type PartialValue, Unknown } from "../hcl/partialValue.js";
import { modulePrefix } from "../resources/address.js";
import type { ArnPredictor } from "../resources/predictArns.js";
import { isMarked, type Resource } from "../resources/resource.js";
import type { ResourceIndex } from "../resources/resourceIndex.js";
import { madeArn } from "./completedArn.js";
import { predictValue } from "./predictValue.js";

/** What the values of expressions depend on. */
export interface PlanContext {
  readonly index: ResourceIndex;
  readonly arns: ArnPredictor;
  /** the values of names that are found out already */
  readonly names: FindOnce;
}

/** A resource instance as other expressions see it: its attributes by name, as they are planned or predicted. */
export function resourceValue(resource: Resource, around: PlanContext): Unknown {
  const source = referenceTo(resource);
  return new Unknown({
    source,
    references: [source],
    member: (name) => attributeValue(resource, String(name), around),
  });
}

/** `module.ci["a"].aws_s3_bucket.data[0]` */
const referenceTo = ({ modules, mode, type, name, key }: Resource): string =>
  `${modulePrefix(modules)}${mode === "data" ? "data." : ""}${type}.${name}${key === undefined ? "" : `[${JSON.stringify(key)}]`}`;

function attributeValue(resource: Resource, name: string, around: PlanContext): PartialValue {
  const source = `${referenceTo(resource)}.${name}`;
  const open = new Unknown({ source, references: [source], attribute: { of: resource, name } });
  if (isMarked(resource.sensitive, [name])) return open;
  if (isMarked(resource.unknown, [name]) || !Object.hasOwn(resource.values, name)) {
    const prediction = predictValue(resource, name, around);
    if (prediction === undefined) return open;
    if ("text" in prediction) return prediction.text;
    const example = madeArn(resource, name, around);
    return new Unknown({ ...open.about, pattern: prediction.pattern, ...(example && { example }) });
  }
  return shown({ value: resource.values[name], resource, path: [name] }, open);
}

interface Place {
  readonly value: unknown;
  readonly resource: Resource;
  readonly path: readonly Key[];
}

/** What a plan shows of a value: null in place of an unknown item, nothing in place of an unknown member. */
function shown({ value, resource, path }: Place, open: Unknown): PartialValue {
  const { references, source } = open.about;
  if (isMarked(resource.unknown, path) || isMarked(resource.sensitive, path))
    return new Unknown({ source, references });
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value !== "object" || value === null) return null;
  const mask = path.reduce<unknown>((here, key) => ownMember(here, key), resource.unknown);
  const inner = (key: Key) => shown({ value: ownMember(value, key), resource, path: [...path, key] }, open);
  if (!Array.isArray(value)) {
    const names = new Set([...Object.keys(value), ...(isObject(mask) ? Object.keys(mask) : [])]);
    return Object.fromEntries([...names].map((name) => [name, inner(name)])) as PartialMap;
  }
  // terraform up to 0.12 leaves unknown items out
  const isWhole = !Array.isArray(mask) || mask.length === value.length;
  return isWhole ? value.map((_, at) => inner(at)) : new Unknown({ source, references });
}

/** The instances of a resource with `count` or `for_each`, as one value; undefined where they are unknown. */
export function instancesValue(
  instances: readonly Resource[],
  repetition: "count" | "for_each",
  around: PlanContext,
): PartialValue | undefined {
  const byKey = new Map(instances.map((instance) => [instance.key, resourceValue(instance, around)]));
  if (byKey.size < instances.length) return undefined;
  if (repetition === "for_each") {
    const entries = [...byKey].map(([key, value]) => [String(key), value]);
    return Object.fromEntries(entries) as PartialMap;
  }
  const items = instances.map((_, at) => byKey.get(at));
  return items.every((item) => item !== undefined) ? items : undefined;
}
