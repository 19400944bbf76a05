import { ownMember } from "../../policies/text/ownMember.js";
import type {
  Change,
  ModuleValues,
  PlanJson,
  ResourceChange,
  ResourceValues,
  StateJson,
} from "../plan/resources/planJson.js";
import { walkModules } from "../plan/resources/walkModules.js";
import { exampleAccounts } from "./exampleAccounts.js";
import { changedMark } from "./isKeptAttribute.js";
import { redactConfiguration } from "./redactConfiguration.js";
import { redactValues } from "./redactValues.js";
import { type ReferencedNames, referencedNames } from "./referencedNames.js";

/**
 * A plan that is fit to commit: with what planproof reads, without sensitive values and what else may be secret, and
 * with the account IDs of examples. Redacting a second time changes nothing.
 */
export function redactPlan(plan: PlanJson): PlanJson {
  const names = referencedNames(plan.configuration);
  const { planned_values: planned, prior_state: prior, resource_changes: changes, configuration } = plan;
  const { variables } = plan as { readonly variables?: Readonly<Record<string, unknown>> };
  const shown = Object.entries(variables ?? {}).filter(([name]) => names.keepsVariable(name));
  return withExampleAccounts({
    ...heading(plan),
    ...(shown.length > 0 && { variables: Object.fromEntries(shown) }),
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

const headings = ["format_version", "terraform_version", "complete", "errored", "applyable"];

const heading = (of: PlanJson | StateJson) =>
  Object.fromEntries(headings.filter((name) => Object.hasOwn(of, name)).map((name) => [name, of[name]]));

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

function redactResource(resource: ResourceValues, names: ReferencedNames): ResourceValues {
  const { values, depends_on: _, identity: __, ...rest } = resource;
  const isKept = (attribute: string) => names.keeps(resource, attribute);
  return { ...rest, ...(values && { values: redactValues(values, rest.sensitive_values, { isKept }) }) };
}

function redactChange({ change, ...rest }: ResourceChange, names: ReferencedNames): ResourceChange {
  const { actions, before, after, after_unknown: unknown } = change;
  const isKept = (attribute: string) => names.keeps(rest, attribute);
  const past = before && redactValues(before, change.before_sensitive, { isKept });
  const now =
    after && redactValues(after, change.after_sensitive, { isKept, ...(before && { past: before }) });
  const changed = before && now && changesElsewhere(change, isKept) && { [changedMark]: "changed" };
  return {
    ...rest,
    change: {
      ...(actions && { actions }),
      ...(before !== undefined && { before: past ?? null }),
      ...(after !== undefined && { after: now ? { ...now, ...changed } : null }),
      ...(unknown !== undefined && { after_unknown: unknown }),
      ...(change.before_sensitive !== undefined && { before_sensitive: change.before_sensitive }),
      ...(change.after_sensitive !== undefined && { after_sensitive: change.after_sensitive }),
    },
  };
}

/** Whether an attribute that is left out is another after the change: the resource is then not the same as before. */
function changesElsewhere({ before, after }: Change, isKept: (attribute: string) => boolean): boolean {
  const left = (values: unknown) =>
    JSON.stringify(Object.entries(values ?? {}).filter(([name]) => !isKept(name)));
  return left(before) !== left(after);
}

/** By type and name, of all instances in all modules. */
function secretsOf(plan: PlanJson): (resource: { type: string; name: string }, attribute: string) => boolean {
  const masks = new Map<string, unknown[]>();
  const add = ({ type, name }: { type: string; name: string }, mask: unknown) => {
    const key = `${type}.${name}`;
    masks.set(key, [...(masks.get(key) ?? []), mask]);
  };
  for (const one of plan.resource_changes ?? []) {
    add(one, one.change.before_sensitive);
    add(one, one.change.after_sensitive);
  }
  for (const tree of [plan.prior_state?.values, plan.planned_values])
    for (const one of walkModules(tree?.root_module)) add(one, one.sensitive_values);
  return ({ type, name }, attribute) =>
    (masks.get(`${type}.${name}`) ?? []).some((mask) => mask === true || hasMark(ownMember(mask, attribute)));
}

const hasMark = (mask: unknown): boolean =>
  mask === true || (typeof mask === "object" && mask !== null && Object.values(mask).some(hasMark));
