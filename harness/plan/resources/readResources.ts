import { parseAddress } from "./address.js";
import type { ConfigurationIndex } from "./configurationIndex.js";
import { groupBy } from "./groupBy.js";
import type { Input } from "./input.js";
import type { Attributes, PlanJson, ResourceChange, ResourceValues } from "./planJson.js";
import type { Resource } from "./resource.js";
import { walkModules, withoutInstanceKey } from "./walkModules.js";

/** Every resource of a plan or state, in force before and after it is applied. */
export interface Snapshots {
  readonly after: readonly Resource[];
  /** undefined when the input does not have it, as in a state */
  readonly before: readonly Resource[] | undefined;
  /** addresses of the AWS resources that terraform forgets: it stays in AWS as it is */
  readonly forgotten: readonly string[];
  /** addresses of AWS resources of the prior state that may be any of several; they are left out */
  readonly unmatched: readonly string[];
}

/**
 * Brings the many forms of plans and states into one.
 *
 * A resource that is forgotten stays in force; one that no change mentions, because the plan was made with
 * -target or -refresh-only, stays as the prior state has it. A deposed object is apart from the current one.
 *
 * Source: https://developer.hashicorp.com/terraform/internals/json-format#change-representation
 */
export function readResources(
  input: Exclude<Input, { kind: "policy" }>,
  configuration: ConfigurationIndex,
): Snapshots {
  if (input.kind === "state") {
    return {
      after: walkModules(input.state.values?.root_module).map(stateResource),
      before: undefined,
      forgotten: [],
      unmatched: [],
    };
  }
  // configuration has what is desired, never what was there
  if (input.kind === "cdktf")
    return { ...readChanges(input.plan, input.plan.resource_changes ?? []), before: undefined };
  return input.plan.resource_changes === undefined
    ? readPlannedValues(input.plan, configuration)
    : readChanges(input.plan, input.plan.resource_changes);
}

function readChanges(plan: PlanJson, changes: readonly ResourceChange[]): Snapshots {
  const mentioned = new Set(changes.flatMap(({ address, previous_address }) => [address, previous_address]));
  const { prior, unmatched } = priorResources(plan, mentioned);
  const forgotten = changes.filter(
    (change) => change.change.actions?.includes("forget") && change.change.before,
  );
  return {
    after: [...changes.flatMap(afterChange), ...forgotten.map(stays), ...prior],
    before: [...changes.flatMap(beforeChange), ...prior],
    forgotten: forgotten.filter(({ type }) => type.startsWith("aws_")).map(({ address }) => address),
    unmatched,
  };
}

function readPlannedValues(plan: PlanJson, configuration: ConfigurationIndex): Snapshots {
  const planned = walkModules(plan.planned_values?.root_module);
  const { prior, unmatched } = priorResources(plan, new Set(planned.map(({ address }) => address)));
  const after = [...planned.map((values) => plannedResource(values, configuration)), ...prior];
  return { after, before: planned.length === 0 ? prior : undefined, forgotten: [], unmatched };
}

/** Of the prior state what no change mentions. A resource that may be any of several instances is not an answer. */
function priorResources(
  plan: PlanJson,
  mentioned: ReadonlySet<string | undefined>,
): { readonly prior: readonly Resource[]; readonly unmatched: readonly string[] } {
  const left = walkModules(plan.prior_state?.values?.root_module).filter(
    ({ address }) => !mentioned.has(address),
  );
  const alike = groupBy(left, ({ address, deposed_key: deposed }) => `${address}${deposedMark(deposed)}`);
  const instances = new Set([...mentioned].map((address = "") => withoutInstanceKey(address)));
  const isOne = ({ address, deposed_key: deposed }: ResourceValues): boolean =>
    deposed !== undefined || (!instances.has(address) && alike.get(address)?.length === 1);
  const unmatched = left.filter((one) => !isOne(one) && one.type.startsWith("aws_"));
  return {
    prior: left.filter(isOne).map(stateResource),
    unmatched: [...new Set(unmatched.map(({ address }) => address))],
  };
}

interface Parts {
  readonly address: string;
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
}

interface Content {
  readonly values: Attributes;
  readonly unknown?: unknown;
  readonly sensitive?: unknown;
}

const resource = (parts: Parts, content: Content, suffix = ""): Resource => ({
  modules: parseAddress(parts.address)?.modules ?? [],
  mode: parts.mode === "data" ? "data" : "managed",
  type: parts.type,
  name: parts.name,
  ...(parts.index !== undefined && { key: parts.index }),
  address: parts.address + suffix,
  values: content.values,
  unknown: content.unknown,
  sensitive: content.sensitive,
});

function afterChange(change: ResourceChange): readonly Resource[] {
  const { after, after_unknown: unknown, after_sensitive: sensitive } = change.change;
  return after ? [resource(change, { values: after, unknown, sensitive }, deposedMark(change.deposed))] : [];
}

function beforeChange(change: ResourceChange): readonly Resource[] {
  const { before, before_sensitive: sensitive } = change.change;
  return before ? [resource(change, { values: before, sensitive }, deposedMark(change.deposed))] : [];
}

/** The object that terraform forgets; next to it there may be a new one of the same address. */
function stays(change: ResourceChange): Resource {
  const { before, before_sensitive: sensitive, after } = change.change;
  return resource(
    change,
    { values: before ?? {}, sensitive },
    after ? forgottenMark : deposedMark(change.deposed),
  );
}

const forgottenMark = " (forgotten)";

/** The address before the change of what has this one after it. */
export const addressBefore = (address: string): string =>
  address.endsWith(forgottenMark) ? address.slice(0, -forgottenMark.length) : address;

const deposedMark = (key: string | undefined): string => (key === undefined ? "" : ` (deposed ${key})`);

const stateResource = (json: ResourceValues): Resource =>
  resource(
    json,
    { values: json.values ?? {}, sensitive: json.sensitive_values },
    deposedMark(json.deposed_key),
  );

/** Planned values leave out what is unknown: an attribute that is written but missing. */
function plannedResource(json: ResourceValues, configuration: ConfigurationIndex): Resource {
  const values = json.values ?? {};
  const bare = resource(json, { values, sensitive: json.sensitive_values });
  const written = Object.keys(configuration.resource(bare)?.expressions ?? {});
  const unknown = Object.fromEntries(
    written.filter((key) => !Object.hasOwn(values, key)).map((key) => [key, true]),
  );
  return { ...bare, unknown };
}
