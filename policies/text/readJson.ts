import { jsonNesting } from "./jsonNesting.js";

/** No plan nests 50 deep; the cap keeps deeply nested input away from recursive code. */
export const maximumNesting = 512;

/** The value of a JSON string inside a plan; undefined for one that is not JSON or nests too deeply. */
export function readJson(text: string): unknown {
  if (jsonNesting(text) > maximumNesting) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // V8's message quotes the input, which may hold a secret
    return undefined;
  }
}
