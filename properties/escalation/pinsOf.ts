import type { Condition } from "../../policies/language/policyDocument.js";
import { globalRegion } from "../../policies/reference/globalServices.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import type { Asked } from "./asked.js";
import { regionIn } from "./madeUpArn.js";
import type { SurroundingTags } from "./surroundings.js";

/** A key with its one value, null for one that is missing. */
interface Pin {
  readonly name: string;
  readonly value: string | null;
}

/** By the key in lower case. */
export type Pins = Readonly<Record<string, Pin>>;

/** The key of the region that a request is sent to. */
export const region = "aws:requestedregion";

export const inRegion = (value: string): Pins => ({ [region]: { name: "aws:RequestedRegion", value } });

interface Pinning {
  /** the keys of all conditions */
  readonly mentioned: readonly string[];
  readonly reference: ServiceReference;
  /** of the caller; absent where they are not all known, or may be others */
  readonly callerTags?: Readonly<Record<string, string>> | undefined;
}

/** The keys that are known: those asked for, the tags of the caller and the resource that are, and the region. */
export function pinsOf(asked: Asked, { mentioned, reference, callerTags }: Pinning): Pins {
  const { action, arns, keys, tags } = asked;
  const pins: Record<string, Pin> = {};
  const isSent = (name: string) => carries({ action, key: name }, reference);
  for (const [name, value] of Object.entries(keys)) {
    if (value === null || isSent(name)) pins[name.toLowerCase()] = { name, value };
  }
  for (const name of mentioned) {
    const own = callerTagIn(name);
    if (own !== undefined && callerTags !== undefined)
      pins[name.toLowerCase()] = { name, value: tagValue(callerTags, own) ?? null };
    const tag = tagIn(name);
    if (tag === undefined || tags === undefined || isUnknownTag(name, asked)) continue;
    const value = tagValue(tags, tag);
    pins[name.toLowerCase()] = { name, value: value !== undefined && isSent(name) ? value : null };
  }
  const own = globalRegion(action) ?? (arns?.length === 1 ? regionIn(arns[0]!) : "");
  const isAsked = mentioned.some((key) => key.toLowerCase() === region);
  return isAsked && own !== "" && !/[*?]/.test(own) ? { ...inRegion(own), ...pins } : pins;
}

/** The tag of a resource that a key is about. */
export const tagIn = (key: string): string | undefined => /^[\w-]+:ResourceTag\/(.*)$/is.exec(key)?.[1];

const callerTagIn = (key: string): string | undefined => /^aws:PrincipalTag\/(.*)$/is.exec(key)?.[1];

const tagValue = (tags: Readonly<Record<string, string>>, tag: string): string | undefined =>
  Object.entries(tags).find(([known]) => known.toLowerCase() === tag.toLowerCase())?.[1];

/** Whether a key is a tag of a resource that is unknown. */
export function isUnknownTag(key: string, { tags = {}, unknownTags }: SurroundingTags): boolean {
  const tag = tagIn(key)?.toLowerCase();
  if (tag === undefined || unknownTags === undefined) return false;
  const isTag = (one: string) => one.toLowerCase() === tag;
  return unknownTags.keys?.some(isTag) ?? !Object.keys(tags).some(isTag);
}

interface Carried {
  readonly action: string;
  readonly key: string;
}

function carries({ action, key }: Carried, reference: ServiceReference): boolean {
  const one = reference.action(action);
  const keys = [one?.conditionKeys ?? [], ...(one?.resourceTypes.map((type) => type.conditionKeys) ?? [])];
  const folded = key.toLowerCase();
  return keys.flat().some((known) => {
    const [head = ""] = known.toLowerCase().split("$", 1);
    return known.includes("$") ? folded.startsWith(head) : head === folded;
  });
}

/** Whether a condition depends on more than the pins. */
export const isFree = ({ key, values }: Condition, pins: Pins): boolean =>
  !Object.hasOwn(pins, key.toLowerCase()) || values.some((value) => value.includes("${"));

/** The conditions that requests with the pins meet. */
export const conditionsOf = (pins: Pins): readonly Condition[] =>
  Object.values(pins).flatMap(({ name, value }) =>
    // Null takes an empty value for a missing one
    value === null
      ? [condition("Null", name, "true"), condition("StringNotEquals", name, "")]
      : [condition("StringEquals", name, value)],
  );

const condition = (
  name: "Null" | "StringEquals" | "StringNotEquals",
  key: string,
  value: string,
): Condition => ({
  operator: { name, ifExists: false },
  key,
  values: [value],
});
