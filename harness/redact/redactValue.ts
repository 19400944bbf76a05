import { isObject } from "../../policies/text/isObject.js";
import { ownMember } from "../../policies/text/ownMember.js";
import { readJson } from "../../policies/text/readJson.js";
import { looksLikePolicy } from "../plan/policies/unsupportedPolicies.js";
import { isSecretName } from "./isSecretName.js";
import { changedMark, type Read } from "./readAttributes.js";
import { rolesIn } from "./rolesIn.js";

/** What takes the place of a string that is not shown. */
const hiddenText = "redacted";

/** The same of one that seems to hold a policy, which is not read: a plan with it is still known to have it. */
export const hiddenPolicy = "Statement: redacted";

export interface RedactOptions {
  /** mirrors the value: true where it is sensitive */
  readonly sensitive: unknown;
  /** what it was before the change: one that is not shown and changes is still seen to change */
  readonly past?: unknown;
}

/** What planproof reads of a value, what is sensitive of that or may be secret without its content. */
export function redactValue(value: unknown, read: Read, options: RedactOptions): unknown {
  const { sensitive, past } = options;
  // also of a sensitive one, of which nothing but ARNs remains
  if (read.as === "roles" && typeof value === "string") return rolesIn(value);
  if (sensitive === true)
    return read.member === undefined ? blank(value, past, "") : embedded(value, read, () => "");
  if (Array.isArray(value)) return value.map((item, at) => redactItem(item, read, inside(options, at)));
  if (isObject(value)) return redactAttributes(value, read, options);
  return isShown(value, read) ? shown(value, read) : blank(value, past, hiddenText);
}

/** A list of tags is not read, only whether there are any. */
const redactItem = (item: unknown, read: Read, options: RedactOptions): unknown =>
  read.as === "map" ? blank(item, options.past, hiddenText) : redactValue(item, read, options);

const inside = ({ sensitive, past }: RedactOptions, key: string | number): RedactOptions => ({
  sensitive: sensitive === true || ownMember(sensitive, key),
  past: ownMember(past, key),
});

function isShown(value: unknown, { as }: Read): boolean {
  if (value === null || typeof value === "boolean") return true;
  return as !== undefined && as !== "presence" && as !== "roles";
}

const shown = (value: unknown, read: Read): unknown =>
  read.member === undefined ? value : embedded(value, read, (policy) => policy);

/** A string with JSON of which one member alone is read. */
function embedded(value: unknown, { member = "" }: Read, show: (policy: unknown) => unknown): unknown {
  if (typeof value !== "string" || value === "") return value;
  const json = readJson(value);
  if (!isObject(json)) return textFor(value, hiddenText);
  return JSON.stringify(Object.hasOwn(json, member) ? { [member]: show(json[member]) } : {});
}

/** The same of the attributes of a resource, or of a block. */
export function redactAttributes(
  value: Readonly<Record<string, unknown>>,
  read: Read,
  options: RedactOptions,
): Readonly<Record<string, unknown>> {
  const members = Object.entries(value).flatMap(([name, inner]) => {
    const own = memberOf(name, read);
    if (own === undefined || (read.as === "map" && isNested(inner))) return [];
    if (name === changedMark && inner !== "changed") return [];
    const at = inside(options, name);
    return [[name, isSecretName(name) ? hide(inner, own, at) : redactValue(inner, own, at)] as const];
  });
  return Object.fromEntries(members);
}

const isNested = (value: unknown): boolean => typeof value === "object" && value !== null;

/** How a member is read: in a map or in blocks each, else those that are named. */
export const memberOf = (name: string, read: Read): Read | undefined =>
  read.as === "map" || read.as === "blocks" ? read : read.members.get(name);

/** Policies, and the roles of containers, are shown by any name of their attribute. */
const hide = (value: unknown, read: Read, options: RedactOptions): unknown =>
  read.as === "document" || read.as === "blocks" || read.as === "roles"
    ? redactValue(value, read, options)
    : blank(value, options.past, options.sensitive === true ? "" : hiddenText);

/** A list remains as long as it is, for each of its blocks may be a policy. */
export function blank(value: unknown, past: unknown, text: string): unknown {
  if (Array.isArray(value)) return value.map((item, at) => blank(item, ownMember(past, at), text));
  if (typeof value === "string") return isSame(value, past) ? textFor(value, text) : "changed";
  if (typeof value === "number") return isSame(value, past) ? 0 : 1;
  return isObject(value) ? {} : typeof value === "boolean" ? false : value;
}

const isSame = (value: unknown, past: unknown): boolean => past === undefined || past === value;

const textFor = (value: string, text: string): string =>
  value === "" ? "" : text !== "" && looksLikePolicy(value) ? hiddenPolicy : text;
