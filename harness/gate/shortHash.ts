import { createHash } from "node:crypto";

/** The first 48 bits of the SHA-256 of some strings, as 12 hexadecimal digits. */
export const shortHash = (...parts: readonly string[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 12);
