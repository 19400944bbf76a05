import { isObject } from "../../policies/text/isObject.js";
import type { Property } from "../../properties/property.js";

/** A built-in property with its parameters, and the targets that it is asked of. */
export interface NamedProperty {
  /** of a built-in property */
  readonly id: string;
  /** values by the names of its parameters; @defaultValue the defaults of each */
  readonly parameters?: Readonly<Record<string, string | readonly string[]>>;
  /** addresses of the targets that it is asked of, see `onlyTo`; @defaultValue all that it applies to */
  readonly targets?: readonly string[];
}

/** A property to ask: `ID`, `ID:PARAMETER=VALUE,VALUE`, the same as an object, or one of your own. */
export type PropertyChoice = string | NamedProperty | Property;

/** The id of a property that is to be asked. */
export const chosenId = (choice: PropertyChoice): string =>
  typeof choice === "string" ? choice.split(":", 1)[0]! : choice.id;

/** Whether a choice names a built-in property by an object, and is not itself a property. */
export const isNamedProperty = (choice: PropertyChoice): choice is NamedProperty =>
  isObject(choice) && !("search" in choice);

/** Whether it is a choice at all: what is imported from nowhere is undefined in JavaScript, and a function may not be called. */
export const isChoice = (value: unknown): boolean =>
  typeof value === "string" || isObject(value) || (typeof value === "function" && "search" in value);
