import { type Diagnostic, failures, type Result, success } from "../../policies/text/diagnostic.js";
import { didYouMean } from "../../policies/text/nearestNames.js";
import { builtInProperties } from "../../properties/catalogue/builtInProperties.js";
import type { Property } from "../../properties/property.js";

/**
 * The built-in properties with these ids, and properties given as values, in the order named; all that are
 * built in when none is named. An id that is not known is an error, never passed over.
 */
export function chooseProperties(named: readonly (string | Property)[] = []): Result<readonly Property[]> {
  if (named.length === 0) return success(builtInProperties);
  const known = new Map(builtInProperties.map((property) => [property.id, property]));
  const unknown = named.filter((name): name is string => typeof name === "string" && !known.has(name));
  if (unknown.length > 0) return failures(unknown.map((id) => noProperty(id, known.keys())));
  const chosen = named.flatMap((name) => (typeof name === "string" ? (known.get(name) ?? []) : name));
  return success([...new Set(chosen)]);
}

const noProperty = (id: string, known: Iterable<string>): Diagnostic => ({
  code: "unknown-property",
  severity: "error",
  message: `unknown property \`${id}\``,
  hint: didYouMean(id, known),
});
