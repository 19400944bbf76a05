import { lonelyParameters, type Parameters, type ParameterValues, parameterFaults } from "./parameters.js";
import type { Property } from "./property.js";

/** A property whose parameters can be set. */
export interface ConfigurableProperty<Table extends Parameters = Parameters> extends Property {
  readonly parameters: Table;
  /**
   * The property with other values; those left out have their defaults.
   *
   * @throws TypeError for a parameter that does not exist, a value that is not of its form, and a parameter without
   * the one that it needs
   */
  readonly with: (
    values: { readonly [Name in keyof Table]?: readonly string[] },
  ) => ConfigurableProperty<Table>;
}

/**
 * A property with parameters, by a function that makes it of their values.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { configurable, confinement } from "planproof/properties";
 *
 * const noDeletes = configurable(
 *   { actions: { help: "action patterns", form: "action", default: ["s3:Delete*"] } },
 *   ({ actions }) => confinement({ id: "no-deletes", actions, resources: [] }),
 * );
 * assert.equal(noDeletes.with({ actions: ["sqs:Delete*"] }).sentence, "sqs:Delete* is never allowed");
 * ```
 */
export function configurable<Table extends Parameters>(
  parameters: Table,
  make: (values: { readonly [Name in keyof Table]: readonly string[] }) => Property,
): ConfigurableProperty<Table> {
  const withValues = (values: ParameterValues): ConfigurableProperty<Table> => ({
    ...make({ ...defaultsOf(parameters), ...values } as never),
    parameters,
    with: (given) => {
      const set = Object.entries(given).filter((entry) => entry[1] !== undefined);
      const values = Object.fromEntries(set) as ParameterValues;
      const wrong = set.flatMap(([name, list]) => parameterFaults(parameters, name, list));
      const faults =
        wrong.length > 0 ? wrong.map(({ message }) => message) : lonelyParameters(parameters, values);
      if (faults.length > 0) throw new TypeError(faults.join("; "));
      return withValues(values);
    },
  });
  return withValues({});
}

const defaultsOf = (parameters: Parameters): ParameterValues =>
  Object.fromEntries(Object.entries(parameters).map(([name, one]) => [name, one.default ?? []]));
