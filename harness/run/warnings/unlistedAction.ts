import { actionOfOperation } from "../../../policies/reference/facts/operationActions.js";
import { loadServiceReference } from "../../../policies/reference/loadServiceReference.js";
import type { ServiceReference } from "../../../policies/reference/serviceReference.js";
import { serviceReferenceDate } from "../../../policies/reference/serviceReferenceDate.js";
import type { Diagnostic } from "../../../policies/text/diagnostic.js";
import { nearestName } from "../../../policies/text/nearestNames.js";

/**
 * Warns of an action, or of a pattern for actions, that AWS does not list. Looks through all services where AWS
 * does not list the service, which takes a second.
 *
 * @param reference holds the service that the action names
 */
export async function unlistedAction(
  action: string,
  reference: ServiceReference,
  loadAll: () => Promise<ServiceReference> = loadServiceReference,
): Promise<Diagnostic> {
  const service = action.split(":", 1)[0]!;
  const known = reference.actionsOf(service);
  const nearest =
    known.length > 0
      ? (actionOfOperation(action) ?? patternFor(action, names(known)) ?? nearestName(action, names(known)))
      : await inNearestService(action, loadAll);
  return {
    code: "unlisted-action",
    severity: "warning",
    message: `AWS lists no action \`${action}\``,
    hint:
      nearest === undefined
        ? `the list dates from ${await serviceReferenceDate()}; newer actions are missing`
        : `did you mean \`${nearest}\`?`,
  };
}

/**
 * The pattern that was meant by the first words that several actions have in common: `ec2:Describe*` for
 * `ec2:Describe`; undefined for a part of a word, which is more likely a typing error.
 */
function patternFor(action: string, known: readonly string[]): string | undefined {
  const begun = known.filter((name) => name.toLowerCase().startsWith(action.toLowerCase()));
  const endsWord = begun.every((name) => /^[A-Z]/.test(name.slice(action.length)));
  return begun.length > 1 && endsWord ? `${begun[0]!.slice(0, action.length)}*` : undefined;
}

async function inNearestService(
  action: string,
  loadAll: () => Promise<ServiceReference>,
): Promise<string | undefined> {
  const [service = "", name] = action.split(":");
  const all = await loadAll();
  const nearest = nearestName(service, all.services);
  if (nearest === undefined) return undefined;
  return nearestName(`${nearest}:${name}`, names(all.actionsOf(nearest))) ?? `${nearest}:${name}`;
}

const names = (actions: readonly { readonly name: string }[]): readonly string[] =>
  actions.map(({ name }) => name);
