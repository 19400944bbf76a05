import type { Preset } from "../../properties/catalogue/propertiesOf.js";
import { type AskedProperties, askedProperties } from "../config/askedProperties.js";
import type { Arguments } from "./arguments.js";

/** The properties that `--property` and `--preset` name, or those of the configuration. */
export function chosenProperties(args: Arguments): AskedProperties {
  const preset = args.has("preset") ? (args.text("preset") as Preset) : undefined;
  return askedProperties(args.configured?.loaded.config ?? {}, {
    ...(args.has("property") && { properties: args.texts("property") }),
    ...(preset && { preset }),
  });
}
