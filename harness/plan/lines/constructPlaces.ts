import { isObject } from "../../../policies/text/isObject.js";
import { ownMember } from "../../../policies/text/ownMember.js";
import type { Location } from "../../../properties/location.js";
import { blockAddress, jsonBlocks } from "../configuration/jsonBlocks.js";

/**
 * Where the constructs of a CDKTF stack are made, by the address of their resource, from the stack traces in its
 * metadata: the first line that is in the repository and not in a package. Empty without stack traces, as cdktf 0.21
 * writes none.
 *
 * @param pathOf the path from the root of the repository; undefined for one outside of it
 */
export function constructPlaces(
  stack: unknown,
  pathOf: (path: string) => string | undefined,
): ReadonlyMap<string, Location> {
  if (!isObject(stack)) return new Map();
  return new Map(
    jsonBlocks(stack as Readonly<Record<string, unknown>>).flatMap((block) => {
      const trace = ownMember(ownMember(ownMember(block.body, "//"), "metadata"), "stackTrace");
      const frames = Array.isArray(trace) ? trace.map(String) : [];
      const place = frames.flatMap((frame) => placeIn(frame, pathOf)).at(0);
      return place === undefined ? [] : [[blockAddress(block), place] as const];
    }),
  );
}

/** `new Role (/repository/main.ts:12:5)` or `/repository/main.ts:12:5` */
function placeIn(frame: string, pathOf: (path: string) => string | undefined): readonly Location[] {
  const [, path, line] = /(?:^|\(|at )((?:file:\/\/)?\/[^()]*):(\d{1,9}):\d+\)?\s*$/.exec(frame) ?? [];
  if (path === undefined || /[\\/]node_modules[\\/]/.test(path)) return [];
  const file = pathOf(path.replace(/^file:\/\//, ""));
  return file === undefined || Number(line) < 1 ? [] : [{ file, line: Number(line) }];
}
