import { writeFileSync } from "node:fs";
import { packBlocks } from "../reference/packBlocks.js";
import type { ManagedDataSource } from "./managedDataSource.js";
import { blocksOfManaged, type ManagedIndex, type ManagedRow, type VersionRow } from "./managedIndex.js";

/** Writes `managed.json` and `managed.br` of all policies of a source. */
export function packManaged(index: URL, source: ManagedDataSource): void {
  const newest = new Shelf(256 * 1024);
  const older = new Shelf(768 * 1024);
  const shelved = source.names.map((name) => {
    const { arn, versions } = source.policy(name)!;
    const places = versions.map(({ version }, at) =>
      (at === versions.length - 1 ? newest : older).add(source.text(name, version)),
    );
    return { name, arn, versions, places };
  });
  const newestBlocks = newest.blocks();
  const policies = shelved.map(({ name, arn, versions, places }) => {
    const rows = versions.map(({ version, createDate = null }, nth): VersionRow => {
      const { shelf, block, line } = places[nth]!;
      const at = shelf === newest ? block : newestBlocks.length + block;
      return [Number(version.slice(1)), createDate, at, line];
    });
    return `${name} ${JSON.stringify({ arn, versions: rows } satisfies ManagedRow)}`;
  });
  const blocks = [policies.join("\n"), ...newestBlocks, ...older.blocks()].map(
    (block, at) => [`${at}`, block] as const,
  );
  const packed = packBlocks(new Map(blocks), 6);
  const [list, ...documents] = blocks.map(([name]) => packed.places[name]!);
  const { date } = source;
  writeFileSync(index, JSON.stringify({ date, policies: list!, blocks: documents } satisfies ManagedIndex));
  writeFileSync(blocksOfManaged(index), packed.bytes);
}

/**
 * Documents line by line, in blocks of a limited length: the longer a block, the more its documents share, and the
 * longer it takes to unpack for one of them.
 */
class Shelf {
  readonly #limit: number;
  readonly #blocks: string[][] = [];
  #length = Number.POSITIVE_INFINITY;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(text: string): { readonly shelf: Shelf; readonly block: number; readonly line: number } {
    if (this.#length + text.length > this.#limit) {
      this.#blocks.push([]);
      this.#length = 0;
    }
    this.#length += text.length;
    const block = this.#blocks.length - 1;
    return { shelf: this, block, line: this.#blocks[block]!.push(text) - 1 };
  }

  blocks = (): readonly string[] => this.#blocks.map((lines) => lines.join("\n"));
}
