import { maximumNesting } from "../../../policies/text/readJson.js";
import {
  BrokenJson,
  passChildren,
  type Span,
  skipSpace,
  skipValue,
} from "../../../policies/text/skipValue.js";
import type { HclBlock } from "./hclBlockLines.js";
import { lineCounter } from "./lineCounter.js";

/**
 * Where the blocks of terraform configuration in JSON begin, as CDKTF writes it and users write `.tf.json`; none of what
 * is not JSON.
 *
 * Source: https://developer.hashicorp.com/terraform/language/syntax/json
 */
export function jsonBlockLines(bytes: Uint8Array): readonly HclBlock[] {
  const lineAt = lineCounter(bytes);
  const blocks: HclBlock[] = [];
  /** goes so many levels down, and notes the members there */
  const descend = (at: number, levels: number, path: readonly string[]): number => {
    if (bytes[at] !== openBrace) return skipValue(bytes, at, maximumNesting);
    return passChildren(bytes, at, (child, key) => {
      const name = nameOf(bytes, key!);
      if (levels === 1 && name !== "//")
        blocks.push({ address: [...path, name].join("."), line: lineAt(key!.start) });
      return levels === 1
        ? skipValue(bytes, child, maximumNesting)
        : descend(child, levels - 1, [...path, name]);
    });
  };
  try {
    const start = skipSpace(bytes, 0);
    if (bytes[start] !== openBrace) return [];
    passChildren(bytes, start, (child, key) => {
      const kind = kinds.get(nameOf(bytes, key!));
      return kind === undefined
        ? skipValue(bytes, child, maximumNesting)
        : descend(child, kind.levels, kind.path);
    });
  } catch (thrown) {
    if (!(thrown instanceof BrokenJson || thrown instanceof SyntaxError)) throw thrown;
  }
  return blocks;
}

const kinds: ReadonlyMap<string, { readonly levels: number; readonly path: readonly string[] }> = new Map([
  ["resource", { levels: 2, path: [] }],
  ["data", { levels: 2, path: ["data"] }],
  ["module", { levels: 1, path: ["module"] }],
]);

const openBrace = 0x7b;

const nameOf = (bytes: Uint8Array, { start, end }: Span): string =>
  String(JSON.parse(new TextDecoder().decode(bytes.subarray(start, end))));
