import type { ConfigurationJson, ModuleValues, PlanJson, StateJson } from "../plan/resources/planJson.js";
import { wholeAddress } from "../plan/resources/walkModules.js";
import { type Examples, exampleAccounts } from "./exampleAccounts.js";
import { pointersTo } from "./pointersTo.js";
import { redactConfiguration } from "./redactConfiguration.js";
import { marksAny } from "./redactMask.js";
import { providerVariables } from "./redactProviders.js";
import { type RedactContext, redactChange, redactResource } from "./redactResource.js";
import { referencedNames } from "./referencedNames.js";
import { type SensitiveMarks, sensitiveMarks } from "./sensitiveMarks.js";
import { addresses, type ShownResource, shownResources } from "./shownResources.js";
import { tagKeys, writtenTagKeys } from "./tagKeys.js";

/** A plan or state that is fit to commit, and what is to be known of it. */
export interface Redacted<T> extends Omit<Examples<T>, "value"> {
  readonly json: T;
  /** the places of what planproof reads and does not find there any more: verdicts that depend on it may differ */
  readonly losses: readonly string[];
  /** JSON pointers of names that contain a value that is marked sensitive, such as the key of an instance */
  readonly names: readonly string[];
}

/**
 * A plan that is fit to commit: with what planproof reads, without sensitive values and what else may be secret, and
 * with the account IDs of examples. Redacting a second time changes nothing.
 */
export function redactPlan(plan: PlanJson): Redacted<PlanJson> {
  const { planned_values: planned, prior_state: prior, resource_changes: changes, configuration } = plan;
  const losses = new Set<string>();
  const onLoss = (place: string) => void losses.add(place);
  const all = shownResources(plan);
  const context = { ...contextOf(all, configuration), addressOf: addresses(plan), onLoss };
  const { names, marks } = context;
  const { hasSecret } = marks;
  const variables = providerVariables(configuration, plan["variables"], hasSecret);
  const json = {
    ...heading(plan),
    ...(Object.keys(variables).length > 0 && { variables }),
    // the changes have these values, too
    ...(planned && changes === undefined && { planned_values: redactTree(planned, context) }),
    ...(changes && { resource_changes: changes.map((change) => redactChange(change, context)) }),
    ...(prior && { prior_state: redactStateTree(prior, context) }),
    ...(configuration && {
      configuration: redactConfiguration(configuration, names, {
        ...{ isMarked: markedAttributes(all, context), hasSecret, onLoss },
      }),
    }),
  };
  return redacted(json, marks, losses);
}

/** The same for a state. */
export function redactState(state: StateJson): Redacted<StateJson> {
  const losses = new Set<string>();
  const context = {
    ...contextOf(shownResources({ prior_state: state }), undefined),
    addressOf: (address: string) => address,
    onLoss: (place: string) => void losses.add(place),
  };
  return redacted(redactStateTree(state, context), context.marks, losses);
}

function redacted<T>(json: T, marks: SensitiveMarks, losses: ReadonlySet<string>): Redacted<T> {
  const { value, accounts, patterns } = exampleAccounts(json);
  return {
    json: value,
    losses: [...losses].map((place) => (marks.isInName(place) ? withoutKeys(place) : place)),
    names: pointersTo(json, marks.isInName),
    accounts: new Map([...accounts].filter(([account]) => !marks.accounts.has(account))),
    patterns,
  };
}

const withoutKeys = (place: string): string => place.replaceAll(/\["(?:[^"\\]|\\.)*"\]/g, "[...]");

function contextOf(all: readonly ShownResource[], configuration: ConfigurationJson | undefined) {
  const names = referencedNames(configuration);
  const marks = sensitiveMarks(all, names.readOf);
  const compared = new Set(writtenTagKeys(configuration));
  for (const one of all)
    for (const key of tagKeys(one.values, names.readOf(one), marks.maskOf(one))) compared.add(key);
  return { names, marks, comparedTags: compared };
}

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

const redactStateTree = (state: StateJson, context: RedactContext): StateJson => ({
  ...heading(state),
  ...(state.values && { values: redactTree(state.values, context) }),
});

function redactTree(
  { root_module: root }: { readonly root_module?: ModuleValues },
  context: RedactContext,
): { root_module?: ModuleValues } {
  const redactModule = ({ address, resources, child_modules: children }: ModuleValues): ModuleValues => ({
    ...(address !== undefined && { address }),
    ...(resources && {
      resources: resources.map((one) => redactResource(one, wholeAddress(one, address ?? ""), context)),
    }),
    ...(children && { child_modules: children.map(redactModule) }),
  });
  return root === undefined ? {} : { root_module: redactModule(root) };
}

/** By type and name, of all instances in all modules. */
function markedAttributes(all: readonly ShownResource[], { marks }: Pick<RedactContext, "marks">) {
  const marked = new Map<string, Set<string>>();
  for (const one of all) {
    const key = `${one.type}.${one.name}`;
    const attributes = marked.get(key) ?? new Set();
    marked.set(key, attributes);
    const mask = marks.maskOf(one);
    if (mask === true) attributes.add(wholly);
    else
      for (const [attribute, inner] of Object.entries(mask ?? {}))
        if (marksAny(inner)) attributes.add(attribute);
  }
  return ({ type, name }: Pick<ShownResource, "type" | "name">, attribute: string): boolean => {
    const attributes = marked.get(`${type}.${name}`);
    return attributes !== undefined && (attributes.has(wholly) || attributes.has(attribute));
  };
}

/** In the place of an attribute: a resource is sensitive as a whole. */
const wholly = "*";
