import { ownMember } from "../../../policies/text/ownMember.js";
import { convertVariable } from "../hcl/convertVariable.js";
import { evaluateTemplate } from "../hcl/evaluateTemplate.js";
import type { Evaluation } from "../hcl/evaluation.js";
import { isList, type Key, type PartialValue, Unknown, walk } from "../hcl/partialValue.js";
import type { Name, Scope } from "../hcl/scope.js";
import { configurationAddress, type ModuleStep, modulePrefix } from "../resources/address.js";
import type { OutputJson } from "../resources/planJson.js";
import { resolveReferences } from "../resources/resolveReferences.js";
import type { Resource } from "../resources/resource.js";
import { instancesValue, type PlanContext, resourceValue } from "./resourceValue.js";

/** Where an expression is: in an instance of a module, and of a resource or a call of a module in it. */
export interface Place {
  readonly modules: readonly ModuleStep[];
  readonly key?: Key | undefined;
  /** the for_each expression that the key belongs to */
  readonly forEach?: unknown;
}

/** The place of the expressions of a resource instance. */
export const placeOf = (resource: Resource, { index }: PlanContext): Place => ({
  modules: resource.modules,
  key: resource.key,
  forEach: index.configuration.resource(resource)?.for_each_expression,
});

/**
 * Everything that an expression at a place may name: variables as the calls of modules set them, locals,
 * outputs of modules, other resources, and the instance itself.
 *
 * Source: https://developer.hashicorp.com/terraform/language/expressions/references
 */
export function moduleScope(place: Place, around: PlanContext): Scope {
  const scope = new ModuleLookup(place, around);
  return (name, evaluation) => {
    const value = scope.read(name, evaluation);
    return value === undefined ? scope.unknown(name.source) : value;
  };
}

/** The value of an expression of a plan; undefined where only its references are known. */
export function expressionValue(
  expression: unknown,
  names: Scope,
  evaluation?: Evaluation,
): PartialValue | undefined {
  const written = ownMember(expression, "constant_value");
  return written === undefined ? undefined : evaluateTemplate(written, names, evaluation);
}

type Reader = (path: readonly Key[], evaluation: Evaluation) => PartialValue | undefined;

class ModuleLookup {
  readonly #place: Place;
  readonly #around: PlanContext;
  readonly #readers: ReadonlyMap<string, Reader>;

  constructor(place: Place, around: PlanContext) {
    this.#place = place;
    this.#around = around;
    const none: Reader = () => undefined;
    this.#readers = new Map<string, Reader>([
      [
        "var",
        ([name, ...rest], evaluation) =>
          this.#once(`var.${name}`, () => this.#variable(String(name), evaluation), rest),
      ],
      [
        "local",
        ([name, ...rest], evaluation) =>
          this.#once(`local.${name}`, () => this.#local(String(name), evaluation), rest),
      ],
      ["each", (path, evaluation) => this.#each(path, evaluation)],
      ["count", ([name]) => (name === "index" && typeof place.key === "number" ? place.key : undefined)],
      ["module", (path, evaluation) => this.#output(path, evaluation)],
      ["data", ([type, ...path]) => this.#resource("data", String(type), path)],
      ...["path", "terraform", "self"].map((name) => [name, none] as const),
    ]);
  }

  read({ root, path }: Name, evaluation: Evaluation): PartialValue | undefined {
    const reader = this.#readers.get(root);
    return reader === undefined ? this.#resource("managed", root, path) : reader(path, evaluation);
  }

  unknown(source: string): Unknown {
    const origins = resolveReferences([source], this.#place, this.#configuration);
    return new Unknown({
      source,
      references: origins.filter(({ settled }) => !settled).map(({ text }) => text),
    });
  }

  get #configuration() {
    return this.#around.index.configuration;
  }

  /** The names of another place. */
  #at(place: Place): Scope {
    return moduleScope(place, this.#around);
  }

  #once(name: string, find: () => PartialValue | undefined, rest: readonly Key[]): PartialValue | undefined {
    const value = this.#around.names(modulePrefix(this.#place.modules) + name, find);
    return value === undefined ? undefined : walk(value, rest);
  }

