import { type ValueForm, valueForms } from "./valueForms.js";

/** What can be set of a property: a list of strings. */
export interface Parameter {
  /** what it is, in a few words without a capital */
  readonly help: string;
  readonly form: ValueForm;
  /** the only values it takes; @defaultValue all of its form */
  readonly words?: readonly string[];
  /** the values where none are given; absent where they must be given, and then the property is in no preset */
  readonly default?: readonly string[];
  /** the values in the preset `strict`; @defaultValue those of `default` */
  readonly strict?: readonly string[];
  /** another parameter, without values of which this one has no meaning */
  readonly needs?: string;
}

/** The parameters of a property by their names. */
export type Parameters = Readonly<Record<string, Parameter>>;

/** Values by the names of parameters. */
export type ParameterValues = Readonly<Record<string, readonly string[]>>;

/** The names of parameters that have no default. */
export const requiredParameters = (parameters: Parameters = {}): readonly string[] =>
  Object.entries(parameters).flatMap(([name, one]) => (one.default === undefined ? [name] : []));

/** What is wrong with parameters that are given without the one that they need. */
export const lonelyParameters = (parameters: Parameters, values: ParameterValues): readonly string[] =>
  Object.entries(values).flatMap(([name, { length }]) => {
    const needs = Object.hasOwn(parameters, name) ? parameters[name]?.needs : undefined;
    return length === 0 || needs === undefined || values[needs]?.length
      ? []
      : [`\`${name}\` has no meaning without \`${needs}\``];
  });

/** What is wrong with a value of a parameter, and what to write instead. */
export interface ParameterFault {
  readonly message: string;
  /** absent where the name is wrong */
  readonly expected?: string;
}

/** What is wrong with the values given for a parameter; nothing where they can be used. */
export function parameterFaults(
  parameters: Parameters,
  name: string,
  values: unknown,
): readonly ParameterFault[] {
  const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  if (parameter === undefined) return [{ message: `unknown parameter \`${name}\`` }];
  if (!Array.isArray(values))
    return [{ message: `\`${name}\` is not a list of strings`, expected: "a list of strings" }];
  const { words, form } = parameter;
  const { test, is } = valueForms[form];
  const fits = (value: unknown): boolean =>
    typeof value === "string" && (words === undefined ? test.test(value) : words.includes(value));
  const expected = words === undefined ? is : `one of ${words.join(", ")}`;
  return values
    .filter((value) => !fits(value))
    .map((value) => ({ message: `\`${name}\` cannot be \`${String(value)}\``, expected }));
}
