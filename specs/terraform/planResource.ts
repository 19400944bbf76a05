import { isDeepStrictEqual } from "node:util";
import type { BlockSchema, NestedSchema } from "./blockSchema.js";
import { place, type ResourceRule } from "./resourceRules.js";
import { hasUnknown, unknown, type Values } from "./wireValue.js";

export interface PlanRequest {
  readonly config: Values;
  /** null when the resource is created */
  readonly prior: Values | null;
}

/** What the provider plans, and the attributes whose change makes a new resource. */
export interface PlannedResource {
  readonly planned: Values;
  readonly replacedBy: readonly string[];
}

/** Plans a resource as the AWS provider does: what it computes is unknown until it exists. */
export function planResource(block: BlockSchema, rule: ResourceRule, request: PlanRequest): PlannedResource {
  const replacedBy = (rule.replacedBy ?? []).filter((name) => isReplaced(name, request));
  const prior = replacedBy.length > 0 ? null : request.prior;
  const planned = planBlock(block, request.config, prior, rule.defaults);
  for (const name of rule.computedBlocks ?? []) {
    if (isEmpty(planned[name])) planned[name] = prior === null ? unknown : prior[name];
  }
  for (const name of rule.json ?? []) planned[name] = sameJson(planned[name], prior?.[name]);
  if (planned["region"] === unknown) planned["region"] = place.region;
  if ("tags_all" in planned)
    planned["tags_all"] = hasUnknown(planned["tags"]) ? unknown : (planned["tags"] ?? {});
  return { planned, replacedBy };
}

const isReplaced = (name: string, { config, prior }: PlanRequest): boolean =>
  prior !== null && isWritten(config[name]) && !isDeepStrictEqual(config[name], prior[name]);

const isWritten = (value: unknown): boolean => value !== null && value !== undefined;

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

function planBlock(block: BlockSchema, config: Values, prior: Values | null, defaults: Values = {}): Values {
  const attributes = [...block.attributes].map(([name, { computed }]) => {
    if (isWritten(config[name])) return [name, config[name]];
    if (!computed) return [name, defaults[name] ?? null];
    return [name, prior === null ? unknown : (prior[name] ?? null)];
  });
  const blocks = [...block.blocks].map(([name, nested]) => [
    name,
    planNested(nested, config[name], prior?.[name]),
  ]);
  return Object.fromEntries([...attributes, ...blocks]) as Values;
}

function planNested({ nesting, block }: NestedSchema, config: unknown, prior: unknown): unknown {
  if (config === unknown) return unknown;
  if (Array.isArray(config)) {
    const before = Array.isArray(prior) ? prior : [];
    return config.map((item, index) =>
      item === unknown ? item : planBlock(block, item, before[index] ?? null),
    );
  }
  if (!isWritten(config)) return nesting === "single" ? null : [];
  return nesting === "single" ? planBlock(block, config as Values, (prior ?? null) as Values | null) : config;
}

/** The provider keeps the old document as long as the new one says the same. */
function sameJson(planned: unknown, prior: unknown): unknown {
  if (typeof planned !== "string" || typeof prior !== "string") return planned;
  return isDeepStrictEqual(JSON.parse(planned), JSON.parse(prior)) ? prior : planned;
}
