import type { Diagnostic } from "../../../policies/text/diagnostic.js";
import { isObject } from "../../../policies/text/isObject.js";
import { ownMember } from "../../../policies/text/ownMember.js";
import { evaluateTemplate } from "../hcl/evaluateTemplate.js";
import { isKnown } from "../hcl/partialValue.js";
import type { ConfigurationResource, PlanJson, ResourceChange } from "../resources/planJson.js";
import { blockScope, type InstanceScope, type Locals, readLocals } from "./blockScope.js";
import { cdktfWarnings } from "./cdktfWarnings.js";
import { blockAddress, type JsonBlock, jsonBlocks, members } from "./jsonBlocks.js";
import { planAttributes } from "./planAttributes.js";
import { writtenExpression, writtenExpressions } from "./writtenExpressions.js";

type JsonObject = Readonly<Record<string, unknown>>;

/** Terraform configuration in JSON, seen as the plan that creates everything in it. */
export interface Cdktf {
  readonly plan: PlanJson;
  readonly notes: readonly Diagnostic[];
}

/**
 * Reads what CDKTF synthesizes (or `Testing.synth` returns) in the form of a plan, so that everything later
 * treats the two alike. What is written out is known; a string with a reference in it is known only after apply.
 * An instance of a `for_each` or `count` that is not written out represents all of them.
 *
 * Source: https://developer.hashicorp.com/terraform/language/syntax/json
 */
export function readJsonConfiguration(value: JsonObject): Cdktf {
  const blocks = jsonBlocks(value);
  const written = ownMember(value, "locals") ?? {};
  const locals = readLocals(written);
  const plan = {
    resource_changes: blocks.flatMap((block) => changesOf(block, locals)),
    configuration: {
      root_module: { resources: blocks.map((block) => configured(block, locals)), locals: written },
    },
  } as PlanJson;
  return { plan, notes: [...blocks.flatMap(cdktfWarnings), ...unreadModules(ownMember(value, "module"))] };
}

const changesOf = (block: JsonBlock, locals: Locals): readonly ResourceChange[] =>
  instancesOf(block.body, locals).map(({ index, scope }) => {
    const { mode, type, name } = block;
    const { after, unknown } = planAttributes(block, scope);
    return {
      address: blockAddress(block) + (index === undefined ? "" : `[${JSON.stringify(index)}]`),
      mode,
      type,
      name,
      ...(index !== undefined && { index }),
      change: {
        actions: mode === "data" ? ["read"] : ["create"],
        before: null,
        after,
        after_unknown: unknown,
      },
    };
  });

interface Instance {
  readonly index?: string | number;
  readonly scope: InstanceScope;
}

function instancesOf(body: JsonObject, locals: Locals): readonly Instance[] {
  const count = written(ownMember(body, "count"), locals);
  if (Number.isInteger(count) && Number(count) <= mostInstances) {
    return Array.from({ length: Number(count) }, (_, index) => ({ index, scope: { index, locals } }));
  }
  const each = eachOf(ownMember(body, "for_each"), locals);
  return each === undefined
    ? [{ scope: { locals } }]
    : each.map(([key, value]) => ({ index: key, scope: { each: { key, value }, locals } }));
}

/** No plan has more IAM resources of one block; beyond it one instance represents all. */
const mostInstances = 1000;

function eachOf(forEach: unknown, locals: Locals): readonly (readonly [string, unknown])[] | undefined {
  if (isObject(forEach)) return Object.entries(forEach);
  const known = written(forEach, locals);
  if (isObject(known)) return Object.entries(known);
  return Array.isArray(known) ? known.map((key) => [String(key), key]) : undefined;
}

function written(value: unknown, locals: Locals): unknown {
  if (typeof value !== "string") return value;
  const evaluated = evaluateTemplate(value, blockScope({ locals }));
  return isKnown(evaluated) ? evaluated : undefined;
}

function configured(block: JsonBlock, locals: Locals): ConfigurationResource {
  const { mode, type, name, body } = block;
  const provider = ownMember(body, "provider");
  const forEach = ownMember(body, "for_each");
  return {
    address: blockAddress(block),
    mode,
    type,
    name,
    provider_config_key: typeof provider === "string" ? provider : type.replace(/_.*$/s, ""),
    expressions: writtenExpressions(block, blockScope({ locals })),
    ...(forEach !== undefined && {
      for_each_expression: writtenExpression(forEach, blockScope({ locals })),
    }),
  } as ConfigurationResource;
}

/** The resources of a module are in other files. */
const unreadModules = (value: unknown): readonly Diagnostic[] =>
  members(value).map(([name]) => ({
    code: "module-not-read",
    severity: "warning",
    message: `the resources of the module \`${name.slice(0, 80)}\` are not in CDKTF's output, so its policies are not read`,
    hint: "plan the stack and give the plan: `terraform show -json tfplan > plan.json`",
  }));
