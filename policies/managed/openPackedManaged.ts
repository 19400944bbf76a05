import { readFileSync, writeFileSync } from "node:fs";
import { type BlockPlace, packBlocks, unpackBlock } from "../reference/blocks.js";
import type { ManagedDataSource } from "./managedData.js";

/** A version's number, its date, the block that holds its document, and the line of it there. */
type VersionRow = readonly [number: number, createDate: string | null, block: number, line: number];

/** What `managed.json` holds; the blocks are in `managed.br` next to it. */
interface Index extends Pick<ManagedDataSource, "date"> {
  readonly blocks: readonly BlockPlace[];
  readonly policies: Readonly<
    Record<string, { readonly arn: string; readonly versions: readonly VersionRow[] }>
  >;
}

const blocksBeside = (index: URL): URL => new URL("./managed.br", index);

/** Opens packed data by its index; a block of documents is unpacked when one of them is asked for. */
export function openPackedManaged(index: URL): ManagedDataSource {
  const { date, blocks, policies } = JSON.parse(readFileSync(index, "utf8")) as Index;
  const rows = new Map(Object.entries(policies));
  const lines = linesReader(index, blocks);
  return {
    date,
    names: [...rows.keys()],
    policy: (name) => {
      const row = rows.get(name);
      return (
        row && {
          arn: row.arn,
          get versions() {
            return row.versions.map(([number, createDate]) => ({
              version: `v${number}`,
              ...(createDate !== null && { createDate }),
            }));
          },
        }
      );
    },
    text: (name, version) => {
      const [, , block, line] = rows.get(name)!.versions.find(([number]) => `v${number}` === version)!;
      return lines(block)[line]!;
    },
  };
}

/** Neighbours are asked for together, so the last two blocks are kept: one of older versions, one of newest. */
function linesReader(index: URL, blocks: readonly BlockPlace[]): (block: number) => readonly string[] {
  let bytes: Uint8Array | undefined;
  let kept: readonly { readonly block: number; readonly lines: readonly string[] }[] = [];
  return (block) => {
    const known = kept.find((one) => one.block === block);
    if (known !== undefined) return known.lines;
    bytes ??= readFileSync(blocksBeside(index));
    const lines = unpackBlock(bytes, blocks[block]!).split("\n");
    kept = [{ block, lines }, ...kept.slice(0, 1)];
    return lines;
  };
}

/** Writes `managed.json` and `managed.br` of all policies of a source. */
export function packManaged(index: URL, source: ManagedDataSource): void {
  const newest = new Shelf("newest", 256 * 1024);
  const older = new Shelf("older", 512 * 1024);
  const shelved = source.names.map((name) => {
    const { arn, versions } = source.policy(name)!;
    const places = versions.map(({ version }, at) =>
      (at === versions.length - 1 ? newest : older).add(source.text(name, version)),
    );
    return { name, arn, versions, places };
  });
  const { bytes, places } = packBlocks(new Map([...newest.blocks(), ...older.blocks()]), 6);
  const order = Object.keys(places);
  const policies = Object.fromEntries(
    shelved.map(({ name, arn, versions, places }) => [
      name,
      {
        arn,
        versions: versions.map(({ version, createDate = null }, at): VersionRow => {
          const { block, line } = places[at]!;
          return [Number(version.slice(1)), createDate, order.indexOf(block), line];
        }),
      },
    ]),
  );
  writeFileSync(
    index,
    JSON.stringify({ date: source.date, blocks: Object.values(places), policies } satisfies Index),
  );
  writeFileSync(blocksBeside(index), bytes);
}

/**
 * Documents line by line, in blocks of a limited length: the longer a block, the more its documents share, and the
 * longer it takes to unpack for one of them.
 */
class Shelf {
  readonly #name: string;
  readonly #limit: number;
  readonly #blocks: string[][] = [];
  #length = Number.POSITIVE_INFINITY;

  constructor(name: string, limit: number) {
    this.#name = name;
    this.#limit = limit;
  }

  add(text: string): { readonly block: string; readonly line: number } {
    if (this.#length + text.length > this.#limit) {
      this.#blocks.push([]);
      this.#length = 0;
    }
    this.#length += text.length;
    const at = this.#blocks.length - 1;
    return { block: `${this.#name} ${at}`, line: this.#blocks[at]!.push(text) - 1 };
  }

  blocks = (): readonly (readonly [string, string])[] =>
    this.#blocks.map((lines, at) => [`${this.#name} ${at}`, lines.join("\n")]);
}
