import { isObject } from "../../policies/text/isObject.js";
import { didYouMean } from "../../policies/text/nearestNames.js";

/** What is wrong with an entry of a file, and at which of its keys. */
export interface EntryFault {
  /** absent where it is wrong as a whole */
  readonly key?: string;
  readonly message: string;
  readonly hint: string;
}

/** What an entry of a file has. */
export interface EntryForm {
  /** `an exception` */
  readonly what: string;
  /** the keys of strings that it must have, with what to write there */
  readonly required: Readonly<Record<string, string>>;
  /** those that it may have */
  readonly optional: Readonly<
    Record<string, { readonly fits: (value: unknown) => boolean; readonly hint: string }>
  >;
}

/** Whether a value is a string with anything in it. */
export const isText = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";

/** What is wrong with a value that should be an entry; nothing for one. */
export function entryFaults(value: unknown, { what, required, optional }: EntryForm): readonly EntryFault[] {
  const names = Object.keys(required);
  if (!isObject(value))
    return [{ message: `${what} is not an object`, hint: `write an object with ${names.join(", ")}` }];
  const keys = [...names, ...Object.keys(optional)];
  return [
    ...Object.keys(value)
      .filter((key) => !keys.includes(key))
      .map((key) => ({ key, message: `unknown key \`${key}\``, hint: didYouMean(key, keys) })),
    ...names
      .filter((key) => !isText(value[key]))
      .map((key) => ({
        ...(Object.hasOwn(value, key) && { key }),
        message: `${what} has no \`${key}\``,
        hint: required[key]!,
      })),
    ...Object.entries(optional).flatMap(([key, { fits, hint }]) => {
      const given = value[key];
      return given === undefined || fits(given)
        ? []
        : [{ key, message: `\`${key}\` cannot be \`${printed(given)}\``, hint }];
    }),
  ];
}

const printed = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
