import { isObject } from "../../../policies/text/isObject.js";
import { ownMember } from "../../../policies/text/ownMember.js";
import { Unknown } from "../hcl/partialValue.js";
import type { Scope } from "../hcl/scope.js";
import { groupBy } from "../resources/groupBy.js";
import type {
  ConfigurationJson,
  ConfigurationResource,
  ModuleCall,
  ModuleJson,
} from "../resources/planJson.js";
import { withDynamics } from "./writtenExpressions.js";

/** The files of each module in the JSON syntax of terraform, by module path: `""`, `ci`, `ci.deploy`. */
export type ModuleSources = ReadonlyMap<string, readonly unknown[]>;

/**
 * Adds to the configuration in a plan what terraform leaves out of it: the strings of templates, of which it
 * prints only references, become the `constant_value` next to them; `dynamic` blocks, locals, and the types of
 * variables are there too.
 */
export function addHclExpressions(
  configuration: ConfigurationJson,
  sources: ModuleSources,
): ConfigurationJson {
  const root = configuration.root_module;
  return root === undefined ? configuration : { ...configuration, root_module: inModule(root, "", sources) };
}

function inModule(module: ModuleJson, path: string, sources: ModuleSources): ModuleJson {
  const files = sources.get(path) ?? [];
  const { resources, outputs, module_calls: calls } = module;
  const variables = module["variables"];
  return {
    ...module,
    locals: localsOf(files),
    ...(isObject(variables) && {
      variables: eachOf(variables, (own, name) => declared(own, blockOf(files, "variable", name))),
    }),
    ...(outputs && {
      outputs: eachOf(outputs, (own, name) => inOutput(own, blockOf(files, "output", name))),
    }),
    ...(calls && {
      module_calls: eachOf(calls, (call, name) => {
        const inner = path === "" ? name : `${path}.${name}`;
        return inCall(call, blockOf(files, "module", name), (own) => inModule(own, inner, sources));
      }),
    }),
    ...(resources && { resources: resources.map((resource) => inResource(resource, files)) }),
  };
}

/** One that is there twice is left out: an override file counts, and it is unknown which file is one. */
function localsOf(files: readonly unknown[]): object {
  const blocks = files.flatMap((file) => ownMember(file, "locals") ?? []).filter(isObject);
  const entries = blocks.flatMap((block) => Object.entries(block));
  const times = groupBy(entries, ([name]) => name);
  return Object.fromEntries(entries.filter(([name]) => times.get(name)?.length === 1));
}

const eachOf = <Value, Made>(
  record: Readonly<Record<string, Value>>,
  make: (value: Value, name: string) => Made,
): Record<string, Made> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, make(value, name)]));

/** The body of a block such as `resource "type" "name"`; undefined where there are several, as in overrides. */
function blockOf(files: readonly unknown[], ...labels: readonly string[]): object | undefined {
  const found = files.flatMap((file) => labels.reduce<unknown>(ownMember, file) ?? []);
  return found.length === 1 && isObject(found[0]) ? found[0] : undefined;
}

const declared = (variable: unknown, body: object | undefined): unknown =>
  body === undefined || !isObject(variable)
    ? variable
    : { ...variable, type: ownMember(body, "type") ?? "any", nullable: ownMember(body, "nullable") ?? true };

const inOutput = <Output extends object>(output: Output, body: object | undefined): Output =>
  body === undefined
    ? output
    : { ...output, expression: ofAttribute(ownMember(output, "expression"), ownMember(body, "value")) };

const inCall = (
  call: ModuleCall,
  body: object | undefined,
  inside: (module: ModuleJson) => ModuleJson,
): ModuleCall => ({
  ...call,
  ...(body &&
    call.expressions && {
      expressions: eachOf(call.expressions, (own, name) => ofAttribute(own, ownMember(body, name))),
    }),
  ...(body && repeated(call, body)),
  ...(call.module && { module: inside(call.module) }),
});

function inResource(resource: ConfigurationResource, files: readonly unknown[]): ConfigurationResource {
  const { mode, type, name, expressions } = resource;
  const body = blockOf(files, mode === "data" ? "data" : "resource", type, name);
  if (expressions === undefined || body === undefined) return resource;
  return {
    ...resource,
    expressions: merge(expressions, body) as typeof expressions,
    ...repeated(resource, body),
  };
}

/** Terraform leaves a `for_each` out that is a call without references, such as `toset(["a"])`. */
const repeated = (block: object, body: object): object =>
  Object.fromEntries(
    ["for_each", "count"]
      .filter((name) => ownMember(body, name) !== undefined)
      .map((name) => [
        `${name}_expression`,
        ofAttribute(ownMember(block, `${name}_expression`), ownMember(body, name)),
      ]),
  );

/** Blocks are distinguished by position, which holds only where there are as many on both sides. */
function merge(expression: unknown, source: unknown): unknown {
  if (Array.isArray(expression)) {
    const blocks = [source].flat();
    return blocks.length === expression.length
      ? expression.map((inner, index) => merge(inner, blocks[index]))
      : expression;
  }
  if (!isObject(expression) || isAttribute(expression, source)) return ofAttribute(expression, source);
  if (!isObject(source)) return expression;
  const inside = eachOf(expression, (inner, name) => merge(inner, ownMember(source, name)));
  return withDynamics(inside, ownMember(source, "dynamic"), plainNames);
}

/** Terraform prints nothing at all of a call without references, as of a block without attributes. */
function isAttribute(expression: object, source: unknown): boolean {
  const names = Object.keys(expression);
  const isEmpty = names.length === 0 && source !== undefined && ownMember(source, "dynamic") === undefined;
  return isEmpty || names.includes("references") || names.includes("constant_value");
}

/** The string with the references that terraform found in it; a constant stays one. */
function ofAttribute(expression: unknown, source: unknown): unknown {
  const references = ownMember(expression, "references");
  const isConstant =
    ownMember(expression, "constant_value") !== undefined && !/[$%]\{/.test(JSON.stringify(source) ?? "");
  if (source === undefined || isConstant) return expression;
  return { constant_value: source, references: references ?? [] };
}

/** Names whose values are unknown. */
const plainNames: Scope = ({ source }) => new Unknown({ source, references: [source] });
