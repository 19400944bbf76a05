import type { Resource } from "../resources/resource.js";

/** A value of terraform, of which parts may be unknown before apply. */
export type PartialValue =
  | null
  | boolean
  | number
  | string
  | PartialString
  | Unknown
  | Failed
  | readonly PartialValue[]
  | PartialMap;

export interface PartialMap {
  readonly [name: string]: PartialValue;
}

/** What leads into a value: the name of an attribute, or what is in brackets. */
export type Key = string | number;

/** A string with unknown parts. */
export class PartialString {
  readonly parts: readonly (string | Unknown)[];

  constructor(parts: readonly (string | Unknown)[]) {
    this.parts = parts;
  }
}

/** What is known of an unknown value. */
export interface UnknownOptions {
  /** the expression it comes from */
  readonly source: string;
  /** the references it depends on, as users read them */
  readonly references: readonly string[];
  /** what it matches in any case, with `*` for each unknown part */
  readonly pattern?: string;
  /** the ARN that represents it everywhere, where it is one with an identifier that AWS makes */
  readonly example?: string;
  /** why it is unknown, as a sentence; absent where it is known only after apply */
  readonly reason?: string;
  /** the resource and its attribute that it is, with nothing done to it */
  readonly attribute?: { readonly of: Resource; readonly name: string };
  /** its members, some of which may be known */
  readonly member?: (key: Key) => PartialValue;
  /** true for JSON of any kind, which has no quotes around it */
  readonly isJson?: boolean;
  /** true for any number of items of the list it is in */
  readonly isMany?: boolean;
}

/** A value that is unknown before apply. */
export class Unknown {
  readonly about: UnknownOptions;

  constructor(about: UnknownOptions) {
    this.about = about;
  }
}

/** What terraform is sure to refuse, so that `try` looks further. */
export class Failed {
  readonly isFailed = true;
}

export const failed: Failed = new Failed();

export const isList = (value: PartialValue): value is readonly PartialValue[] => Array.isArray(value);

export const isMap = (value: PartialValue): value is PartialMap =>
  typeof value === "object" && value !== null && !isList(value) && !isSpecial(value);

const isSpecial = (value: object): boolean =>
  value instanceof Unknown || value instanceof PartialString || value instanceof Failed;

/** A list that is sure to be a set, whose members have no index; a list that a plan shows may be a set, too. */
export class PartialSet extends Array<PartialValue> {
  /** what is made of a set with `map` and the like is a list */
  static get [Symbol.species](): ArrayConstructor {
    return Array;
  }
}

export const isSet = (value: PartialValue): boolean => value instanceof PartialSet;

/** A list whose length is known. */
export const isCounted = (value: PartialValue): value is readonly PartialValue[] =>
  isList(value) && !value.some((item) => item instanceof Unknown && item.about.isMany === true);

/** Everything unknown inside a value, in the order of the string. */
export function unknownsIn(value: PartialValue): readonly Unknown[] {
  if (value instanceof Unknown) return [value];
  if (value instanceof PartialString) return value.parts.filter((part) => typeof part !== "string");
  return isList(value) || isMap(value) ? Object.values(value).flatMap(unknownsIn) : [];
}

/** Whether a value has no unknown and no refused part. */
export function isKnown(value: PartialValue): boolean {
  if (typeof value !== "object" || value === null) return true;
  return !isSpecial(value) && Object.values(value).every(isKnown);
}

/** The unknown result of other values, such as that of a call whose inputs are not all known. */
export function unknownFrom(source: string, causes: readonly PartialValue[], isMany = false): Unknown {
  const opens = causes.flatMap(unknownsIn);
  const reason = opens.find(({ about }) => about.reason !== undefined)?.about.reason;
  return new Unknown({
    source,
    references: [...new Set(opens.flatMap(({ about }) => about.references))],
    ...(reason !== undefined && { reason }),
    ...(isMany && { isMany }),
  });
}

/** The value at a path; one that is known not to exist is a failure. */
export const walk = (from: PartialValue, path: readonly Key[]): PartialValue => path.reduce(step, from);

function step(from: PartialValue, key: Key): PartialValue {
  if (from instanceof Unknown) {
    const source = `${from.about.source}${typeof key === "string" ? `.${key}` : `[${key}]`}`;
    return from.about.member === undefined ? unknownFrom(source, [from]) : from.about.member(key);
  }
  if (isList(from) && !isCounted(from)) return unknownFrom(`[${key}]`, from);
  const isThere = (isList(from) && key !== "length" && !isSet(from)) || isMap(from);
  return isThere && Object.hasOwn(from, key) ? (from as PartialMap)[key]! : failed;
}
