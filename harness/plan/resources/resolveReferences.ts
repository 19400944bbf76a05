import { ownMember } from "../../../policies/text/ownMember.js";
import { type Address, type ModuleStep, modulePrefix, parseAddress } from "./address.js";
import { type ConfigurationIndex, referencesIn } from "./configurationIndex.js";
import { parseTraversal, type Step } from "./parseTraversal.js";
import type { OutputJson } from "./planJson.js";

/** Where the value of a reference comes from in the end, once variables and module outputs are followed. */
export interface Origin {
  /** as users read it: `module.ci.aws_iam_policy.deploy.arn` */
  readonly text: string;
  /** the resource it reads, with those instance keys that the references state */
  readonly resource?: Address;
  /** true when its value is known at plan time by nature: a root variable, `each.key`, `path.module` */
  readonly settled: boolean;
}

/** Where an expression is written. */
export interface ReferenceScope {
  readonly modules: readonly ModuleStep[];
  /** the for_each expression of the resource or module call it belongs to */
  readonly forEach?: unknown;
}

/**
 * Follows references through variables, module outputs and for_each to resources.
 *
 * A plan has no locals and no functions: `local.x` stays as it is, unsettled. Every reference that terraform
 * prints is followed by its own prefixes (`a.b.arn`, `a.b`), which are left out here.
 */
export function resolveReferences(
  references: readonly string[],
  scope: ReferenceScope,
  configuration: ConfigurationIndex,
): readonly Origin[] {
  const origins = new Map<string, Origin>();
  const seen = new Set<string>();

  const follow = (inner: readonly string[], here: ReferenceScope): void => {
    for (const reference of withoutPrefixes(inner)) {
      const text = modulePrefix(here.modules) + reference;
      if (seen.has(text)) continue;
      seen.add(text);
      const steps = parseTraversal(reference);
      const target = steps === undefined ? undefined : forward(steps, here, configuration);
      if (target === undefined) origins.set(text, origin(reference, here));
      else if (target === "settled") {
        // what an instance is called says nothing of where a value comes from, but a variable does
        if (reference.startsWith("var.")) origins.set(text, { text, settled: true });
      } else follow(referencesIn(target.expression), target.scope);
    }
  };

  follow(references, scope);
  return [...origins.values()];
}

function withoutPrefixes(references: readonly string[]): readonly string[] {
  const kept = new Set<string>();
  let last = "";
  for (const reference of references) {
    const isPrefix = last.startsWith(reference) && /^[.[]/.test(last.slice(reference.length));
    if (isPrefix) continue;
    kept.add(reference);
    last = reference;
  }
  return [...kept];
}

interface Expression {
  readonly expression: unknown;
  readonly scope: ReferenceScope;
}

/** The expression that a reference leads to, `"settled"`, or undefined where the chain ends. */
function forward(
  steps: readonly Step[],
  scope: ReferenceScope,
  configuration: ConfigurationIndex,
): Expression | "settled" | undefined {
  const [head, second] = steps;
  if (head === undefined || !("name" in head)) return undefined;
  if (settledHeads.includes(head.name)) return "settled";
  if (second === undefined || !("name" in second)) return undefined;
  if (head.name === "each") return forwardEach(second.name, scope);
  if (head.name === "var") return forwardVariable(second.name, scope, configuration);
  return head.name === "module" ? forwardOutput(steps, scope, configuration) : undefined;
}

const settledHeads = ["count", "path", "terraform"];

const forwardEach = (name: string, scope: ReferenceScope): Expression | "settled" =>
  name === "value" && scope.forEach !== undefined
    ? { expression: scope.forEach, scope: { modules: scope.modules } }
    : "settled";

function forwardVariable(
  name: string,
  scope: ReferenceScope,
  configuration: ConfigurationIndex,
): Expression | "settled" {
  if (scope.modules.length === 0) return "settled";
  const call = configuration.call(scope.modules);
  const expression = ownMember(call?.expressions, name);
  if (expression === undefined) return "settled";
  return { expression, scope: { modules: scope.modules.slice(0, -1), forEach: call?.for_each_expression } };
}

function forwardOutput(
  steps: readonly Step[],
  scope: ReferenceScope,
  configuration: ConfigurationIndex,
): Expression | undefined {
  const [, call, ...rest] = steps;
  if (call === undefined || !("name" in call)) return undefined;
  const keyed = rest[0] !== undefined && "key" in rest[0] ? { key: rest[0].key } : {};
  const modules = [...scope.modules, { name: call.name, ...keyed }];
  const wanted = "key" in keyed ? rest[1] : rest[0];
  if (wanted === undefined || !("name" in wanted)) return undefined;
  const output = ownMember(configuration.module(modules)?.outputs, wanted.name) as OutputJson | undefined;
  return output && { expression: output.expression, scope: { modules } };
}

const notResources = ["local", "self", "var", "each", "module"];

function origin(reference: string, scope: ReferenceScope): Origin {
  const text = modulePrefix(scope.modules) + reference;
  const address = parseAddress(reference);
  if (address === undefined || notResources.includes(address.type) || address.modules.length > 0) {
    return { text, settled: false };
  }
  return { text, settled: false, resource: { ...address, modules: scope.modules } };
}
