import type { BlockPlace } from "../reference/readBlock.js";
import type { ManagedDataSource } from "./managedDataSource.js";

/** What `managed.json` holds; the blocks are in `managed.br` next to it. */
export interface ManagedIndex extends Pick<ManagedDataSource, "date"> {
  /** the block that has a line for each policy: its name, a blank and its {@link ManagedRow} as JSON */
  readonly policies: BlockPlace;
  /** of documents, one a line */
  readonly blocks: readonly BlockPlace[];
}

/** A policy and its versions, oldest first. */
export interface ManagedRow {
  readonly arn: string;
  readonly versions: readonly VersionRow[];
}

/** A version's number, its date, the block that holds its document, and the line of it there. */
export type VersionRow = readonly [number: number, createDate: string | null, block: number, line: number];

export const blocksOfManaged = (index: URL): URL => new URL("./managed.br", index);
