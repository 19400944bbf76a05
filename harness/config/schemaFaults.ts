import { isObject } from "../../policies/text/isObject.js";
import { didYouMean } from "../../policies/text/nearestNames.js";

/** The part of JSON Schema (draft-07) that the configuration's schema uses. */
export interface ConfigSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, ConfigSchema>>;
  readonly additionalProperties?: boolean | ConfigSchema;
  readonly items?: ConfigSchema;
  readonly anyOf?: readonly ConfigSchema[];
  readonly definitions?: Readonly<Record<string, ConfigSchema>>;
}

/** Where in a value something is: keys and indices from the outside in. */
export type ValuePath = readonly (string | number)[];

/** One place where a value is not what the schema says. */
export interface SchemaFault {
  readonly path: ValuePath;
  /** true where the key is wrong and not its value */
  readonly ofKey?: true;
  readonly message: string;
  readonly hint: string;
}

/** Every place where a value is not what the schema says, in the order of the value. Members that are undefined are absent. */
export const schemaFaults = (value: unknown, root: ConfigSchema): readonly SchemaFault[] =>
  faultsAt([], value, { root, schema: root });

interface SchemaPlace {
  readonly root: ConfigSchema;
  readonly schema: ConfigSchema;
}

function faultsAt(path: ValuePath, value: unknown, place: SchemaPlace): readonly SchemaFault[] {
  const { root } = place;
  const schema = resolved(place);
  const found = typeOf(value);
  const choices = (schema.anyOf ?? [schema]).map((one) => resolved({ root, schema: one }));
  const fitting = choices.find(({ type }) => type === found || (type === "integer" && found === "number"));
  if (fitting === undefined) {
    const hint = `write ${choices.map(({ type = "" }) => called[type] ?? type).join(" or ")}${what(schema)}`;
    return [{ path, message: `${nameOf(path)} is ${called[found] ?? found}`, hint }];
  }
  const here = { root, schema: { ...schema, ...fitting } };
  if (Array.isArray(value)) return itemFaults(path, value, here);
  return isObject(value) ? memberFaults(path, value, here) : valueFaults(path, value, here.schema);
}

function resolved({ root, schema }: SchemaPlace): ConfigSchema {
  const { $ref, ...rest } = schema;
  return $ref === undefined ? schema : { ...root.definitions![$ref.replace("#/definitions/", "")]!, ...rest };
}

function itemFaults(
  path: ValuePath,
  items: readonly unknown[],
  { root, schema }: SchemaPlace,
): readonly SchemaFault[] {
  if (items.length < (schema.minItems ?? 0))
    return [{ path, message: `${nameOf(path)} is empty`, hint: "name at least one, or leave it out" }];
  return items.flatMap((item, index) => faultsAt([...path, index], item, { root, schema: schema.items! }));
}

function memberFaults(
  path: ValuePath,
  value: Readonly<Record<string, unknown>>,
  { root, schema: { properties = {}, required = [], additionalProperties } }: SchemaPlace,
): readonly SchemaFault[] {
  const missing = required
    .filter((key) => value[key] === undefined)
    .map((key) => ({
      path,
      message: `${nameOf(path)} has no \`${key}\``,
      hint: `write \`${key}\`${what(properties[key]!)}`,
    }));
  const faults = Object.entries(value).flatMap(([key, member]): readonly SchemaFault[] => {
    const own = Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
    if (typeof own === "object")
      return member === undefined ? [] : faultsAt([...path, key], member, { root, schema: own });
    const hint = didYouMean(key, Object.keys(properties));
    return [{ path: [...path, key], ofKey: true, message: `unknown key \`${key}\``, hint }];
  });
  return [...missing, ...faults];
}

function valueFaults(path: ValuePath, value: unknown, schema: ConfigSchema): readonly SchemaFault[] {
  const fault = (hint: string): readonly SchemaFault[] => [
    { path, message: `${nameOf(path)} cannot be \`${String(value)}\``, hint },
  ];
  const { minimum = -Infinity, maximum = Infinity } = schema;
  if (schema.enum !== undefined && !schema.enum.includes(String(value)))
    return fault(didYouMean(String(value), schema.enum));
  if (schema.pattern !== undefined && !new RegExp(schema.pattern).test(String(value)))
    return fault(`write ${called[schema.type ?? ""]}${what(schema)}`);
  if (schema.type !== "integer") return [];
  const fits = Number.isSafeInteger(value) && Number(value) >= minimum && Number(value) <= maximum;
  const upTo = Number.isFinite(maximum) ? `to ${maximum}` : "up";
  return fits ? [] : fault(`write a whole number from ${minimum} ${upTo}`);
}

/** What a value is for, to follow what to write. */
const what = ({ description }: ConfigSchema): string =>
  description === undefined ? "" : `: ${description.replace(/\.$/, "")}`;

/** `properties[0].id`, in backticks. */
function nameOf(path: ValuePath): string {
  const parts = path.map((part, index) =>
    typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${part}`,
  );
  return path.length === 0 ? "the configuration" : `\`${parts.join("")}\``;
}

const called: Readonly<Record<string, string>> = {
  object: "an object",
  array: "a list",
  string: "a string",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  function: "a function",
};

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
