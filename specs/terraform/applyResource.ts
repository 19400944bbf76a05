import { createHash } from "node:crypto";
import type { BlockSchema, ValueType } from "./blockSchema.js";
import { place, resourceRule } from "./resourceRules.js";
import { unknown, type Values } from "./wireValue.js";

/** Makes a resource of what was planned: names, ARNs and ids are made, the same ones at every run. */
export function applyResource(type: string, block: BlockSchema, planned: Values): Values {
  const rule = resourceRule(type);
  const made: Values = { ...planned };
  const make = (name: string, value: (values: Values) => unknown): void => {
    if (made[name] === unknown) made[name] = value(made);
  };
  make("name", ({ name_prefix }) => `${typeof name_prefix === "string" ? name_prefix : "terraform-"}0001`);
  make("arn", rule.arn ?? ((values) => regionalArn(type, values)));
  make("id", rule.id ?? (({ arn }) => arn ?? digest(type, made)));
  make("unique_id", () => `AROA${digest(type, made).toUpperCase()}`);
  return fill(block, made);
}

function regionalArn(type: string, { name }: Values): string {
  const [, service, ...words] = type.split("_");
  return `arn:${place.partition}:${service}:${place.region}:${place.account}:${words.join("-")}/${name}`;
}

const digest = (type: string, { name }: Values): string =>
  createHash("sha256").update(`${type} ${name}`).digest("hex").slice(0, 17);

/** Other computed attributes are of no interest, but terraform wants them known. */
function fill(block: BlockSchema, values: Values): Values {
  const attributes = [...block.attributes].map(([name, { type }]) => [
    name,
    values[name] === unknown ? empty(type) : values[name],
  ]);
  const blocks = [...block.blocks].map(([name, nested]) => {
    const value = values[name];
    if (value === unknown) return [name, nested.nesting === "single" ? null : []];
    if (Array.isArray(value)) return [name, value.map((item) => fill(nested.block, item))];
    return [name, nested.nesting === "single" && value ? fill(nested.block, value as Values) : value];
  });
  return Object.fromEntries([...attributes, ...blocks]) as Values;
}

function empty(type: ValueType): unknown {
  if (typeof type === "string") return { string: "", number: 0, bool: false }[type];
  if (type[0] === "map") return {};
  return type[0] === "object"
    ? Object.fromEntries(Object.entries(type[1]).map(([name, inner]) => [name, empty(inner)]))
    : [];
}
