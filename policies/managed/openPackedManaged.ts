import { readFileSync } from "node:fs";
import { readBlock } from "../reference/readBlock.js";
import type { ManagedDataSource } from "./managedDataSource.js";
import { blocksOfManaged, type ManagedIndex, type ManagedRow } from "./managedIndex.js";

/** Opens packed data by its index; the list of policies, and a block of documents, is unpacked when it is asked for. */
export function openPackedManaged(index: URL): ManagedDataSource {
  const { date, policies, blocks } = JSON.parse(readFileSync(index, "utf8")) as ManagedIndex;
  const linesOf = linesReader((block) => readBlock(blocksOfManaged(index), blocks[block]!));
  let read: ReadonlyMap<string, string> | undefined;
  const lines = (): ReadonlyMap<string, string> => {
    read ??= byName(readBlock(blocksOfManaged(index), policies));
    return read;
  };
  const rowOf = (name: string): ManagedRow | undefined => {
    const line = lines().get(name);
    return line === undefined ? undefined : (JSON.parse(line) as ManagedRow);
  };
  return {
    date,
    get names() {
      return [...lines().keys()];
    },
    policy: (name) => {
      const row = rowOf(name);
      if (row === undefined) return undefined;
      const versions = row.versions.map(([number, createDate]) => ({
        version: `v${number}`,
        ...(createDate !== null && { createDate }),
      }));
      return { arn: row.arn, versions };
    },
    text: (name, version) => {
      const [, , block, line] = rowOf(name)!.versions.find(([number]) => `v${number}` === version)!;
      return linesOf(block)[line]!;
    },
  };
}

function byName(lines: string): ReadonlyMap<string, string> {
  const rows = new Map<string, string>();
  for (const line of lines.split("\n")) {
    const end = line.indexOf(" ");
    rows.set(line.slice(0, end), line.slice(end + 1));
  }
  return rows;
}

/** Neighbours are asked for together, so the last two blocks are kept: one of older versions, one of newest. */
function linesReader(read: (block: number) => string): (block: number) => readonly string[] {
  let kept: readonly { readonly block: number; readonly lines: readonly string[] }[] = [];
  return (block) => {
    const known = kept.find((one) => one.block === block);
    if (known !== undefined) return known.lines;
    const lines = read(block).split("\n");
    kept = [{ block, lines }, ...kept.slice(0, 1)];
    return lines;
  };
}
