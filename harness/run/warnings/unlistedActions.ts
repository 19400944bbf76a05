import { distinctPolicies } from "../../../policies/language/distinctPolicies.js";
import type { Policy } from "../../../policies/language/policySet.js";
import { loadServiceReference } from "../../../policies/reference/loadServiceReference.js";
import type { ServiceReference } from "../../../policies/reference/serviceReference.js";
import type { Property } from "../../../properties/property.js";
import type { Target } from "../../../properties/target.js";
import type { Note } from "../report.js";
import { isListedAction } from "./isListedAction.js";
import { unlistedAction } from "./unlistedAction.js";

/**
 * Warns of every action pattern that matches nothing AWS lists: a typo makes a grant, or worse a denial,
 * without effect. Policies of AWS are left out, and patterns that match several services.
 *
 * @param reference holds the services that the targets' policies and the properties name
 * @param properties whose parameters can name actions, too
 */
export async function unlistedActions(
  targets: readonly Target[],
  reference: ServiceReference,
  properties: readonly Pick<Property, "id" | "actions">[] = [],
): Promise<readonly Note[]> {
  const named = properties.flatMap(({ id, actions = [] }) =>
    actions.map((action) => ({ source: id, action })),
  );
  const written = [...distinctPolicies(targets.map(({ policies }) => policies))]
    .filter(({ source }) => !source.startsWith("managed:"))
    .flatMap((policy) => actionsIn(policy));
  const unlisted = [...named, ...written].filter(({ action }) => !isListedAction(action, reference));
  let everything: Promise<ServiceReference> | undefined;
  const loadAll = (): Promise<ServiceReference> => {
    everything ??= loadServiceReference();
    return everything;
  };
  const distinct = new Map(unlisted.map((one) => [`${one.source}\n${one.action}`, one]));
  return Promise.all(
    [...distinct.values()].map(async ({ source, action }) => ({
      source,
      diagnostic: await unlistedAction(action, reference, loadAll),
    })),
  );
}

const actionsIn = ({ source, document }: Policy) =>
  document.statements
    .flatMap((statement) => statement.action.patterns)
    .filter((action) => /^[^*?:]+:/.test(action))
    .map((action) => ({ source, action }));
