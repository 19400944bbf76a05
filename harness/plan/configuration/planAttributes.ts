import { evaluateTemplate } from "../hcl/evaluateTemplate.js";
import { isKnown } from "../hcl/partialValue.js";
import { blockScope, type InstanceScope } from "./blockScope.js";
import { attributesOf, dynamicBlocks, type JsonBlock } from "./jsonBlocks.js";

/** The attributes of an instance as a plan shows them: what is known, and a mask of what is not. */
export interface PlannedAttributes {
  readonly after: Readonly<Record<string, unknown>>;
  readonly unknown: Readonly<Record<string, unknown>>;
}

/**
 * Determines what is known of a block before anything is planned. The provider fills in `id` and `arn`, and a data
 * source everything that is not configured; the mask says so for the attributes that others refer to.
 */
export function planAttributes(block: JsonBlock, scope: InstanceScope): PlannedAttributes {
  const { value, unknown } = plannedObject(attributesOf(block), scope);
  const made = [...computed(block.mode), ...dynamicBlocks(block).map(([name]) => name)];
  const filledIn = made.filter((name) => !Object.hasOwn(value, name)).map((name) => [name, true]);
  return { after: value, unknown: { ...Object.fromEntries(filledIn), ...unknown } };
}

const computed = (mode: JsonBlock["mode"]): readonly string[] =>
  mode === "data" ? ["id", "arn", "json", "minified_json"] : ["id", "arn"];

/** A value with its mask, as in a plan: an unknown member is missing, an unknown item is null. */
interface Planned {
  readonly value: unknown;
  /** false where nothing is unknown */
  readonly unknown: unknown;
}

function planned(value: unknown, scope: InstanceScope): Planned {
  if (typeof value === "string") {
    const evaluated = evaluateTemplate(value, blockScope(scope));
    return isKnown(evaluated) ? { value: evaluated, unknown: false } : { value: undefined, unknown: true };
  }
  if (Array.isArray(value)) return plannedList(value, scope);
  return typeof value === "object" && value !== null
    ? plannedObject(Object.entries(value), scope)
    : { value, unknown: false };
}

function plannedList(items: readonly unknown[], scope: InstanceScope): Planned {
  const all = items.map((item) => planned(item, scope));
  return { value: all.map(({ value }) => value ?? null), unknown: all.map(({ unknown }) => unknown) };
}

function plannedObject(
  entries: readonly (readonly [string, unknown])[],
  scope: InstanceScope,
): { readonly value: Record<string, unknown>; readonly unknown: Record<string, unknown> } {
  const all = entries.map(([key, value]) => [key, planned(value, scope)] as const);
  const known = all.filter(([, { value }]) => value !== undefined);
  const masked = all.filter(([, { unknown }]) => unknown !== false);
  return {
    value: Object.fromEntries(known.map(([key, { value }]) => [key, value])),
    unknown: Object.fromEntries(masked.map(([key, { unknown }]) => [key, unknown])),
  };
}
