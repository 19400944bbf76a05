import { referencesIn } from "../plan/resources/configurationIndex.js";
import type { ConfigurationJson, ModuleJson } from "../plan/resources/planJson.js";
import { isKeptAttribute } from "./isKeptAttribute.js";

/** What the configuration refers to from what is kept of it. */
export interface ReferencedNames {
  /** whether an attribute of a resource is read, or referred to from what is read */
  readonly keeps: (resource: { readonly type: string; readonly name: string }, attribute: string) => boolean;
  readonly keepsVariable: (name: string) => boolean;
  readonly keepsOutput: (name: string) => boolean;
}

/**
 * Follows the references from the attributes that are read to those that they are made of, through variables and
 * outputs of modules, until nothing is added. The same name in two modules counts as one, so that more is kept.
 */
export function referencedNames(json: ConfigurationJson | undefined): ReferencedNames {
  const seen = new Set<string>();
  const names: ReferencedNames = {
    keeps: ({ type, name }, attribute) =>
      isKeptAttribute(type, attribute) || seen.has(`${type}.${name}.${attribute}`),
    keepsVariable: (name) => seen.has(`var.${name}`),
    keepsOutput: (name) => seen.has(`output.${name}`),
  };
  for (let size = -1; size < seen.size; ) {
    size = seen.size;
    visit(json?.root_module, names, (reference) => seen.add(keyOf(reference)));
    for (const reference of referencesIn(providersOf(json))) seen.add(keyOf(reference));
  }
  return names;
}

const providersOf = (json: ConfigurationJson | undefined): unknown => json?.["provider_config"];

function visit(
  module: ModuleJson | undefined,
  names: ReferencedNames,
  add: (reference: string) => void,
): void {
  for (const resource of module?.resources ?? []) {
    const { expressions = {}, ...rest } = resource;
    const kept = Object.entries(expressions).filter(([name]) => names.keeps(resource, name));
    for (const reference of referencesIn([rest, ...kept.map(([, one]) => one)])) add(reference);
  }
  for (const [name, output] of Object.entries(module?.outputs ?? {}))
    if (names.keepsOutput(name)) for (const reference of referencesIn(output)) add(reference);
  for (const { module: inner, expressions = {}, ...rest } of Object.values(module?.module_calls ?? {})) {
    const kept = Object.entries(expressions).filter(([name]) => names.keepsVariable(name));
    for (const reference of referencesIn([rest, ...kept.map(([, one]) => one)])) add(reference);
    visit(inner, names, add);
  }
}

/** `aws_s3_bucket.b[0].tags.x` is about `aws_s3_bucket.b.tags`, and `module.m.x` about an output `x`. */
function keyOf(reference: string): string {
  const plain = reference.replaceAll(/\[[^\]]*\]/g, "");
  const [first, second, third] = plain.replace(/^data\./, "").split(".");
  if (first === "module") return `output.${third}`;
  return third === undefined || first === "var" ? `${first}.${second}` : `${first}.${second}.${third}`;
}
