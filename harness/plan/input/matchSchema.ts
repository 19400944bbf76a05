import { pointerToken } from "../../../policies/text/jsonNode.js";

/** The part of JSON Schema (draft-07) that our own schemas use. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** The first place where a value is not what the schema says. */
export interface SchemaMismatch {
  readonly pointer: string;
  readonly expected: string;
  readonly found: string;
}

/**
 * Compares a value with a schema, so that the types generated from it are true of the value.
 * Recursive: cap the nesting of the value before (see {@link jsonNesting}).
 */
export function matchSchema(value: unknown, root: Schema, schema: Schema = root): SchemaMismatch | undefined {
  if (schema.$ref !== undefined) return matchSchema(value, root, definition(root, schema.$ref));
  if (schema.type !== undefined) {
    const found = typeOf(value);
    const isExpected = typeof schema.type === "string" ? schema.type === found : schema.type.includes(found);
    if (!isExpected) return { pointer: "", expected: [schema.type].flat().join(" or "), found };
  }
  if (Array.isArray(value)) return matchItems(value, root, schema.items);
  return typeof value === "object" && value !== null ? matchMembers(value, root, schema) : undefined;
}

function matchItems(
  items: readonly unknown[],
  root: Schema,
  schema: Schema | undefined,
): SchemaMismatch | undefined {
  if (schema === undefined) return undefined;
  for (const [index, item] of items.entries()) {
    const misfit = matchSchema(item, root, schema);
    if (misfit !== undefined) return inside(String(index), misfit);
  }
  return undefined;
}

function matchMembers(value: object, root: Schema, schema: Schema): SchemaMismatch | undefined {
  const { required = [], properties = {}, additionalProperties = {} } = schema;
  const missing = required.find((key) => !Object.hasOwn(value, key));
  if (missing !== undefined) return inside(missing, { pointer: "", expected: "value", found: "nothing" });
  // the attributes of resources, which are most of a plan, may be anything
  const isClosed = Object.keys(additionalProperties).length > 0;
  for (const key of Object.keys(isClosed ? value : properties)) {
    if (!Object.hasOwn(value, key)) continue;
    const within = Object.hasOwn(properties, key) ? properties[key]! : additionalProperties;
    const misfit = matchSchema((value as Readonly<Record<string, unknown>>)[key], root, within);
    if (misfit !== undefined) return inside(key, misfit);
  }
  return undefined;
}

/** A mismatch inside a member or item, seen from outside: no pointer is made where nothing is wrong. */
const inside = (key: string, misfit: SchemaMismatch): SchemaMismatch => ({
  ...misfit,
  pointer: `/${pointerToken(key)}${misfit.pointer}`,
});

function definition(root: Schema, ref: string): Schema {
  const name = ref.replace("#/definitions/", "");
  const found = root.definitions?.[name];
  if (found === undefined) throw new Error(`the schema has no definition ${name}`);
  return found;
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (value === undefined) return "nothing";
  return Array.isArray(value) ? "array" : typeof value;
}