  #variable(name: string, evaluation: Evaluation): PartialValue | undefined {
    const { modules } = this.#place;
    const declared = ownMember(this.#configuration.module(modules)?.["variables"], name);
    if (ownMember(declared, "sensitive") === true) return undefined;
    if (modules.length === 0) {
      const set = this.#configuration.variable(name);
      return set === undefined ? undefined : convertVariable(set as PartialValue, declared, evaluation);
    }
    const call = this.#configuration.call(modules);
    const expression = ownMember(call?.expressions, name);
    if (expression === undefined) return convertVariable(undefined, declared, evaluation);
    const caller = {
      modules: modules.slice(0, -1),
      key: modules.at(-1)?.key,
      forEach: call?.for_each_expression,
    };
    const value = expressionValue(expression, this.#at(caller), evaluation);
    return value === undefined ? undefined : convertVariable(value, declared, evaluation);
  }

  #local(name: string, evaluation: Evaluation): PartialValue | undefined {
    const { modules } = this.#place;
    const written = ownMember(ownMember(this.#configuration.module(modules), "locals"), name);
    return written === undefined ? undefined : evaluateTemplate(written, this.#at({ modules }), evaluation);
  }

  #each([name, ...rest]: readonly Key[], evaluation: Evaluation): PartialValue | undefined {
    const { key, forEach, modules } = this.#place;
    if (typeof key !== "string") return undefined;
    if (name === "key") return key;
    const all = expressionValue(forEach, this.#at({ modules }), evaluation);
    // no list but a set, whose values are its keys
    if (all !== undefined && isList(all)) return walk(key, rest);
    return all === undefined || (all instanceof Unknown && all.about.member === undefined)
      ? undefined
      : walk(all, [key, ...rest]);
  }

  #output([call, ...path]: readonly Key[], evaluation: Evaluation): PartialValue | undefined {
    const name = String(call);
    const json = this.#configuration.call([...this.#place.modules, { name }]);
    const outputs = json?.module?.outputs;
    const isRepeated = ownMember(outputs, String(path[0])) === undefined || repetitionOf(json) !== undefined;
    const [key] = isRepeated ? path : [];
    const modules = [...this.#place.modules, { name, ...(key !== undefined && { key }) }];
    const [output, ...rest] = isRepeated ? path.slice(1) : path;
    const written = ownMember(outputs, String(output)) as OutputJson | undefined;
    if (written === undefined || written["sensitive"] === true) return undefined;
    const value = expressionValue(written.expression, this.#at({ modules }), evaluation);
    return value === undefined ? undefined : walk(value, rest);
  }

  /** Once for all instances: each of thousands may ask for the one of its key. */
  #resource(mode: Resource["mode"], type: string, [name, ...path]: readonly Key[]): PartialValue | undefined {
    const address = { modules: this.#place.modules, mode, type, name: String(name) };
    return this.#once(`${mode} ${type}.${name}`, () => this.#instances(address), path);
  }

  #instances(address: Pick<Resource, "modules" | "mode" | "type" | "name">): PartialValue | undefined {
    const { index } = this.#around;
    const written = index.configuration.resource(address);
    const all = index.instances.get(configurationAddress(address)) ?? [];
    const own = all.filter((instance) => modulePrefix(instance.modules) === modulePrefix(address.modules));
    const [only, ...others] = own;
    const repetition = repetitionOf(written) ?? kindOfKey.get(typeof only?.key);
    if (repetition === undefined) {
      const isOne = only !== undefined && others.length === 0 && only.key === undefined;
      return isOne ? resourceValue(only, this.#around) : undefined;
    }
    return instancesValue(own, repetition, this.#around);
  }
}

/** How a resource, or the call of a module, is repeated, where the configuration has it. */
const repetitionOf = (written: unknown): "for_each" | "count" | undefined =>
  (["for_each", "count"] as const).find((name) => ownMember(written, `${name}_expression`) !== undefined);

const kindOfKey: ReadonlyMap<string, "for_each" | "count"> = new Map([
  ["string", "for_each"],
  ["number", "count"],
]);
