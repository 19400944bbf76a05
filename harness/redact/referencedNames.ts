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
  const seen = new Set<string>();
  const keeps = {
    keepsVariable: (name: string) => seen.has(`var.${name}`),
    keepsOutput: (name: string) => seen.has(`output.${name}`),
  };
  for (let size = -1; size < seen.size; ) {
    size = seen.size;
    visit(json?.root_module, keeps, (reference) => seen.add(keyOf(reference)));
  }
  const referred = new Map<string, Map<string, Read>>();
  for (const key of seen) {
    const [type = "", name = "", attribute] = key.split(".");
    if (attribute === undefined) continue;
    const own = referred.get(`${type}.${name}`) ?? new Map<string, Read>();
    referred.set(`${type}.${name}`, own.set(attribute, presence));
  }
  return {
    ...keeps,
    readOf: ({ type, name }) => {
      const own = referred.get(`${type}.${name}`);
      const read = readAttributes(type);
      return own === undefined ? read : { members: new Map([...own, ...read.members]) };
    },
  };
}

type Kept = Pick<ReferencedNames, "keepsVariable" | "keepsOutput">;

function visit(module: ModuleJson | undefined, names: Kept, add: (reference: string) => void): void {
  for (const { type, expressions = {}, ...rest } of module?.resources ?? []) {
    const { members } = readAttributes(type);
    const read = Object.entries(expressions).filter(([name]) => members.has(name));
    const repeated = [rest.for_each_expression, rest["count_expression"]];
    for (const reference of referencesIn([...repeated, ...read.map(([, one]) => one)])) add(reference);
  }
  for (const [name, output] of Object.entries(module?.outputs ?? {}))
    if (names.keepsOutput(name)) for (const reference of referencesIn(output.expression)) add(reference);
  for (const { module: inner, expressions = {}, ...rest } of Object.values(module?.module_calls ?? {})) {
    const kept = Object.entries(expressions).filter(([name]) => names.keepsVariable(name));
    const repeated = [rest.for_each_expression, rest["count_expression"]];
    for (const reference of referencesIn([...repeated, ...kept.map(([, one]) => one)])) add(reference);
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
