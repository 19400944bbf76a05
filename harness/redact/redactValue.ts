import { isObject } from "../../policies/text/isObject.js";
import { ownMember } from "../../policies/text/ownMember.js";
import { readJson } from "../../policies/text/readJson.js";
import { looksLikePolicy } from "../plan/policies/unsupportedPolicies.js";
import { isSecretName } from "./isSecretName.js";
import { isSecretText } from "./isSecretText.js";
import { changedMark, type Read } from "./readAttributes.js";
import { redactPolicy, redactPolicyText } from "./redactPolicyText.js";
import { rolesIn } from "./rolesIn.js";
import type { HasSecret } from "./secretTexts.js";

/** What is in the place of a string that may be a secret. */
const hiddenText = "redacted";

/** The same of one that seems to hold a policy, which is not read: a plan with it is still known to have it. */
export const hiddenPolicy = "Statement: redacted";

/** What is in the place of a value that is not shown. */
export const hiddenTexts: ReadonlySet<string> = new Set([hiddenText, hiddenPolicy, "changed"]);

export interface RedactOptions {
  /** mirrors the value: true where it is sensitive */
  readonly sensitive: unknown;
  /** of these marks, those that the plan itself has; @defaultValue all */
  readonly marked?: unknown;
  /** what it was before the change: one that is not shown and changes is still seen to change */
  readonly past?: unknown;
  /** the keys of tags that policies compare, in lower case: these values are shown by any name */
  readonly comparedTags?: ReadonlySet<string>;
  /** finds sensitive values in the roles of containers */
  readonly hasSecret?: HasSecret;
  /** called with the attribute in which planproof may read less than before */
  readonly onLoss?: (attribute: string) => void;
  /** the attribute that the value is in; @defaultValue none: the values are those of all */
  readonly attribute?: string;
}

/** What planproof reads of a value, what is sensitive of that or may be secret without its content. */
export function redactValue(value: unknown, read: Read, options: RedactOptions): unknown {
  const { sensitive, past, marked } = options;
  // also of a sensitive one, of which nothing but the ARNs of roles remains
  if (read.as === "roles" && typeof value === "string") return shownRoles(value, options);
  if (sensitive === true) {
    const isLost = marked !== true || read.as === "role" || hasCompared(value, read, options);
    if (isLost && isRead(value, read, options)) lose(options);
    return read.member === undefined ? blank(value, past, "") : embedded(value, read, () => "");
  }
  if (Array.isArray(value)) return value.map((item, at) => redactItem(item, read, inside(options, at)));
  if (isObject(value)) return redactAttributes(value, read, options);
  return isShown(value, read) ? shown(value, read, options) : blank(value, past, hiddenText);
}

/** A list of tags is not read, only whether there are any. */
const redactItem = (item: unknown, read: Read, options: RedactOptions): unknown =>
  read.as === "map" ? blank(item, options.past, hiddenText) : redactValue(item, read, options);

function inside(options: RedactOptions, key: string | number): RedactOptions {
  const { sensitive, past, attribute = String(key) } = options;
  const marked = "marked" in options ? options.marked : sensitive;
  return {
    ...options,
    attribute,
    sensitive: sensitive === true || ownMember(sensitive, key),
    marked: marked === true || ownMember(marked, key),
    past: ownMember(past, key),
  };
}

const lose = ({ onLoss, attribute = "" }: RedactOptions): void => onLoss?.(attribute);

/** Also where a tag is sensitive in the plan, and so unknown: the policy says what it is compared with. */
const hasCompared = (value: unknown, { as }: Read, options: RedactOptions): boolean =>
  as === "map" && isObject(value) && Object.keys(value).some((key) => isCompared(key, options));

/** Of tags, where a policy compares some, all of them: which ones there are is not known then. */
function isRead(value: unknown, { as }: Read, { attribute = "", comparedTags }: RedactOptions): boolean {
  if (as === "map" && tagMaps.has(attribute)) return isObject(value) && (comparedTags?.size ?? 0) > 0;
  return !["", null, undefined, false].includes(value as "");
}

/** Whether something is there is also seen where the value is replaced. */
function isShown(value: unknown, { as }: Read): boolean {
  if (value === null || typeof value === "boolean") return true;
  return as !== undefined && as !== "presence" && as !== "roles";
}

function shown(value: unknown, read: Read, options: RedactOptions): unknown {
  if (typeof value !== "string" || value === "") return value;
  const onSecret = () => lose(options);
  if (read.member !== undefined) return embedded(value, read, (policy) => redactPolicy(policy, onSecret));
  if (read.as === "document") return redactPolicyText(value, onSecret) ?? textFor(value, hiddenText);
  if (!isSecretText(value)) return value;
  if (read.as !== "map") onSecret();
  return blank(value, options.past, hiddenText);
}

function shownRoles(text: string, options: RedactOptions): string {
  const roles = rolesIn(text, options.sensitive === true, options.hasSecret);
  if (roles !== rolesIn(text, false)) lose(options);
  return roles;
}

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
    const made = isSecret(name, read, at) ? hide(inner, own, at) : redactValue(inner, own, at);
    if (read.as === "map" && made !== inner && isCompared(name, at)) lose(at);
    return [[name, made] as const];
  });
  return Object.fromEntries(members);
}

/** A tag where a policy names it; other maps are all compared, such as the encryption context of a grant. */
const isCompared = (name: string, { comparedTags, attribute = "" }: RedactOptions): boolean =>
  !tagMaps.has(attribute) || comparedTags?.has(name.toLowerCase()) === true;

const tagMaps: ReadonlySet<string> = new Set(["tags", "tags_all"]);

const isSecret = (name: string, read: Read, options: RedactOptions): boolean =>
  isSecretName(name) && !(read.as === "map" && isCompared(name, options));

const isNested = (value: unknown): boolean => typeof value === "object" && value !== null;

/** The members of the blocks of a policy. */
const inBlocks: ReadonlySet<string> = new Set([
  ...["sid", "effect", "actions", "not_actions", "resources", "not_resources", "principals"],
  ...["not_principals", "type", "identifiers", "condition", "test", "variable", "values"],
]);

/** How a member is read: in a map each, in blocks each that policies have, else those that are named. */
export function memberOf(name: string, read: Read): Read | undefined {
  if (read.as === "map") return read;
  return read.as === "blocks" ? (inBlocks.has(name) ? read : undefined) : read.members.get(name);
}

/** Policies, and the roles of containers, are shown by any name of their attribute. */
function hide(value: unknown, read: Read, options: RedactOptions): unknown {
  const isPolicy = read.as === "document" || read.as === "blocks" || read.as === "roles";
  if (isPolicy || options.sensitive === true) return redactValue(value, read, options);
  if (read.as !== "map" && isRead(value, read, options)) lose(options);
  return blank(value, options.past, hiddenText);
}

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
