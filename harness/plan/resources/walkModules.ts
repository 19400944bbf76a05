import type { ModuleValues, ResourceValues } from "./planJson.js";

/**
 * Every resource of a module and of those inside it, by its whole address. Terraform 0.12 prints the resources of a
 * state without the path of their module and without the key of their instance: the one is that of the module they
 * are in, the other their `index`.
 *
 * Source: https://developer.hashicorp.com/terraform/internals/json-format#values-representation
 */
export function walkModules(module: ModuleValues | undefined): readonly ResourceValues[] {
  if (module === undefined) return [];
  const { address = "", resources = [], child_modules: inner = [] } = module;
  const own = resources.map((resource) => ({ ...resource, address: wholeAddress(resource, address) }));
  return [...own, ...inner.flatMap(walkModules)];
}

/** The address of a resource with its module and instance. */
export function wholeAddress({ address, index }: ResourceValues, module: string): string {
  const withPath = module === "" || address.startsWith(`${module}.`) ? address : `${module}.${address}`;
  return index === undefined || withPath.endsWith("]") ? withPath : `${withPath}[${JSON.stringify(index)}]`;
}

/** The address of all instances of a resource; the same address where it is not that of one instance. */
export const withoutInstanceKey = (address: string): string =>
  address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]$/, "");
