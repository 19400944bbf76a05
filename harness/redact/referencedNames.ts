import { referencesIn } from "../plan/resources/configurationIndex.js";
import type { ConfigurationJson, ModuleJson } from "../plan/resources/planJson.js";
import { type Read, readAttributes } from "./readAttributes.js";

/** What the configuration refers to from what is kept of it. */
export interface ReferencedNames {
  /** what is read of a resource; of an attribute that is only referred to, whether it is there */
  readonly readOf: (resource: { readonly type: string; readonly name: string }) => Read;
  readonly keepsVariable: (name: string) => boolean;
  readonly keepsOutput: (name: string) => boolean;
}

const presence: Read = { as: "presence", members: new Map() };

/**
 * Follows the references from the attributes that are read to those that they are made of, through variables and
 * outputs of modules, until nothing is added. The same name in two modules counts as one, so that more is kept.
 */
export function referencedNames(json: ConfigurationJson | undefined): ReferencedNames {
  const { kept, madeOf } = written(json?.root_module);
  const seen = new Set<string>();
  const open = kept.map(keyOf);
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (seen.has(key)) continue;
    seen.add(key);
    for (const reference of madeOf.get(key) ?? []) open.push(keyOf(reference));
  }
  const referred = new Map<string, Map<string, Read>>();
  for (const key of seen) {
    const [type = "", name = "", attribute] = key.split(".");
    if (attribute === undefined) continue;
    const own = referred.get(`${type}.${name}`) ?? new Map<string, Read>();
    referred.set(`${type}.${name}`, own.set(attribute, presence));
  }
  return {
    keepsVariable: (name) => seen.has(`var.${name}`),
    keepsOutput: (name) => seen.has(`output.${name}`),
    readOf: ({ type, name }) => {
      const own = referred.get(`${type}.${name}`);
      const read = readAttributes(type);
      return own === undefined ? read : { members: new Map([...own, ...read.members]) };
    },
  };
}

interface Written {
  /** the references of what is kept in any case */
  readonly kept: string[];
  /** the references of each variable and output */
  readonly madeOf: Map<string, string[]>;
}

function written(root: ModuleJson | undefined): Written {
  const kept: string[] = [];
  const madeOf = new Map<string, string[]>();
  const add = (key: string, expression: unknown): void => {
    const all = madeOf.get(key) ?? [];
    madeOf.set(key, all);
    for (const reference of referencesIn(expression)) all.push(reference);
  };
  const keep = (...expressions: readonly unknown[]): void => {
    for (const reference of referencesIn(expressions)) kept.push(reference);
  };
  const visit = (module: ModuleJson | undefined): void => {
    for (const { type, expressions = {}, ...rest } of module?.resources ?? []) {
      const { members } = readAttributes(type);
      keep(rest.for_each_expression, rest["count_expression"]);
      for (const [name, one] of Object.entries(expressions)) if (members.has(name)) keep(one);
    }
    for (const [name, { expression }] of Object.entries(module?.outputs ?? {}))
      add(`output.${name}`, expression);
    for (const { module: inner, expressions = {}, ...rest } of Object.values(module?.module_calls ?? {})) {
      keep(rest.for_each_expression, rest["count_expression"]);
      for (const [name, one] of Object.entries(expressions)) add(`var.${name}`, one);
      visit(inner);
    }
  };
  visit(root);
  return { kept, madeOf };
}

/** `aws_s3_bucket.b[0].tags.x` is about `aws_s3_bucket.b.tags`, and `module.m.x` about an output `x`. */
function keyOf(reference: string): string {
  const plain = reference.replaceAll(/\[[^\]]*\]/g, "");
  const [first, second, third] = plain.replace(/^data\./, "").split(".");
  if (first === "module") return `output.${third}`;
  return third === undefined || first === "var" ? `${first}.${second}` : `${first}.${second}.${third}`;
}
