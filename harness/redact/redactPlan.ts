import { isObject } from "../../policies/text/isObject.js";
import { unsupportedPolicies } from "../plan/policies/unsupportedPolicies.js";
import type {
  Attributes,
  Change,
  ModuleValues,
  PlanJson,
  ResourceChange,
  ResourceValues,
  StateJson,
} from "../plan/resources/planJson.js";
import type { Resource } from "../plan/resources/resource.js";
import { walkModules } from "../plan/resources/walkModules.js";
import { exampleAccounts } from "./exampleAccounts.js";
import { changedMark, type Read } from "./readAttributes.js";
import { type IsSecret, redactConfiguration } from "./redactConfiguration.js";
import { marksAny, redactMask } from "./redactMask.js";
import { providerVariables } from "./redactProviders.js";
import { hiddenPolicy, redactAttributes } from "./redactValue.js";
import { type ReferencedNames, referencedNames } from "./referencedNames.js";

/**
 * A plan that is fit to commit: with what planproof reads, without sensitive values and what else may be secret, and
 * with the account IDs of examples. Redacting a second time changes nothing.
 */
export function redactPlan(plan: PlanJson): PlanJson {
  const names = referencedNames(plan.configuration);
  const { planned_values: planned, prior_state: prior, resource_changes: changes, configuration } = plan;
  const variables = providerVariables(configuration, plan["variables"]);
  return withExampleAccounts({
    ...heading(plan),
    ...(Object.keys(variables).length > 0 && { variables }),
    // the changes have these values, too
    ...(planned && changes === undefined && { planned_values: redactTree(planned, names) }),
    ...(changes && { resource_changes: changes.map((change) => redactChange(change, names)) }),
    ...(prior && { prior_state: redactStateTree(prior, names) }),
    ...(configuration && { configuration: redactConfiguration(configuration, names, secretsOf(plan)) }),
  });
}

/** The same for a state. */
export const redactState = (state: StateJson): StateJson =>
  withExampleAccounts(redactStateTree(state, referencedNames(undefined)));

/** Also in strings and in the names of members. */
const withExampleAccounts = <T>(value: T): T => JSON.parse(exampleAccounts(JSON.stringify(value))) as T;

const headings = {
  format_version: "string",
  terraform_version: "string",
  complete: "boolean",
  errored: "boolean",
  applyable: "boolean",
};

const heading = (of: PlanJson | StateJson) =>
  Object.fromEntries(
    Object.entries(headings)
      .filter(([name, type]) => Object.hasOwn(of, name) && typeof of[name] === type)
      .map(([name]) => [name, of[name]]),
  );

const redactStateTree = (state: StateJson, names: ReferencedNames): StateJson => ({
  ...heading(state),
  ...(state.values && { values: redactTree(state.values, names) }),
});

function redactTree(
  { root_module: root }: { readonly root_module?: ModuleValues },
  names: ReferencedNames,
): { root_module?: ModuleValues } {
  const redactModule = ({ address, resources, child_modules: children }: ModuleValues): ModuleValues => ({
    ...(address !== undefined && { address }),
    ...(resources && { resources: resources.map((one) => redactResource(one, names)) }),
    ...(children && { child_modules: children.map(redactModule) }),
  });
  return root === undefined ? {} : { root_module: redactModule(root) };
}

/** Which resource it is, in all forms of plans and states. */
const parts = [
  ...["address", "previous_address", "mode", "type", "name", "index", "provider_name", "schema_version"],
  ...["deposed", "deposed_key", "action_reason"],
];

const partsOf = <T extends ResourceChange | ResourceValues>(resource: T): T =>
  Object.fromEntries(
    parts
      .filter((name) => ["string", "number"].includes(typeof resource[name]))
      .map((name) => [name, resource[name]]),
  ) as T;

function redactResource(resource: ResourceValues, names: ReferencedNames): ResourceValues {
  const { values, sensitive_values: sensitive } = resource;
  const read = names.readOf(resource);
  return {
    ...partsOf(resource),
    ...(values && {
      values: { ...unreadPolicies(resource, values, read), ...redactAttributes(values, read, { sensitive }) },
    }),
    ...(sensitive !== undefined && { sensitive_values: redactMask(sensitive, read) }),
  };
}

function redactChange(resource: ResourceChange, names: ReferencedNames): ResourceChange {
  const { actions, before, after, after_unknown: unknown, ...masks } = resource.change;
  const read = names.readOf(resource);
  const past = before && {
    ...unreadPolicies(resource, before, read),
    ...redactAttributes(before, read, { sensitive: masks.before_sensitive }),
  };
  const now = after && {
    ...unreadPolicies(resource, after, read),
    ...redactAttributes(after, read, { sensitive: masks.after_sensitive, past: before ?? undefined }),
  };
  const isChanged = before && after && isOther(before, after) && !isOther(past, now);
  return {
    ...partsOf(resource),
    change: {
      ...(Array.isArray(actions) && { actions: actions.filter((one) => typeof one === "string") }),
      ...(before !== undefined && { before: past ?? null }),
      ...(after !== undefined && {
        after: now ? { ...now, ...(isChanged && { [changedMark]: "changed" }) } : null,
      }),
      ...(unknown !== undefined && { after_unknown: unknownOf(unknown, read) }),
      ...mapped(masks, read),
    },
  };
}

const isOther = (one: unknown, other: unknown): boolean => JSON.stringify(one) !== JSON.stringify(other);

const mapped = (masks: Pick<Change, "before_sensitive" | "after_sensitive">, read: Read): Partial<Change> =>
  Object.fromEntries(
    (["before_sensitive", "after_sensitive"] as const)
      .filter((name) => masks[name] !== undefined)
      .map((name) => [name, redactMask(masks[name], read)]),
  );

/** A resource with anything unknown is not the same as before, although it is not seen what. */
function unknownOf(unknown: unknown, read: Read): unknown {
  const kept = redactMask(unknown, read);
  return isObject(kept) && marksAny(unknown) && !marksAny(kept) ? { ...kept, [changedMark]: true } : kept;
}

/** The attributes that are left out and seem to hold a policy: that there are some is not forgotten. */
function unreadPolicies(
  { mode, type }: ResourceValues | ResourceChange,
  values: Attributes,
  read: Read,
): Attributes {
  const left = Object.entries(values).filter(([name]) => !read.members.has(name));
  const resource = { mode, type, address: "", values: Object.fromEntries(left) } as Resource;
  return Object.fromEntries(unsupportedPolicies([resource]).map((place) => [place.slice(1), hiddenPolicy]));
}

/** By type and name, of all instances in all modules. */
function secretsOf(plan: PlanJson): IsSecret {
  const secret = new Map<string, Set<string>>();
  const add = ({ type, name }: { type: string; name: string }, mask: unknown) => {
    const key = `${type}.${name}`;
    const attributes = secret.get(key) ?? new Set();
    secret.set(key, attributes);
    if (mask === true) attributes.add(all);
    else
      for (const [attribute, inner] of Object.entries(mask ?? {}))
        if (marksAny(inner)) attributes.add(attribute);
  };
  for (const one of plan.resource_changes ?? []) {
    add(one, one.change.before_sensitive);
    add(one, one.change.after_sensitive);
  }
  for (const tree of [plan.prior_state?.values, plan.planned_values])
    for (const one of walkModules(tree?.root_module)) add(one, one.sensitive_values);
  return ({ type, name }, attribute) => {
    const attributes = secret.get(`${type}.${name}`);
    return attributes !== undefined && (attributes.has(all) || attributes.has(attribute));
  };
}

/** In the place of an attribute: a resource is sensitive as a whole. */
const all = "*";
