import { measureHcl } from "./measureHcl.js";

/**
 * The most of a file of HCL that is parsed. Users write far less (the largest files of the public modules for AWS
 * have about 60,000 characters and 10,000 tokens), and our parser (0.24, in a thread of Node 20) takes more:
 *
 * - its stack overflows at 880 nested `[for …]`, 990 objects, 1,150 parentheses, 2,600 blocks, 5,100 `!`;
 * - it takes up to 20 µs of CPU for a token, so that the largest file takes about a second and 300 MB, half of it
 *   for compiling the parser;
 * - a JSON number ends at 1e308, and a number of a million digits takes it minutes.
 *
 * `jsonPerToken`: characters of a `.tf.json` file that take as long as one token.
 */
export const hclLimits = {
  characters: 500_000,
  depth: 100,
  tokens: 25_000,
  digits: 308,
  jsonPerToken: 50,
} as const;

/**
 * The most tokens of HCL that are parsed of one plan, by the bytes of its plan file: real ones, which hold the plan
 * and the state too, have one token for six bytes, and code alone has less than one for each byte. A file that is
 * there several times counts once.
 */
export const mostTokens = (zipBytes: number): number => Math.min(500_000, hclLimits.tokens + zipBytes);

/** The tokens that a file costs that is not parsed, for it is measured; and one that the parser refuses. */
export const refusalTokens = {
  measured: 2_000,
  /** the next file needs a new thread, and the parser has to be compiled there */
  parsed: 25_000,
} as const;

/** What terraform has planned is HCL; what the parser does not know stays unknown. */
export const notUnderstood = "not understood by the HCL parser";

/** Why a string is not parsed, as the rest of a sentence; otherwise its number of tokens. */
export function hclExcess(text: string): { readonly is: string } | { readonly tokens: number } {
  const { characters, depth, tokens, digits } = hclLimits;
  if (text.length > characters) return { is: `longer than ${grouped(characters)} characters` };
  const size = measureHcl(text, tokens);
  if (size.depth > depth) return { is: `nested deeper than ${depth} levels` };
  if (size.tokens > tokens) return { is: `larger than ${grouped(tokens)} tokens` };
  if (size.digits > digits) return { is: `with a number of more than ${digits} digits` };
  return size.isHcl ? { tokens: size.tokens } : { is: notUnderstood };
}

const grouped = (count: number): string => count.toLocaleString("en-US");
