import type { AttributeSchema, BlockSchema, NestedSchema, ValueType } from "./blockSchema.js";

/** A resource type or data source as the TypeScript of its class describes it. */
export interface DerivedSchema {
  /** `aws_iam_role`, also for a data source */
  readonly type: string;
  readonly block: BlockSchema;
}

/**
 * Derives the schema of a resource type from the source of its CDKTF class: comments say what is computed,
 * optional and required, the metadata for HCL says the types of what can be written, and the getters those
 * of the rest.
 *
 * @throws Error when the source has another form than CDKTF generates today
 */
export function deriveSchema(source: string): DerivedSchema {
  const parts = partsOf(source);
  const [main] = [...parts.classes].find(([, body]) => body.includes("static readonly tfResourceType")) ?? [];
  const type = main && /tfResourceType = "(\w+)"/.exec(parts.classes.get(main)!)?.[1];
  if (main === undefined || type === undefined) throw new Error("the source has no resource class");
  return { type: type.replace(/^data_/, ""), block: blockOf(main, parts.classes.get(main)!, parts) };
}

interface Parts {
  readonly classes: ReadonlyMap<string, string>;
  /** the metadata of each struct, by its name */
  readonly structs: ReadonlyMap<string, string>;
}

const partsOf = (source: string): Parts => ({
  classes: bodies(source, /^export class (\w+) extends cdktf\.\w+ \{/gm),
  structs: bodies(source, /^export function (\w+)ToHclTerraform\(/gm),
});

/** What is between each head and the next closing brace at the beginning of a line. */
const bodies = (source: string, head: RegExp): ReadonlyMap<string, string> =>
  new Map(
    [...source.matchAll(head)].map((match) => {
      const end = source.indexOf("\n}\n", match.index);
      return [capital(match[1]!), source.slice(match.index, end < 0 ? undefined : end)];
    }),
  );

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

interface Metadata {
  readonly value: string;
  readonly isBlock: boolean;
  readonly type: string;
  readonly storage: string;
}

const metadataIn = (text: string): ReadonlyMap<string, Metadata> =>
  new Map(
    [...text.matchAll(metadata)].map(([, name, value, isBlock, type, storage]) => [
      name!,
      { value: value!, isBlock: isBlock === "true", type: type!, storage: storage! },
    ]),
  );

const metadata =
  /^ +(\w+): \{\n +value: ([^\n]*),\n +isBlock: (true|false),\n +type: "(\w+)",\n +storageClassType: "(\w+)",/gm;

const comment = /^ {2}\/\/ (\w+) - computed: (true|false), optional: (true|false), required: (true|false)$/gm;

function blockOf(name: string, hcl: string, parts: Parts): BlockSchema {
  const body = parts.classes.get(name);
  if (body === undefined) throw new Error(`the source has no class ${name}`);
  const written = metadataIn(hcl);
  const attributes = new Map<string, AttributeSchema>();
  const blocks = new Map<string, NestedSchema>();
  const comments = [...body.matchAll(comment)];
  for (const [index, match] of comments.entries()) {
    const [, attribute, computed, optional, required] = match as unknown as readonly string[];
    const entry = written.get(attribute!);
    const flags = {
      computed: computed === "true",
      optional: optional === "true",
      required: required === "true",
    };
    if (entry?.isBlock) blocks.set(attribute!, nestedOf(entry, flags.required, parts));
    else {
      const getter = body.slice(match.index, comments[index + 1]?.index);
      const type = entry === undefined ? readType(attribute!, getter, parts) : writtenType(entry, parts);
      attributes.set(attribute!, { type, ...flags });
    }
  }
  return { attributes, blocks };
}

function nestedOf(entry: Metadata, required: boolean, parts: Parts): NestedSchema {
  const single = entry.type === "struct";
  return {
    nesting: single ? "single" : (entry.type as "list" | "set" | "map"),
    block: structOf(entry.storage, parts),
    required,
    lone: !single && !/listMapper|hashMapper/.test(entry.value),
  };
}

/** `IamRoleInlinePolicyList` and `IamRoleInlinePolicy` name the same struct. */
function structOf(storage: string, parts: Parts): BlockSchema {
  const name = parts.structs.has(storage) ? storage : storage.replace(/(?:List|Map)$/, "");
  return blockOf(`${name}OutputReference`, parts.structs.get(name) ?? "", parts);
}

const primitives: Readonly<Record<string, ValueType>> = {
  string: "string",
  number: "number",
  boolean: "bool",
  // terraform's `any`, which never holds a policy
  any: "string",
};

/** `stringList` of a set is a set of strings, `stringMapList` a list of maps. */
function writtenType({ type, storage }: Metadata, parts: Parts): ValueType {
  const [, primitive, ...wrappers] =
    /^(string|number|boolean|any)(List|Map)?(List|Map)?$/.exec(storage) ?? [];
  if (type === "simple") return primitives[storage] ?? "string";
  if (primitive === undefined) {
    const object = objectType(structOf(storage, parts));
    return type === "struct" ? object : [type as "list" | "set" | "map", object];
  }
  const inner =
    wrappers[1] === undefined ? primitives[primitive]! : wrap(wrappers[0]!, primitives[primitive]!);
  return [type as "list" | "set" | "map", inner];
}

const wrap = (wrapper: string, inner: ValueType): ValueType => [wrapper === "Map" ? "map" : "list", inner];

function objectType({ attributes, blocks }: BlockSchema): ValueType {
  const own = [...attributes].map(([name, { type }]) => [name, type] as const);
  const nested = [...blocks].map(([name, { nesting, block }]) => {
    const inner = objectType(block);
    return [name, nesting === "single" ? inner : ([nesting, inner] as const)] as const;
  });
  return ["object", Object.fromEntries<ValueType>([...own, ...nested])];
}

/** The type of what only the provider sets, from the getter that CDKTF generates for it. */
function readType(attribute: string, getter: string, parts: Parts): ValueType {
  const [, name, wrapsSet] =
    new RegExp(`new ([\\w.]+)\\(this, "${attribute}"(?:, (true|false))?\\)`).exec(getter) ?? [];
  if (name?.startsWith("cdktf.")) {
    const map: ValueType = [
      "map",
      name.includes("Number") ? "number" : name.includes("Boolean") ? "bool" : "string",
    ];
    return name.endsWith("MapList") ? ["list", map] : map;
  }
  if (name !== undefined) {
    const object = objectType(structOf(name.replace(/OutputReference$/, ""), parts));
    if (name.endsWith("OutputReference")) return object;
    return [name.endsWith("Map") ? "map" : wrapsSet === "true" ? "set" : "list", object];
  }
  const [, kind = "String"] = /this\.get(\w+)Attribute\('/.exec(getter) ?? [];
  const collection = /Fn\.tolist/.test(getter) ? "set" : "list";
  const types: Readonly<Record<string, ValueType>> = {
    Number: "number",
    Boolean: "bool",
    List: [collection, "string"],
    NumberList: [collection, "number"],
    StringMap: ["map", "string"],
    NumberMap: ["map", "number"],
    BooleanMap: ["map", "bool"],
  };
  return types[kind] ?? "string";
}
