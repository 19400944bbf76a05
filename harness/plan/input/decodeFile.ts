import { failure, type Result, success } from "../../../policies/text/diagnostic.js";

/** Node cannot hold a longer string; half a gigabyte is also ten times the largest plan seen. */
const maximumBytes = 512 * 1024 * 1024;

/**
 * Decodes a file in UTF-8, or in the UTF-16 that PowerShell's `>` writes, with or without a byte order mark, which
 * is removed. Other bytes are refused, never replaced.
 *
 * @param hint how to make a file that can be decoded
 */
export function decodeFile(bytes: Uint8Array, name: string, hint: string): Result<string> {
  if (bytes.length > maximumBytes) return refuse("too-large", `\`${name}\` is larger than 512 MB`, hint);
  const encoding = encodingOf(bytes);
  try {
    return success(new TextDecoder(encoding, { fatal: true }).decode(bytes));
  } catch {
    return refuse("invalid-encoding", `\`${name}\` is not valid ${encoding.toUpperCase()}`, hint);
  }
}

const refuse = (code: string, message: string, hint: string): Result<never> =>
  failure({ code, severity: "error", message, hint });

/** JSON begins with an ASCII character, so a zero byte next to it means UTF-16. */
export function encodingOf(bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (second === 0 && first !== 0) return "utf-16le";
  if (first === 0 && second !== 0 && second !== undefined) return "utf-16be";
  return "utf-8";
}
