import type { Decision } from "../../policies/language/request.js";
import type { WrittenRequest } from "./readRequest.js";
import type { TargetRow } from "./readRow.js";

const rowKeys = new Set(["id", "target", "request", "expected"]);
const requestKeys = new Set(["principal", "action", "resource", "resourceAccount", "context"]);
const decisions: ReadonlySet<unknown> = new Set([
  "allowed",
  "explicitDeny",
  "implicitDeny",
] satisfies Decision[]);

/**
 * Reads a case of a target that is written as `corpus generate` writes it, faster than `readRow`. Undefined for
 * every other line, valid or not. What is read prints as it was written, so no key is there twice.
 */
export function readShortRow(line: string): Omit<TargetRow, "line"> | undefined {
  if (!line.startsWith('{"id":') || !line.includes(',"target":"')) return undefined;
  const row = parsed(line);
  if (row === undefined || JSON.stringify(row) !== line) return undefined;
  const { id, target, request, expected } = row;
  if (!Object.keys(row).every((key) => rowKeys.has(key)) || !isText(id) || !isText(target)) return undefined;
  if (!decisions.has(expected) || !isRequest(request)) return undefined;
  return {
    id,
    target,
    request: { ...request, context: request.context ?? {} },
    expected: expected as Decision,
  };
}

function parsed(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

type ShortRequest = Omit<WrittenRequest, "context"> & Partial<Pick<WrittenRequest, "context">>;

function isRequest(value: unknown): value is ShortRequest {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const { context, ...texts } = value as Record<string, unknown>;
  const { action, resource } = texts;
  return (
    Object.keys(texts).every((key) => requestKeys.has(key)) &&
    Object.values(texts).every(isText) &&
    isText(resource) &&
    isText(action) &&
    action.includes(":") &&
    (context === undefined || isContext(context))
  );
}

const isContext = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every(
    (one) => typeof one === "string" || (Array.isArray(one) && one.every((part) => typeof part === "string")),
  );

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";
