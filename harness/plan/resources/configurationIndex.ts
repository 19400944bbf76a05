import { ownMember } from "../../../policies/text/ownMember.js";
import { type Address, configurationAddress, type ModuleStep } from "./address.js";
import type { ConfigurationJson, ConfigurationResource, ModuleCall, ModuleJson } from "./planJson.js";
import { indexProviders, type Providers } from "./providerConfiguration.js";

/** The configuration block of a plan, looked up by module path: what is written, not what it evaluates to. */
export interface ConfigurationIndex {
  /** false for states and hand-trimmed plans: then it is unknown what was written */
  readonly present: boolean;
  readonly resource: (address: Omit<Address, "attributes">) => ConfigurationResource | undefined;
  readonly module: (path: readonly ModuleStep[]) => ModuleJson | undefined;
  /** provider configurations by their keys */
  readonly provider: Providers;
  /** the value that a variable of the root module has; undefined where it is sensitive or unknown */
  readonly variable: (name: string) => unknown;
  /** the call that makes the last module of a path that is not empty */
  readonly call: (path: readonly ModuleStep[]) => ModuleCall | undefined;
}

/** Indexes the resources once; looking one up is constant then. */
export function indexConfiguration(
  json: ConfigurationJson | undefined,
  variables?: unknown,
): ConfigurationIndex {
  const resources = new Map<string, ConfigurationResource>();
  const index = (module: ModuleJson | undefined, modules: readonly ModuleStep[]): void => {
    for (const resource of module?.resources ?? []) {
      const { mode, type, name } = resource;
      const key = { modules, mode: mode === "data" ? "data" : "managed", type, name } as const;
      resources.set(configurationAddress(key), resource);
    }
    for (const [name, call] of Object.entries(module?.module_calls ?? {})) {
      index(call.module, [...modules, { name }]);
    }
  };
  index(json?.root_module, []);

  const call = (path: readonly ModuleStep[]): ModuleCall | undefined => {
    const calls = module(path.slice(0, -1))?.module_calls;
    return ownMember(calls, path.at(-1)!.name) as ModuleCall | undefined;
  };
  const module = (path: readonly ModuleStep[]): ModuleJson | undefined =>
    path.length === 0 ? json?.root_module : call(path)?.module;
  return {
    present: json?.root_module !== undefined,
    resource: (address) => resources.get(configurationAddress(address)),
    provider: indexProviders(json, variables),
    module,
    call,
    variable: (name) => ownMember(ownMember(variables, name), "value"),
  };
}

/** Every reference inside an expression, however its blocks nest, in the order written. */
export function referencesIn(expression: unknown): readonly string[] {
  if (typeof expression !== "object" || expression === null) return [];
  if (Array.isArray(expression)) return expression.flatMap(referencesIn);
  return Object.entries(expression).flatMap(([key, inner]) => {
    if (key !== "references" || !Array.isArray(inner))
      return key === "constant_value" ? [] : referencesIn(inner);
    return inner.filter((reference): reference is string => typeof reference === "string");
  });
}
