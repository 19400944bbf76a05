import { failure, type Result, success } from "../../../policies/text/diagnostic.js";

/** Node cannot hold a longer string; half a gigabyte is also ten times the largest plan seen. */
const maximumBytes = 512 * 1024 * 1024;

/**
 * Decodes a file as people make them: UTF-8, or the UTF-16 that PowerShell's `>` writes, with or without a
 * byte order mark, which is taken off. Bytes that are neither are refused, never replaced.
 */
export function decodeFile(bytes: Uint8Array, name: string): Result<string> {
  if (bytes.length > maximumBytes) {
    const hint = "keep only `resource_changes`, `prior_state` and `configuration` of the plan";
    return refuse("too-large", `\`${name}\` is larger than 512 MB`, hint);
  }
  const encoding = encodingOf(bytes);
  try {
    return success(new TextDecoder(encoding, { fatal: true }).decode(bytes));
  } catch {
    const hint = "save it as UTF-8, or make it again with `terraform show -json tfplan`";
    return refuse("invalid-encoding", `\`${name}\` is not valid ${encoding.toUpperCase()} text`, hint);
  }
}

const refuse = (code: string, message: string, hint: string): Result<never> =>
  failure({ code, severity: "error", message, hint });

/** JSON begins with an ASCII character, so a zero byte beside it gives UTF-16 away. */
export function encodingOf(bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (second === 0 && first !== 0) return "utf-16le";
  if (first === 0 && second !== 0 && second !== undefined) return "utf-16be";
  return "utf-8";
}
