import type { Preset } from "../../properties/catalogue/propertiesOf.js";
import { chosenId, type PropertyChoice } from "../run/propertyChoice.js";
import type { Config } from "./config.js";

/** Which properties are asked, as `check` takes it. */
export interface AskedProperties {
  readonly properties: readonly PropertyChoice[];
  readonly preset?: Preset;
  readonly trusted?: readonly string[];
}

/**
 * The properties that are named, or those of the configuration in addition to its preset, which is `recommended` where
 * it names none. A name without parameters is that of the configuration, if it has one; named ones are asked alone
 * unless a preset is named too.
 */
export function askedProperties(
  { properties: own = [], preset: ownPreset, trusted }: Config,
  { properties, preset }: { readonly properties?: readonly PropertyChoice[]; readonly preset?: Preset },
): AskedProperties {
  const isNamed = properties !== undefined;
  const otherwise = isNamed ? undefined : (ownPreset ?? (own.length > 0 ? "recommended" : undefined));
  const chosen = preset ?? otherwise;
  const named = properties?.flatMap((one): readonly PropertyChoice[] => {
    const same = typeof one === "string" ? own.filter((other) => chosenId(other) === one) : [];
    return same.length === 0 ? [one] : same;
  });
  return {
    properties: named ?? own,
    ...(chosen && { preset: chosen }),
    ...(trusted && { trusted }),
  };
}
