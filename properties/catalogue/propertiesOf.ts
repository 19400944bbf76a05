import type { ConfigurableProperty } from "../configurable.js";
import type { Property } from "../property.js";
import { builtInProperties } from "./builtInProperties.js";

/** The names of presets, the smallest first. */
export const presetNames = ["none", "recommended", "strict"] as const;

/**
 * Which built-in properties are asked: `recommended` has those that make sense for any plan, `strict` in addition
 * those that need parameters, with cautious ones, and `none` nothing.
 */
export type Preset = (typeof presetNames)[number];

/**
 * The properties of a preset.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { propertiesOf } from "planproof/properties";
 *
 * assert(propertiesOf("recommended").some(({ id }) => id === "no-public-access"));
 * assert.deepEqual(propertiesOf("none"), []);
 * ```
 */
export function propertiesOf(preset: Preset): readonly Property[] {
  if (preset === "none") return [];
  if (preset === "recommended") return builtInProperties.filter((one) => one.preset === "recommended");
  return builtInProperties.filter((one) => one.preset !== undefined).map(strictly);
}

/** The property with the values of its parameters in the preset `strict`. */
function strictly(property: Property): Property {
  if (!isConfigurable(property)) return property;
  const strict = Object.entries(property.parameters).flatMap(([name, one]) =>
    one.strict === undefined ? [] : [[name, one.strict] as const],
  );
  return strict.length === 0 ? property : property.with(Object.fromEntries(strict));
}

/** Whether parameters of a property can be set. */
export const isConfigurable = (property: Property): property is ConfigurableProperty =>
  "with" in property && Object.keys(property.parameters ?? {}).length > 0;
