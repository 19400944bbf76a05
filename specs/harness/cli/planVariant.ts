import { readFileSync } from "node:fs";
import { change } from "../plan/plans.js";
import { cwd } from "./ask.js";

type Values = Readonly<Record<string, unknown>>;

/** What a variant says of a resource at the two times: values that replace those of the plan, or null. */
export interface Variant {
  readonly before?: Values | null;
  readonly after?: Values | null;
  readonly unknown?: Values;
}

interface Change {
  readonly actions: readonly string[];
  readonly before: Values | null;
  readonly after: Values | null;
}
interface Plan {
  readonly resource_changes: readonly { readonly address: string; readonly change: Change }[];
}

const noop = JSON.parse(readFileSync(`${cwd}/noop.plan.json`, "utf8")) as Plan;

/** The plan of `noop.plan.json`, which changes nothing, but for some resources that it changes or adds. */
export function planVariant(variants: Readonly<Record<string, Variant>>): string {
  const known = noop.resource_changes.map((one) => {
    const variant = variants[one.address];
    return variant === undefined
      ? one
      : { ...one, change: { ...one.change, ...varied(one.change, variant) } };
  });
  const addresses = known.map(({ address }) => address);
  const added = Object.entries(variants)
    .filter(([address]) => !addresses.includes(address))
    .map(([address, { before = null, after = null, unknown = {} }]) =>
      change(address, { actions: actionsOf(before, after), before, after, unknown }),
    );
  return JSON.stringify({ ...noop, resource_changes: [...known, ...added] });
}

function varied(change: Change, { before = {}, after = {} }: Variant): Change {
  const put = (values: Values | null, more: Values | null) => more && { ...values, ...more };
  const times = [put(change.before, before), put(change.after, after)] as const;
  return { actions: actionsOf(...times), before: times[0], after: times[1] };
}

function actionsOf(before: Values | null, after: Values | null): readonly string[] {
  if (before === null) return ["create"];
  if (after === null) return ["delete"];
  return JSON.stringify(before) === JSON.stringify(after) ? ["no-op"] : ["update"];
}
