import type { Decision, Request } from "../../policies/language/request.js";
import { isDecision } from "./readRow.js";

/** A case without its policies, which are only told by their text. */
export interface CanonicalRow {
  readonly id: string;
  readonly request: Request;
  readonly expected: Decision;
  readonly policiesText: string;
}

const policiesKey = ',"policies":';
const requestKey = ',"request":';

/**
 * Reads a line that is written as `corpus generate` writes it, without looking into its policies; several
 * times faster than {@link readRow}. Undefined for every other line, valid or not: it is for readRow then.
 *
 * What stands before and after the policies is each an object once a brace is added, and prints as it was
 * written, so no key is nested, hidden or there twice. That `policiesText` is a whole JSON value is for the
 * caller to know, by having met the text before.
 */
export function readCanonicalRow(line: string): CanonicalRow | undefined {
  const start = line.indexOf(policiesKey);
  const end = line.indexOf(requestKey, start);
  if (start < 0 || end < 0) return undefined;
  const head = parseCanonical(`${line.slice(0, start)}}`);
  const tail = parseCanonical(`{${line.slice(end + 1)}`);
  if (head === undefined || tail === undefined || !areApart(head, tail)) return undefined;
  const { id } = head;
  const { request, expected } = tail;
  if (typeof id !== "string" || typeof expected !== "string" || !isDecision(expected) || !isWhole(request)) {
    return undefined;
  }
  return { id, request, expected, policiesText: line.slice(start + policiesKey.length, end) };
}

type Fields = Readonly<Record<string, unknown>>;

function parseCanonical(text: string): Fields | undefined {
  try {
    const value = JSON.parse(text) as Fields;
    return JSON.stringify(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

function areApart(head: Fields, tail: Fields): boolean {
  for (const key in tail) if (key === "policies" || Object.hasOwn(head, key)) return false;
  return true;
}

const fields = ["principal", "action", "resource", "resourceAccount"] as const;

function isWhole(value: unknown): value is Request {
  if (typeof value !== "object" || value === null) return false;
  const request = value as Partial<Request>;
  for (const field of fields) if (typeof request[field] !== "string" || request[field] === "") return false;
  if (!request.action!.includes(":")) return false;
  return typeof request.context === "object" && isContext(request.context);
}

function isContext(context: Fields | null): boolean {
  if (context === null || Array.isArray(context)) return false;
  for (const key in context) {
    const value = context[key];
    if (typeof value === "string") continue;
    if (!Array.isArray(value) || !value.every((one) => typeof one === "string")) return false;
  }
  return true;
}
