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
export function matchSchema(
  value: unknown,
  root: Schema,
  schema: Schema = root,
  pointer = "",
): SchemaMismatch | undefined {
  if (schema.$ref !== undefined) return matchSchema(value, root, definition(root, schema.$ref), pointer);
  if (schema.type !== undefined) {
    const types = [schema.type].flat();
    const found = typeOf(value);
    if (!types.includes(found)) return { pointer, expected: types.join(" or "), found };
  }
  for (const [key, inner, within] of parts(value, schema)) {
    const misfit = matchSchema(inner, root, within, `${pointer}/${pointerToken(key)}`);
    if (misfit !== undefined) return misfit;
  }
  return undefined;
}

function parts(value: unknown, schema: Schema): readonly (readonly [string, unknown, Schema])[] {
  if (Array.isArray(value)) {
    const items = schema.items;
    return items === undefined ? [] : value.map((item, index) => [String(index), item, items]);
  }
  if (typeof value !== "object" || value === null) return [];
  const missing = (schema.required ?? []).filter((key) => !Object.hasOwn(value, key));
  if (missing[0] !== undefined) return [[missing[0], undefined, { type: "value" }]];
  const { properties = {}, additionalProperties } = schema;
  // the attributes of resources, which are most of a plan, may be anything
  if (additionalProperties === undefined || Object.keys(additionalProperties).length === 0) {
    return Object.entries(properties).flatMap(([key, within]) =>
      Object.hasOwn(value, key) ? [[key, (value as Record<string, unknown>)[key], within] as const] : [],
    );
  }
  return Object.entries(value).flatMap(([key, inner]) => {
    const within = Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
    return within === undefined ? [] : [[key, inner, within] as const];
  });
}

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
