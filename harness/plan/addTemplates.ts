import { isObject } from "./cdktfBlocks.js";
import { evaluateTemplate } from "./evaluateTemplate.js";
import type { ConfigurationJson, ConfigurationResource, ModuleJson } from "./planJson.js";
import { member } from "./resource.js";

/** The files of each module in the JSON syntax of terraform, by module path: `""`, `ci`, `ci.deploy`. */
export type ModuleSources = ReadonlyMap<string, readonly unknown[]>;

/**
 * Adds the texts of templates to the configuration in a plan, of which terraform prints only references:
 * each becomes the `constant_value` beside them.
 */
export const addTemplates = (configuration: ConfigurationJson, sources: ModuleSources): ConfigurationJson => {
  const root = configuration.root_module;
  return root === undefined ? configuration : { ...configuration, root_module: inModule(root, "", sources) };
};

const inModule = (module: ModuleJson, path: string, sources: ModuleSources): ModuleJson => {
  const files = sources.get(path) ?? [];
  const calls = Object.entries(module.module_calls ?? {}).map(([name, call]) => {
    const inner = path === "" ? name : `${path}.${name}`;
    return [
      name,
      call.module === undefined ? call : { ...call, module: inModule(call.module, inner, sources) },
    ];
  });
  return {
    ...module,
    ...(module.module_calls && { module_calls: Object.fromEntries(calls) }),
    ...(module.resources && { resources: module.resources.map((resource) => inResource(resource, files)) }),
  };
};

const inResource = (resource: ConfigurationResource, files: readonly unknown[]): ConfigurationResource => {
  const { mode, type, name, expressions } = resource;
  const kind = mode === "data" ? "data" : "resource";
  const [body, ...others] = files.flatMap((file) => member(member(member(file, kind), type), name) ?? []);
  if (expressions === undefined || !isObject(body) || others.length > 0) return resource;
  const locals = Object.assign({}, ...files.flatMap((file) => member(file, "locals") ?? [])) as unknown;
  return { ...resource, expressions: merge(expressions, body, locals) as typeof expressions };
};

/** Blocks are told apart by position, which holds only where there are as many on both sides. */
const merge = (expression: unknown, source: unknown, locals: unknown): unknown => {
  if (Array.isArray(expression)) {
    const blocks = [source].flat();
    return blocks.length === expression.length
      ? expression.map((inner, index) => merge(inner, blocks[index], locals))
      : expression;
  }
  if (!isObject(expression)) return expression;
  if (member(expression, "references") !== undefined) {
    const template = templateOf(source, locals);
    return template === undefined ? expression : { constant_value: template, ...expression };
  }
  if (!isObject(source)) return expression;
  return Object.fromEntries(
    Object.entries(expression).map(([name, inner]) => [name, merge(inner, member(source, name), locals)]),
  );
};

const templateOf = (source: unknown, locals: unknown): unknown => {
  if (Array.isArray(source)) {
    return source.every((item) => typeof item === "string")
      ? source.map((item) => templateOf(item, locals))
      : undefined;
  }
  if (typeof source !== "string") return undefined;
  const evaluated = evaluateTemplate(source, { locals });
  return "value" in evaluated ? undefined : evaluated.template;
};
