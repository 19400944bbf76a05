import { extract } from "../../../harness/plan/extract.js";
import type { Extraction } from "../../../harness/plan/extraction.js";
import { parseAddress } from "../../../harness/plan/resources/address.js";
import type { PlanJson } from "../../../harness/plan/resources/planJson.js";
import { inputOf } from "./fixture.js";

type Values = Readonly<Record<string, unknown>>;

/** A policy document that allows one action, as JSON. */
export const allow = (action: string): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: action, Resource: "*" }] });

export const trust: string = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "batch.amazonaws.com" } }],
});

interface ChangeOptions {
  readonly actions?: readonly string[];
  readonly before?: Values | null;
  readonly after?: Values | null;
  readonly unknown?: unknown;
  readonly sensitive?: unknown;
  readonly deposed?: string;
  readonly provider?: string;
}

/** A resource change as terraform prints it; creates when nothing else is said. */
export function change(address: string, options: ChangeOptions): object {
  const { mode, type, name, key } = parseAddress(address)!;
  return {
    address,
    mode,
    type,
    name,
    ...(key !== undefined && { index: key }),
    ...(options.deposed !== undefined && { deposed: options.deposed }),
    provider_name: options.provider ?? "registry.terraform.io/hashicorp/aws",
    change: {
      actions: options.actions ?? ["create"],
      before: options.before ?? null,
      after: options.after ?? null,
      after_unknown: options.unknown ?? {},
      after_sensitive: options.sensitive ?? {},
      before_sensitive: {},
    },
  };
}

/** A resource that stays as it is. */
export const unchanged = (address: string, values: Values): object =>
  change(address, { actions: ["no-op"], before: values, after: values });

/** A resource of the configuration block; references are given as lists, constants as anything else. */
export function written(address: string, expressions: Values, forEach?: readonly string[]): object {
  const { mode, type, name } = parseAddress(address)!;
  const printed = Object.entries(expressions).map(([key, value]) => [
    key,
    Array.isArray(value) ? { references: value } : { constant_value: value },
  ]);
  return {
    address,
    mode,
    type,
    name,
    provider_config_key: "aws",
    expressions: Object.fromEntries(printed) as Values,
    ...(forEach && { for_each_expression: { references: forEach } }),
  };
}

export const makePlan = (changes: readonly object[], root?: object, rest: object = {}): PlanJson =>
  ({
    format_version: "1.2",
    ...rest,
    resource_changes: changes,
    ...(root && { configuration: { root_module: root } }),
  }) as PlanJson;

/** Through the JSON, as a real plan comes. */
export function extractPlan(plan: object): Extraction {
  const input = inputOf(new TextEncoder().encode(JSON.stringify(plan)));
  if (input.kind === "policy") throw new Error("the plan reads as a policy");
  return extract(input, "plan.json");
}
