import { failures, type Result, success } from "../../policies/text/diagnostic.js";
import { exceptionId } from "./exceptedBy.js";
import type { Exception } from "./exception.js";
import type { ExceptionsJson } from "./exceptionsJson.js";
import { readExceptions } from "./readExceptions.js";

/** A file of exceptions with others added. */
export interface AddedExceptions {
  readonly content: string;
  /** those that were not there */
  readonly added: readonly Exception[];
}

interface MadeExceptions {
  readonly exceptions: readonly Exception[];
  /** the path of the schema from a new file, for editors; absent without one */
  readonly schema?: string;
}

/**
 * A file of exceptions with some more at its end, indented as it is; what it has already is not added again.
 *
 * @param current what the file holds; undefined where it does not exist yet
 */
export function addExceptions(
  file: string,
  current: string | undefined,
  { exceptions, schema }: MadeExceptions,
): Result<AddedExceptions> {
  const there = current === undefined ? success([]) : readExceptions(file, current);
  if (!there.ok) return failures(there.diagnostics);
  const known = new Set(there.value.map(exceptionId));
  const added = exceptions.filter((one) => !known.has(exceptionId(one)));
  const before: ExceptionsJson =
    current === undefined
      ? { ...(schema !== undefined && { $schema: schema }), exceptions: [] }
      : (JSON.parse(current.replace(/^\uFEFF/, "")) as ExceptionsJson);
  const indent = /\n([ \t]+)"/.exec(current ?? "")?.[1] ?? "  ";
  const value = { ...before, exceptions: [...before.exceptions, ...added] };
  return success({ content: `${JSON.stringify(value, undefined, indent)}\n`, added });
}
