import { closeSync, openSync, readSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";

/** Where a block lies in its file, in bytes. */
export type BlockPlace = readonly [offset: number, length: number];

/** A string that `packBlocks` packed; nothing else of the file is read. */
export function readBlock(file: URL, [offset, length]: BlockPlace): string {
  const bytes = Buffer.alloc(length);
  const handle = openSync(file, "r");
  try {
    for (let at = 0; at < length; ) {
      const read = readSync(handle, bytes, at, length - at, offset + at);
      if (read === 0) throw new Error(`${file.pathname} ends within a block`);
      at += read;
    }
  } finally {
    closeSync(handle);
  }
  return brotliDecompressSync(bytes).toString("utf8");
}
