import { matchPattern, type Pattern } from "../sets/pattern.js";
import { colon } from "../sets/tokens.js";
import type { TextAtom } from "./atom.js";

/** A glob of actions, and which atom it belongs to. */
interface Place {
  readonly glob: Pattern;
  readonly at: number;
}

/**
 * The answers of some atoms to an action, in lower case, as a string: equal for two actions that no atom
 * distinguishes. Globs are looked up by service, so that an action of a service that no pattern names is cheap.
 */
export function actionSignature(atoms: readonly TextAtom[]): (action: string) => string {
  const literals = new Map<string, number[]>();
  const globs = new Map<string | undefined, Place[]>();
  for (const [at, { set }] of atoms.entries()) {
    for (const literal of set.literals) addTo(literals, literal, at);
    for (const glob of set.globs) addTo(globs, serviceOfGlob(glob), { glob, at });
  }
  const ofAnyService = globs.get(undefined) ?? [];
  return (action) => {
    const hits = new Set(literals.get(action));
    for (const places of [ofAnyService, globs.get(action.split(":", 1)[0]!) ?? []])
      for (const { glob, at } of places) if (!hits.has(at) && matchPattern(glob, action)) hits.add(at);
    return [...hits].sort((one, other) => one - other).join();
  };
}

/** The service that a glob of actions names; undefined where a wildcard comes before the colon. */
export function serviceOfGlob({ bound }: Pattern): string | undefined {
  const end = bound.indexOf(colon);
  const service = bound.subarray(0, end);
  if (end < 0 || service.some((token) => token < 0)) return undefined;
  return Array.from(service, (code) => String.fromCharCode(code)).join("");
}

function addTo<K, V>(table: Map<K, V[]>, key: K, value: V): void {
  const known = table.get(key);
  if (known === undefined) table.set(key, [value]);
  else known.push(value);
}
