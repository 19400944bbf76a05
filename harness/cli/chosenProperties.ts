import type { Preset } from "../../properties/catalogue/propertiesOf.js";
import { chosenId, type PropertyChoice } from "../run/propertyChoice.js";
import type { Arguments } from "./arguments.js";

/** Which properties are asked, as `check` of the API takes it. */
export interface ChosenProperties {
  readonly properties: readonly PropertyChoice[];
  readonly preset?: Preset;
  readonly trusted?: readonly string[];
}

/**
 * The properties that `--property` names, or those of the configuration in addition to its preset, which is
 * `recommended` where it names none. A name without parameters is that of the configuration, if it has one.
 */
export function chosenProperties(args: Arguments): ChosenProperties {
  const { properties = [], trusted } = args.configured?.loaded.config ?? {};
  const isNamed = args.has("property");
  const given = (isNamed && !args.has("preset") ? undefined : args.text("preset")) as Preset | undefined;
  const preset = given ?? (!isNamed && properties.length > 0 ? "recommended" : undefined);
  const named = args.texts("property").flatMap((name): readonly PropertyChoice[] => {
    const own = properties.filter((one) => chosenId(one) === name);
    return own.length === 0 ? [name] : own;
  });
  return {
    properties: isNamed ? named : properties,
    ...(preset && { preset }),
    ...(trusted && { trusted }),
  };
}
