import { failure, type Result, success } from "./diagnostic.js";

/**
 * Decodes bytes as UTF-8 and refuses what is not: a replacement character would change what a policy means.
 * A byte order mark stays in the string; {@link parseJson} reports it.
 */
export function decodeText(bytes: Uint8Array): Result<string> {
  try {
    return success(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    const message = "the file is not valid UTF-8";
    return failure({ code: "invalid-utf8", severity: "error", message, hint: "save the file as UTF-8" });
  }
}
