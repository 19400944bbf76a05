import { type Diagnostic, failures, type Result, success } from "../../policies/text/diagnostic.js";
import { didYouMean } from "../../policies/text/nearestNames.js";
import { builtInProperties } from "../../properties/catalogue/builtInProperties.js";
import { isConfigurable, type Preset, propertiesOf } from "../../properties/catalogue/propertiesOf.js";
import { isAt, onlyTo } from "../../properties/onlyTo.js";
import {
  lonelyParameters,
  type ParameterValues,
  parameterFaults,
  requiredParameters,
} from "../../properties/parameters.js";
import type { Property } from "../../properties/property.js";
import { valueForms } from "../../properties/valueForms.js";
import { chosenId, isChoice, isNamedProperty, type PropertyChoice } from "./propertyChoice.js";

/**
 * The properties of a preset, the built-in ones that are named, and those given as values, in this order. A named one
 * replaces that of the preset, and one that is bound to targets replaces it for these. Names without a preset are asked
 * alone, and with neither it is the preset `recommended`. A name that is not known is an error, never passed over.
 *
 * @param trusted values of the parameter `trusted`, for each property that has one and is named without it
 */
export function chooseProperties(
  named: readonly PropertyChoice[] = [],
  preset?: Preset,
  trusted: readonly string[] = [],
): Result<readonly Property[]> {
  const strange = named.flatMap((one, index) => (isChoice(one) ? [] : [notAProperty(one, index)]));
  if (strange.length > 0) return failures(strange);
  const names = named.filter((one): one is string => typeof one === "string");
  const wanted = readNames(names);
  const objects = named.filter(isNamedProperty);
  const problems = [
    ...namedTwice(names),
    ...[...wanted].flatMap(([id, values]) => problemsOf(id, values, trusted)),
    ...objects.flatMap((one) => problemsOf(one.id, valuesOf(one.parameters), trusted)),
  ];
  if (problems.length > 0) return failures(problems);
  const builtIn = new Map([...wanted].map(([id, values]) => [id, configured(id, values, trusted)]));
  const given = new Set(
    named.flatMap((one) => {
      if (typeof one === "string") return [builtIn.get(chosenId(one))!];
      if (!isNamedProperty(one)) return [one];
      const property = configured(one.id, valuesOf(one.parameters), trusted);
      return one.targets === undefined ? [property] : one.targets.map((target) => onlyTo(target, property));
    }),
  );
  const base = propertiesOf(preset ?? (named.length === 0 ? "recommended" : "none"));
  const chosen = [...base.flatMap((one) => asideFrom(given, trusting(one, trusted))), ...given];
  return chosen.length === 0 ? failures([nothingChosen]) : success(chosen);
}

/** A property of the preset where others of its id are given: for the targets that none of them is about. */
function asideFrom(given: ReadonlySet<Property>, property: Property): readonly Property[] {
  const same = [...given].filter(({ id }) => id === property.id);
  const addresses = same.flatMap((one) => (one.onlyTo === undefined ? [] : [one.onlyTo]));
  if (same.length === 0) return [property];
  if (addresses.length < same.length) return [];
  return [
    {
      ...property,
      appliesTo: (target) =>
        !addresses.some((address) => isAt(address, target)) && property.appliesTo(target),
    },
  ];
}

/** The parameters of each property that is named: those of a name that is repeated are joined. */
function readNames(names: readonly string[]): ReadonlyMap<string, ParameterValues> {
  const wanted = new Map<string, ParameterValues>();
  for (const name of names) {
    const id = chosenId(name);
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

/** Named with parameters and without: it would be one property, so that the other one is not asked. */
const namedTwice = (names: readonly string[]): readonly Diagnostic[] =>
  [...new Set(names)]
    .filter((id) => chosenId(id) === id && names.some((one) => one !== id && chosenId(one) === id))
    .map((id) => ({
      code: "named-twice",
      severity: "error",
      message: `\`${id}\` is named both with parameters and without`,
      hint: `leave out the one without: \`${id}:NAME=VALUE\` again sets another parameter of the same property; to ask for both, give each as an object \`{"id","parameters"}\` in \`properties\` of the configuration`,
    }));

const valuesOf = (parameters: Readonly<Record<string, string | readonly string[]>> = {}): ParameterValues =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, typeof value === "string" ? [value] : value]),
  );

const findBuiltIn = (id: string): Property | undefined => builtInProperties.find((one) => one.id === id);

function configured(id: string, values: ParameterValues, trusted: readonly string[]): Property {
  const property = findBuiltIn(id)!;
  return isConfigurable(property)
    ? property.with({ ...trustedValues(property, trusted), ...values })
    : property;
}

function trusting(property: Property, trusted: readonly string[]): Property {
  const values = trustedValues(property, trusted);
  return isConfigurable(property) && values["trusted"] !== undefined ? property.with(values) : property;
}

/** The trusted accounts and organizations that a property can be given: some take accounts alone. */
function trustedValues({ parameters = {} }: Property, trusted: readonly string[]): ParameterValues {
  const parameter = parameters["trusted"];
  if (parameter === undefined || trusted.length === 0) return {};
  return { trusted: trusted.filter((one) => valueForms[parameter.form].test.test(one)) };
}

function problemsOf(id: string, values: ParameterValues, trusted: readonly string[]): readonly Diagnostic[] {
  const property = findBuiltIn(id);
  if (property === undefined) return [noProperty(id)];
  const { parameters = {} } = property;
  const names = Object.keys(parameters);
  const known = { ...trustedValues(property, trusted), ...values };
  const faults = Object.entries(values).flatMap(([name, list]) =>
    parameterFaults(parameters, name, list).map(({ message, expected }) => ({
      message: expected === undefined ? `${message} of \`${id}\`` : `\`${id}\`: ${message}`,
      hint: expected === undefined ? noSuch(id, name, names) : `expected ${expected}`,
    })),
  );
  const missing = requiredParameters(parameters)
    .filter((name) => known[name] === undefined)
    .map((name) => ({
      message: `\`${id}\` needs its parameter \`${name}\``,
      hint: `write \`${id}:${name}=VALUE\`: ${parameters[name]!.help}`,
    }));
  const lonely = (faults.length > 0 ? [] : lonelyParameters(parameters, values)).map((message) => ({
    message: `\`${id}\`: ${message}`,
    hint: "give both, or leave out this one",
  }));
  return [...faults, ...missing, ...lonely].map((one) => ({ code: "parameter", severity: "error", ...one }));
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
    "`planproof list properties`",
  ),
});

const notAProperty = (value: unknown, index: number): Diagnostic => ({
  code: "not-a-property",
  severity: "error",
  message: `\`properties[${index}]\` is ${typeof value === "function" ? `the function \`${value.name}\`` : String(value)}, and not a property`,
  hint:
    typeof value === "function"
      ? `call it: \`${value.name}({ … })\``
      : "correct the name in its `import`, or name a built-in property: `planproof list properties`",
});

const nothingChosen: Diagnostic = {
  code: "no-property",
  severity: "error",
  message: "the preset `none` has no properties, and none is named",
  hint: "name some with `--property ID`, or choose the preset `recommended`",
};
