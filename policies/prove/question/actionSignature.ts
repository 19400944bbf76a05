import { matchPattern, type Pattern, plainGlob } from "../sets/pattern.js";
import { colon } from "../sets/tokens.js";
import type { TextAtom } from "./atom.js";

/** A glob of actions, and which atom it belongs to. */
interface Place {
  readonly glob: Pattern;
  readonly at: number;
}

/** The answers of some atoms to actions, as strings: equal for two actions that no atom distinguishes. */
export interface ActionSignature {
  /** of an action of a service, in lower case */
  readonly of: (action: string) => string;
  /** of every action of a service, in lower case; undefined where an atom is about some of them */
  readonly ofService: (service: string) => string | undefined;
}

/** Globs are looked up by service, so that an action of a service that no pattern names is cheap. */
export function actionSignature(atoms: readonly TextAtom[]): ActionSignature {
  const literals = new Map<string, number[]>();
  const globs = new Map<string | undefined, Place[]>();
  for (const [at, { set }] of atoms.entries()) {
    for (const literal of set.literals) addTo(literals, literal, at);
    for (const glob of set.globs)
      if (!matchesAll.has(glob.key)) addTo(globs, serviceOfGlob(glob), { glob, at });
  }
  const named = new Set([...globs.keys(), ...[...literals.keys()].map(serviceOf)]);
  const ofAnyService = globs.get(undefined) ?? [];
  const isAbout = (service: string): boolean => ofAnyService.length > 0 || named.has(service);
  const hitsOf = (action: string): string => {
    const hits = new Set(literals.get(action));
    for (const places of [ofAnyService, globs.get(serviceOf(action)) ?? []])
      for (const { glob, at } of places) if (!hits.has(at) && matchPattern(glob, action)) hits.add(at);
    return [...hits].sort((one, other) => one - other).join();
  };
  const of = (action: string): string => {
    if (!isWellFormed(action)) return `alone ${action}`;
    return isAbout(serviceOf(action)) ? hitsOf(action) : alike;
  };
  return { of, ofService: (service) => (isAbout(service) ? undefined : alike) };
}

/** The signature of what no atom is about. */
const alike = "";

const serviceOf = (action: string): string => action.slice(0, Math.max(0, action.indexOf(":")));

function isWellFormed(action: string): boolean {
  const colonAt = action.indexOf(":");
  return colonAt > 0 && colonAt < action.length - 1;
}

/** What every well-formed action matches distinguishes none. */
const matchesAll: ReadonlySet<string> = new Set(["*", "?*:?*"].map((glob) => plainGlob(glob).key));

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
