import { type Diagnostic, failures, type Result, success } from "../../policies/text/diagnostic.js";
import { didYouMean } from "../../policies/text/nearestNames.js";
import { builtInProperties } from "../../properties/catalogue/builtInProperties.js";
import { isConfigurable, type Preset, propertiesOf } from "../../properties/catalogue/propertiesOf.js";
import { type ParameterValues, parameterFaults, requiredParameters } from "../../properties/parameters.js";
import type { Property } from "../../properties/property.js";

/**
 * The properties of a preset, the built-in ones that are named, as `ID` or `ID:PARAMETER=VALUE,VALUE`, and those given
 * as values, in this order. A named one replaces that of the preset. Names without a preset are asked alone, and with
 * neither it is the preset `recommended`. A name that is not known is an error, never passed over.
 */
export function chooseProperties(
  named: readonly (string | Property)[] = [],
  preset?: Preset,
): Result<readonly Property[]> {
  const wanted = readNames(named.filter((one): one is string => typeof one === "string"));
  const problems = [...wanted].flatMap(([id, values]) => problemsOf(id, values));
  if (problems.length > 0) return failures(problems);
  const builtIn = new Map([...wanted].map(([id, values]) => [id, configured(id, values)]));
  const given = new Set(named.map((one) => (typeof one === "string" ? builtIn.get(idOf(one))! : one)));
  const ids = new Set([...given].map(({ id }) => id));
  const base = propertiesOf(preset ?? (named.length === 0 ? "recommended" : "none"));
  const chosen = [...base.filter(({ id }) => !ids.has(id)), ...given];
  return chosen.length === 0 ? failures([nothingChosen]) : success(chosen);
}

const idOf = (name: string): string => name.split(":", 1)[0]!;

/** The parameters of each property that is named: those of a name that is repeated are joined. */
function readNames(names: readonly string[]): ReadonlyMap<string, ParameterValues> {
  const wanted = new Map<string, ParameterValues>();
  for (const name of names) {
    const id = idOf(name);
    const values = wanted.get(id) ?? {};
    const setting = name.slice(id.length + 1);
    const parameter = setting.split("=", 1)[0]!;
    const added = setting.slice(parameter.length + 1).split(",");
    wanted.set(
      id,
      name.length === id.length
        ? values
        : { ...values, [parameter]: [...(values[parameter] ?? []), ...added] },
    );
  }
  return wanted;
}

const findBuiltIn = (id: string): Property | undefined => builtInProperties.find((one) => one.id === id);

function configured(id: string, values: ParameterValues): Property {
  const property = findBuiltIn(id)!;
  return isConfigurable(property) ? property.with(values) : property;
}

function problemsOf(id: string, values: ParameterValues): readonly Diagnostic[] {
  const property = findBuiltIn(id);
  if (property === undefined) return [noProperty(id)];
  const { parameters = {} } = property;
  const names = Object.keys(parameters);
  const faults = Object.entries(values).flatMap(([name, list]) =>
    parameterFaults(parameters, name, list).map(({ message, expected }) => ({
      message: `${message} of \`${id}\``,
      hint: expected === undefined ? noSuch(id, name, names) : `expected ${expected}`,
    })),
  );
  const missing = requiredParameters(parameters)
    .filter((name) => values[name] === undefined)
    .map((name) => ({
      message: `\`${id}\` needs its parameter \`${name}\``,
      hint: `write \`${id}:${name}=VALUE\`: ${parameters[name]!.help}`,
    }));
  return [...faults, ...missing].map((one) => ({ code: "parameter", severity: "error", ...one }));
}

const noSuch = (id: string, name: string, names: readonly string[]): string =>
  names.length === 0 ? `\`${id}\` has no parameters` : didYouMean(name, names);

const noProperty = (id: string): Diagnostic => ({
  code: "unknown-property",
  severity: "error",
  message: `unknown property \`${id}\``,
  hint: didYouMean(
    id,
    builtInProperties.map((one) => one.id),
  ),
});

const nothingChosen: Diagnostic = {
  code: "no-property",
  severity: "error",
  message: "the preset `none` has no properties, and none is named",
  hint: "name some with `--property ID`, or choose the preset `recommended`",
};
