import { type ConditionKey, conditionKeys } from "./conditionKeys.js";
import { openServiceData } from "./openServiceData.js";
import type { ActionData, ServiceData, ServiceDataSource } from "./serviceData.js";
import type { ActionReference, ResourceTypeReference, ServiceReference } from "./serviceReference.js";

type AccessLevel = ActionReference["accessLevel"];

// The data gives a write of tags or permissions both names, regardless of its type.
const accessLevels: Readonly<Record<string, AccessLevel>> = {
  List: "List",
  Read: "Read",
  Write: "Write",
  "Tagging, Write": "Tagging",
  "Permissions management, Write": "Permissions management",
  Tagging: "Tagging",
  "Permissions management": "Permissions management",
};

/**
 * Loads the service authorization data of some services from the data packed with planproof; nothing is fetched.
 * A service is read when it is first asked about: some 20 ms for ec2, 2 ms for most, a third of a second for all 456.
 *
 * The keys of a resource type are those that its action lists for it together with those the type lists:
 * everything a request on it may carry.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 *
 * @param services prefixes in any case; unknown ones are left out
 * @defaultValue `services`: all
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { loadServiceReference } from "planproof/policies";
 *
 * const reference = await loadServiceReference(["s3"]);
 * assert.equal(reference.action("S3:getobject")?.name, "s3:GetObject");
 * assert.equal(reference.action("ec2:RunInstances"), undefined);
 * ```
 */
export const loadServiceReference = async (services?: readonly string[]): Promise<ServiceReference> =>
  serviceReferenceNow(services);

/** The same for assertions, which cannot wait. */
export function serviceReferenceNow(services?: readonly string[]): ServiceReference {
  if (services !== undefined) return makeReference(services);
  whole ??= makeReference();
  return whole;
}

// what the package has of AWS is the same as long as the process runs
let whole: ServiceReference | undefined;

function makeReference(services?: readonly string[]): ServiceReference {
  const source = openServiceData();
  // a prefix such as `constructor` is looked up in a set and not in an object
  const known = new Set(source.services);
  const wanted = new Set(services?.map((service) => service.toLowerCase()) ?? known);
  const loaded = [...wanted].filter((service) => known.has(service)).toSorted();
  const listed = (): readonly ConditionKey[] => [
    ...source.globalKeys.map(tagOf),
    ...loaded.flatMap((service) => source.conditionKeys(service)),
  ];
  const complete = services === undefined;
  return {
    services: loaded,
    complete,
    covers: (service) => complete || wanted.has(service.toLowerCase()),
    ...conditionKeys(listed),
    ...actionsRead(loaded, source),
    date: source.date,
  };
}

// the data names the tag of a global key `tag-key`
const tagOf = ({ key, type }: ConditionKey): ConditionKey => ({
  key: key.replace(/tag-key$/, "${TagKey}"),
  type,
});

/** The actions of services, each read when it is first asked about: questions are about few of 456. */
function actionsRead(
  services: readonly string[],
  source: ServiceDataSource,
): Pick<ServiceReference, "actionsOf" | "action"> {
  const read = new Map<string, readonly ActionReference[] | undefined>(
    services.map((service) => [service, undefined]),
  );
  const actionsOf = (prefix: string): readonly ActionReference[] => {
    const service = prefix.toLowerCase();
    if (!read.has(service)) return [];
    const actions = read.get(service) ?? actionReferences(service, source.read(service));
    read.set(service, actions);
    return actions;
  };
  const named = new Map<string, ReadonlyMap<string, ActionReference>>();
  const action = (name: string): ActionReference | undefined => {
    const folded = name.toLowerCase();
    const service = folded.slice(0, Math.max(0, folded.indexOf(":")));
    const known = named.get(service) ?? actionsByName(actionsOf(service));
    named.set(service, known);
    return known.get(folded);
  };
  return { actionsOf, action };
}

const actionsByName = (actions: readonly ActionReference[]): ReadonlyMap<string, ActionReference> =>
  new Map(actions.map((action) => [action.name.toLowerCase(), action]));

function actionReferences(service: string, data: ServiceData): readonly ActionReference[] {
  const typeOf = resourceTypesOf(data);
  const keysOf = keysOnce();
  const actionReference = (action: ActionData): ActionReference => ({
    name: `${service}:${action.name}`,
    accessLevel: accessLevel(action.accessLevel),
    resourceTypes: action.resourceTypes.toSorted(byName).map(typeOf),
    conditionKeys: keysOf(action.conditionKeys),
  });
  return data.actions.map(actionReference).toSorted(byName);
}

const byName = (one: { readonly name: string }, other: { readonly name: string }): number =>
  one.name < other.name ? -1 : 1;

type SupportedType = ActionData["resourceTypes"][number];
type TypeOf = (supported: SupportedType) => ResourceTypeReference;

/** The resource types of a service, those that are alike for several actions made once. */
function resourceTypesOf(data: ServiceData): TypeOf {
  const types = new Map(data.resourceTypes.map((type) => [type.name.toLowerCase(), type]));
  const made = new Map<string, ResourceTypeReference>();
  return ({ name, required, conditionKeys }) => {
    const key = [name, required, ...conditionKeys].join();
    const known = made.get(key);
    if (known !== undefined) return known;
    const type = types.get(name.toLowerCase());
    if (type === undefined) throw new Error(`a resource type of the service data is not known: \`${name}\``);
    const all = keys([...conditionKeys, ...type.conditionKeys]);
    // where a type has several templates, the data lists them in one string
    const arnTemplates = type.arn.split(/,\s*(?=arn:)/);
    const reference = { name, arnTemplates, required, conditionKeys: all };
    made.set(key, reference);
    return reference;
  };
}

/** {@link keys}, made once for the actions of a service that list the same ones. */
function keysOnce(): typeof keys {
  const made = new Map<string, readonly string[]>();
  return (names) => {
    const joined = names.join();
    const known = made.get(joined) ?? keys(names);
    made.set(joined, known);
    return known;
  };
}

function accessLevel(text: string): AccessLevel {
  const level = accessLevels[text];
  if (level === undefined) throw new Error(`an access level of the service data is not known: \`${text}\``);
  return level;
}

// S3 writes the tag keys of its objects as `<key>` where all others have `${TagKey}`.
const keys = (names: readonly string[]): readonly string[] =>
  [...new Set(names.map((name) => name.replace("<key>", "${TagKey}")))].toSorted();
