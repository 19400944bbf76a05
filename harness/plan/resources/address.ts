import { parseTraversal, type Step } from "./parseTraversal.js";

/** A module on the way to a resource, with its key when it has count or for_each. */
export interface ModuleStep {
  readonly name: string;
  readonly key?: string | number;
}

/** A resource address taken apart. */
export interface Address {
  /** outermost first; empty for the root module */
  readonly modules: readonly ModuleStep[];
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly key?: string | number;
  /** what follows the resource, as in a reference to one of its attributes */
  readonly attributes: readonly string[];
}

/** Takes a resource address or reference apart; undefined when it names no resource. */
export function parseAddress(text: string): Address | undefined {
  const steps = parseTraversal(text);
  return steps && readAddress(steps);
}

function readAddress(steps: readonly Step[]): Address | undefined {
  const rest = [...steps];
  const modules: ModuleStep[] = [];
  while (takeName(rest, "module")) {
    const name = takeName(rest);
    if (name === undefined) return undefined;
    modules.push({ name, ...takeKey(rest) });
  }
  const mode = takeName(rest, "data") ? "data" : "managed";
  const type = takeName(rest);
  const name = takeName(rest);
  if (type === undefined || name === undefined) return undefined;
  const own = takeKey(rest);
  const attributes = rest.map((step) => ("name" in step ? step.name : `[${step.key}]`));
  return { modules, mode, type, name, ...own, attributes };
}

function takeName(steps: Step[], wanted?: string): string | undefined {
  const first = steps[0];
  if (first === undefined || !("name" in first) || (wanted !== undefined && first.name !== wanted))
    return undefined;
  steps.shift();
  return first.name;
}

function takeKey(steps: Step[]): { key?: string | number } {
  const first = steps[0];
  if (first === undefined || !("key" in first)) return {};
  steps.shift();
  return { key: first.key };
}

/** The address of what is written once in the configuration: without the keys of instances. */
export const configurationAddress = ({ modules, mode, type, name }: Omit<Address, "attributes">): string =>
  [...modules.map((step) => `module.${step.name}`), ...(mode === "data" ? ["data"] : []), type, name].join(
    ".",
  );

/** `module.ci["a.b"].` for a module path, as terraform writes it; empty for the root module. */
export const modulePrefix = (modules: readonly ModuleStep[]): string =>
  modules
    .map(({ name, key }) => `module.${name}${key === undefined ? "" : `[${JSON.stringify(key)}]`}.`)
    .join("");
