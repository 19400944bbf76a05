import { jsonNesting } from "./jsonNesting.js";

/** No plan nests 50 deep; the cap keeps a nesting bomb away from everything that recurses. */
export const maximumNesting = 512;

/** The value of a JSON text inside a plan; undefined for one that is no JSON, or nests without end. */
export function readJson(text: string): unknown {
  if (jsonNesting(text) > maximumNesting) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // V8's message quotes the text, which may hold a secret
    return undefined;
  }
}
