import { measureHcl } from "./measureHcl.js";

/**
 * The most of a file of HCL that is parsed. Users write far less, and our parser (0.24, in a thread of Node 20)
 * takes far more:
 *
 * - its stack overflows at 880 nested `[for …]`, 990 objects, 1,150 parentheses, 2,600 blocks, 5,100 `!`;
 * - it takes up to 35 µs of CPU for a token, so that the largest file takes below 2 seconds and 300 MB;
 * - a JSON number ends at 1e308, and a number of a million digits takes it minutes.
 */
export const hclLimits = { characters: 1_000_000, depth: 100, tokens: 50_000, digits: 308 } as const;

/** The most tokens of HCL that are parsed of one plan; a file that is there several times counts once. */
export const mostTokens = 500_000;

/** Why a string is not parsed, as the rest of a sentence; otherwise its number of tokens. */
export function hclExcess(text: string): { readonly is: string } | { readonly tokens: number } {
  const { characters, depth, tokens, digits } = hclLimits;
  if (text.length > characters) return { is: `longer than ${grouped(characters)} characters` };
  const size = measureHcl(text);
  if (size.depth > depth) return { is: `nested deeper than ${depth} levels` };
  if (size.tokens > tokens) return { is: `larger than ${grouped(tokens)} tokens` };
  if (size.digits > digits) return { is: `with a number of more than ${digits} digits` };
  return { tokens: size.tokens };
}

const grouped = (count: number): string => count.toLocaleString("en-US");
