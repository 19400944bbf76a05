import type { Property } from "../../../properties/property.js";
import type { Config } from "../../config/config.js";
import { printJson } from "../../report/printJson.js";
import { defaultGate } from "../../run/failOn.js";
import type { PropertyChoice } from "../../run/propertyChoice.js";
import type { Arguments } from "../arguments.js";
import { chosenProperties } from "../chosenProperties.js";
import { configuredFlags } from "../configuredArguments.js";

interface ShownValue {
  readonly value: unknown;
  /** a flag, `arguments`, `default`, or a place in the configuration */
  readonly from: string;
}

/** What a command would go by, as JSON: each value with where it comes from. */
export function showConfig(args: Arguments): string {
  const loaded = args.configured?.loaded;
  const { config = {}, file = null } = loaded ?? {};
  const values = new Map<string, ShownValue>();
  const keep = (key: keyof Config, value: unknown, from: string | undefined) => {
    if (value !== undefined) values.set(key, { value, from: from ?? loaded!.placeOf(key) });
  };
  for (const [key, value] of Object.entries(config))
    if (key !== "$schema") keep(key as keyof Config, value, undefined);
  for (const [key, flag] of Object.entries(configuredFlags))
    if (args.has(flag)) keep(key as keyof Config, asConfigured(args.text(flag)!), `--${flag}`);
  if (args.operands.length > 0 && args.operands !== config.sources)
    keep("sources", args.operands, "arguments");
  const { properties, preset = "recommended" } = chosenProperties(args);
  if (args.has("property")) keep("properties", properties, "--property");
  const defaults: Config = { preset, failOn: defaultGate(preset), universe: "typed", undecided: "fail" };
  for (const [key, value] of Object.entries(defaults))
    if (!values.has(key)) keep(key as keyof Config, value, "default");
  const shown = [...values].map(([key, one]) => [key, { ...one, value: plain(key, one.value) }]);
  return printJson({ file, values: Object.fromEntries(shown) });
}

/** As the configuration would have it. */
const asConfigured = (text: string): string | number => (/^\d{1,11}$/.test(text) ? Number(text) : text);

/** A property of one's own is a function: its id and sentence are shown. */
const plain = (key: string, value: unknown): unknown =>
  key === "properties" && Array.isArray(value)
    ? value.map((one) => (isOwn(one) ? { id: one.id, sentence: one.sentence } : one))
    : value;

const isOwn = (one: PropertyChoice): one is Property => typeof one === "object" && "search" in one;
