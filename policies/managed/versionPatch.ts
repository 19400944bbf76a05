/** A policy document as JSON, before it is parsed. */
export interface ManagedPolicyJson {
  Version: string;
  Statement: ManagedStatementJson[];
}

export type ManagedStatementJson = Record<string, unknown>;

/**
 * One thing a version of a managed policy has that the version before it had not. Positions are those of
 * the newer version, and a version lists its gains in the order of their statements.
 */
export type VersionPatch =
  | { readonly gain: "values"; readonly at: string; readonly values: readonly string[] }
  /** the statement is given only where no document at hand has it */
  | { readonly gain: "statement"; readonly at: string; readonly statement?: ManagedStatementJson }
  /** every statement is named: the prefix and its number, from 1 */
  | { readonly gain: "sids"; readonly prefix: string };

type GainOf<K extends VersionPatch["gain"]> = Extract<VersionPatch, { gain: K }>;
type Change<G> = (document: ManagedPolicyJson, gain: G) => void;
type Changes = {
  readonly [K in VersionPatch["gain"]]: {
    readonly make: Change<GainOf<K>>;
    readonly undo: Change<GainOf<K>>;
  };
};

const changes: Changes = {
  values: {
    make: (document, { at, values }) => {
      for (const one of values) listAt(document, at).push(one);
    },
    undo: (document, { at, values }) => {
      const list = listAt(document, at);
      for (const value of values) list.splice(indexIn(list, value), 1);
    },
  },
  statement: {
    make: (document, { at, statement }) => {
      if (statement === undefined) throw new Error(`the JSON of the gained statement ${at} is not given`);
      document.Statement.splice(statementIndex(at), 0, structuredClone(statement));
    },
    undo: (document, { at }) => {
      document.Statement.splice(statementIndex(at), 1);
    },
  },
  sids: {
    make: (document, { prefix }) => {
      document.Statement = document.Statement.map((statement, index) => ({
        Sid: `${prefix}${index + 1}`,
        ...statement,
      }));
    },
    undo: (document) => {
      for (const statement of document.Statement) delete statement["Sid"];
    },
  },
};

/**
 * The document after the gains.
 *
 * @throws Error when a gain does not fit the document: the data shipped here would be broken
 */
export const applyPatches = (
  document: ManagedPolicyJson,
  gains: readonly VersionPatch[],
): ManagedPolicyJson => changed(document, gains, "make");

/**
 * The document before the gains: the inverse of {@link applyPatches} up to the place of a value in its list.
 *
 * @throws Error when a gain does not fit the document: the data shipped here would be broken
 */
export const revertPatches = (
  document: ManagedPolicyJson,
  gains: readonly VersionPatch[],
): ManagedPolicyJson => changed(document, gains.toReversed(), "undo");

function changed(
  document: ManagedPolicyJson,
  gains: readonly VersionPatch[],
  way: "make" | "undo",
): ManagedPolicyJson {
  const copy = structuredClone(document);
  for (const gain of gains) (changes[gain.gain][way] as Change<VersionPatch>)(copy, gain);
  return copy;
}

function listAt(document: ManagedPolicyJson, pointer: string): string[] {
  const found = pointer
    .split("/")
    .slice(1)
    .reduce<unknown>((node, name) => (node as Record<string, unknown> | undefined)?.[name], document);
  if (!Array.isArray(found)) throw new Error(`no list at ${pointer}`);
  return found;
}

function indexIn(list: readonly string[], value: string): number {
  const index = list.indexOf(value);
  if (index < 0) throw new Error(`no \`${value}\` in the list that gained it`);
  return index;
}

const statementIndex = (pointer: string): number => Number(pointer.slice("/Statement/".length));
