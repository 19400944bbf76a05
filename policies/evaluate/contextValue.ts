import type { ContextValue, Request } from "../language/request.js";

/** A condition key ready to be looked up: keys are compared without regard to case. */
export interface KeyName {
  readonly written: string;
  readonly folded: string;
}

export const keyName = (written: string): KeyName => ({ written, folded: written.toLowerCase() });

/** The value of a key in the request context, or undefined where the request does not carry the key. */
export const contextValue = (
  { context }: Request,
  { written, folded }: KeyName,
): ContextValue | undefined => {
  for (const key in context) {
    if (key === written || (key.length === folded.length && key.toLowerCase() === folded))
      return context[key];
  }
  return undefined;
};

/** The value of a key that can stand for a policy variable: one string, never a multivalued key. */
export const variableValue = (request: Request, variable: string): string | undefined => {
  const value = contextValue(request, keyName(variable));
  return typeof value === "string" ? value : undefined;
};

/** What `Null` calls null: the key is missing, holds no value, or only empty ones. */
export const isNull = (value: ContextValue | undefined): boolean =>
  value === undefined || value === "" || (typeof value !== "string" && value.every((one) => one === ""));
