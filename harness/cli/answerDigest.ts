import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { serviceReferenceDate } from "../../policies/reference/serviceReferenceDate.js";
import type { Source } from "../run/openSource.js";
import { digestOf } from "../run/shards/digestOf.js";
import { packageVersion } from "../run/shards/packageVersion.js";

interface Asked {
  /** what the options say */
  readonly asked: unknown;
  /** whose bytes count, too */
  readonly files: readonly string[];
  readonly cwd: string;
}

/** What the shards of one run have in common: sources, files, options, and the versions of planproof and AWS's data. */
export async function answerDigest(
  sources: readonly Source[],
  { asked, files, cwd }: Asked,
): Promise<string> {
  const digests: string[] = [];
  for (const file of files) {
    const hash = createHash("sha256");
    await pipeline(createReadStream(resolve(cwd, file)), hash);
    digests.push(hash.digest("hex"));
  }
  const read = sources.map(({ name, targets, resources }) => [name, targets, resources]);
  return digestOf([packageVersion(), await serviceReferenceDate(), read, files, digests, asked]);
}
