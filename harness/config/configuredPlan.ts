import { type Diagnostic, failure, type Result, success } from "../../policies/text/diagnostic.js";
import type { Preset } from "../../properties/catalogue/propertiesOf.js";
import type { Exception } from "../gate/exception.js";
import type { GateOptions } from "../run/openGate.js";
import { isNamedProperty, type PropertyChoice } from "../run/propertyChoice.js";
import { askedProperties } from "./askedProperties.js";
import type { Config } from "./config.js";
import { configuredGate } from "./configuredGate.js";
import { type ConfigPlace, type LoadedConfig, loadConfig, loadConfigAtOnce } from "./loadConfig.js";

/** Options that a call of a test runner shares with the configuration. */
export interface RunnerOptions {
  readonly properties?: readonly PropertyChoice[];
  readonly preset?: Preset;
  /** a configuration, in place of the one found; @defaultValue that of the working directory and above */
  readonly config?: string;
  readonly cwd?: string;
  /** `YYYY-MM-DD`, the day by which exceptions expire; @defaultValue that of the clock, in UTC */
  readonly today?: string;
}

/** Sources to test, each with its options. */
export type ConfiguredPlan<Source, Options> = readonly (readonly [source: Source, options: Options])[];

/**
 * A source with the options of a call, and what the configuration says where these say nothing; without a source those
 * of the configuration. Fails where the configuration is wrong, and where there is nothing to test.
 */
export async function configuredPlan<Source, Options extends RunnerOptions>(
  source: Source | undefined,
  options: Options,
): Promise<Result<ConfiguredPlan<Source | string, Options>>> {
  const loaded = await loadConfig(placeOf(options));
  return loaded.ok ? joined(source, options, loaded.value) : loaded;
}

/** The same at once; code of the configuration must not wait. */
export function configuredPlanAtOnce<Source, Options extends RunnerOptions>(
  source: Source | undefined,
  options: Options,
): Result<ConfiguredPlan<Source | string, Options>> {
  const loaded = loadConfigAtOnce(placeOf(options));
  return loaded.ok ? joined(source, options, loaded.value) : loaded;
}

const placeOf = ({ cwd, config }: RunnerOptions): ConfigPlace => ({
  ...(cwd !== undefined && { cwd }),
  ...(config !== undefined && { file: config }),
});

function joined<Source, Options extends RunnerOptions>(
  source: Source | undefined,
  options: Options,
  loaded: LoadedConfig | undefined,
): Result<ConfiguredPlan<Source | string, Options>> {
  const sources = source === undefined ? (loaded?.config.sources ?? []) : [source];
  if (sources.length === 0) return failure(noSource);
  const gate = configuredGate(loaded, options);
  if (!gate.ok) return gate;
  const config = loaded?.config ?? {};
  return success(
    sources.map((one) => [
      one,
      { ...ofOneSource(gate.value, one, sources), ...withConfig(options, config, one) },
    ]),
  );
}

/** Without the exceptions for targets of other sources of the configuration. */
function ofOneSource(gate: GateOptions, source: unknown, sources: readonly unknown[]): GateOptions {
  const others = sources.filter((one) => one !== source);
  const isOther = ({ target }: Exception) => others.some((one) => target.startsWith(`${one}#`));
  const exceptions = gate.exceptions?.filter((one) => !isOther(one));
  return { ...gate, ...(exceptions && { exceptions }) };
}

/** The keys of a configuration that are also options of a call. */
const shared = [
  "failOn",
  "universe",
  "undecided",
  "seed",
  "runs",
  "account",
  "region",
  "managed",
  "chdir",
  "allowEmpty",
] as const satisfies readonly (keyof Config)[];

function withConfig<Options extends RunnerOptions>(
  options: Options,
  config: Config,
  source: unknown,
): Options {
  const values = shared.flatMap((key) => (config[key] === undefined ? [] : [[key, config[key]] as const]));
  const { properties, ...asked } = askedProperties(config, options);
  const isNamed = options.properties !== undefined || properties.length > 0;
  return {
    ...Object.fromEntries(values),
    ...options,
    ...asked,
    ...(isNamed && { properties: properties.flatMap((one) => ofSource(one, source, config.sources)) }),
  };
}

/** A property that is bound to targets of another source of the configuration is not asked of this one. */
function ofSource(
  choice: PropertyChoice,
  source: unknown,
  sources: readonly string[] = [],
): readonly PropertyChoice[] {
  if (!isNamedProperty(choice) || choice.targets === undefined) return [choice];
  const others = sources.filter((one) => one !== source);
  const targets = choice.targets.filter((target) => !others.some((one) => target.startsWith(`${one}#`)));
  return targets.length === 0 ? [] : [{ ...choice, targets }];
}

const noSource: Diagnostic = {
  code: "no-source",
  severity: "error",
  message: "no source is named",
  hint: "name a plan in the call, or `sources` in planproof.config.json",
};
