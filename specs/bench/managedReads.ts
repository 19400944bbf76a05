import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { ManagedDataSource } from "../../policies/managed/managedDataSource.js";
import { openPackedManaged } from "../../policies/managed/openPackedManaged.js";
import { absolute } from "../house/repository.js";

const file = absolute("dist/policies/managed/managed.json");

/**
 * Reading the packed AWS managed policies of `npm run build`, in milliseconds of one core: one document as the first
 * of a process, one at random, the newest of every policy, and what share of all documents each is.
 */
export async function managedReads(): Promise<void> {
  if (!existsSync(file)) {
    console.log("dist is not built: nothing is read");
    return;
  }
  const open = (): ManagedDataSource => openPackedManaged(pathToFileURL(file));
  const newest = (data: ManagedDataSource, name: string): string =>
    data.policy(name)!.versions.at(-1)!.version;
  const oldest = (data: ManagedDataSource, name: string): string => data.policy(name)!.versions[0]!.version;
  const readFirst = (data: ManagedDataSource, name: string): string => data.text(name, oldest(data, name));
  const { names } = open();
  // far from each other, so that none is in the block of the one before
  const spread = Array.from({ length: 101 }, (_, at) => names[(at * 617) % names.length]!);
  const first = median(spread.map((name) => millisecondsOf(() => readFirst(open(), name))));
  const data = open();
  const random = median(spread.map((name) => millisecondsOf(() => data.text(name, newest(data, name)))));
  const older = median(spread.map((name) => millisecondsOf(() => data.text(name, oldest(data, name)))));
  const all = millisecondsOf(() => {
    for (const name of names) for (const { version } of data.policy(name)!.versions) data.text(name, version);
  });
  const newestOfAll = millisecondsOf(() => {
    for (const name of names) data.text(name, newest(data, name));
  });
  const row = (what: string, time: number): void =>
    console.log(`${time.toFixed(2)} ms  ${what}, ${((100 * time) / all).toFixed(1)} % of all documents`);
  row("the first document of a process", first);
  row("the newest document of a policy", random);
  row("an older document of a policy", older);
  row(`the newest documents of all ${names.length} policies`, newestOfAll);
}

function millisecondsOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const median = (times: readonly number[]): number =>
  times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)]!;
