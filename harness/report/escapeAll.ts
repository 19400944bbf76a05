import { escapeControls } from "./escapeControls.js";

/** The same plain data with all strings fit to be shown; see {@link escapeControls}. */
export function escapeAll<T>(value: T): T {
  if (typeof value === "string") return escapeControls(value) as T;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(escapeAll) as T;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [escapeControls(key), escapeAll(member)]),
  ) as T;
}
