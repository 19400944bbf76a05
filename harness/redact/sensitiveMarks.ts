import { isObject } from "../../policies/text/isObject.js";
import { ownMember } from "../../policies/text/ownMember.js";
import { regionForm } from "../plan/resources/loginArguments.js";
import type { Read } from "./readAttributes.js";
import { marksAny } from "./redactMask.js";
import { hiddenTexts, memberOf } from "./redactValue.js";
import { rolesIn } from "./rolesIn.js";
import { type HasSecret, secretTexts, shortest } from "./secretTexts.js";
import type { ShownResource } from "./shownResources.js";

/** What is sensitive in a plan or state, at any time. */
export interface SensitiveMarks {
  /** what is sensitive of the values that a resource has at one time: a mask as plans have them */
  readonly maskOf: (snapshot: ShownResource) => unknown;
  /** whether a string has a sensitive value in it, of any resource or also of the one with an address */
  readonly hasSecret: (text: string, address?: string) => boolean;
  /** the same of a name, which has common words by chance */
  readonly isInName: HasSecret;
  /** the AWS accounts that are marked: they hide nothing else, for all accounts are replaced */
  readonly accounts: ReadonlySet<string>;
}

type ReadOf = (resource: { readonly type: string; readonly name: string }) => Read;

/**
 * What is marked at one time is sensitive at all times, in the attributes that repeat it, and in the strings that
 * contain it.
 */
export function sensitiveMarks(all: readonly ShownResource[], readOf: ReadOf): SensitiveMarks {
  const marked = unionByAddress(all, ({ sensitive }) => sensitive);
  const { accounts, anywhere, within: inOwn } = secretsOf(all, marked, readOf);
  const everywhere = secretTexts(anywhere);
  const isInName = secretTexts(new Set([...anywhere].filter(isDistinct)));
  const own = new Map([...inOwn].map(([address, texts]) => [address, secretTexts(texts)]));
  const hasSecret = (text: string, address?: string): boolean =>
    everywhere(text) || (address !== undefined && own.get(address)?.(text) === true);
  // what is marked because of another string, such as all of a document, makes no string a secret
  const hidden =
    marked.size === 0
      ? marked
      : unionByAddress(all, (one) => {
          const mask = union(one.sensitive, limited(marked.get(one.address), one.values));
          const copies = { read: readOf(one), has: (text: string) => hasSecret(text, one.address) };
          return withDocuments(withCopies(one.values, mask, copies));
        });
  const maskOf = ({ address, values, sensitive }: ShownResource): unknown =>
    union(sensitive, limited(hidden.get(address), values));
  return { maskOf, hasSecret, isInName, accounts };
}

/** What is marked at any of the times at which a resource is shown. */
function unionByAddress(
  all: readonly ShownResource[],
  maskOf: (one: ShownResource) => unknown,
): ReadonlyMap<string, unknown> {
  const masks = new Map<string, unknown>();
  for (const one of all) {
    const mask = maskOf(one);
    if (marksAny(mask)) masks.set(one.address, union(masks.get(one.address), withTags(mask)));
  }
  return masks;
}

interface Secrets {
  readonly accounts: ReadonlySet<string>;
  readonly anywhere: ReadonlySet<string>;
  /** those that are only looked for in the resource with an address */
  readonly within: ReadonlyMap<string, ReadonlySet<string>>;
}

function secretsOf(
  all: readonly ShownResource[],
  marked: ReadonlyMap<string, unknown>,
  readOf: ReadOf,
): Secrets {
  const [accounts, anywhere] = [new Set<string>(), new Set<string>()];
  const within = new Map<string, Set<string>>();
  for (const one of all) {
    const mask = marked.get(one.address);
    if (mask === undefined) continue;
    for (const [text, isRead] of markedTexts(one.values, mask, readOf(one)))
      if (/^\d{12}$/.test(text)) accounts.add(text);
      else if (isRead || isDistinct(text)) anywhere.add(text);
      else within.set(one.address, (within.get(one.address) ?? new Set()).add(text));
  }
  return { accounts, anywhere, within };
}

/** True where one of two masks is. */
function union(one: unknown, other: unknown): unknown {
  if (one === true || other === true) return true;
  if (typeof one !== "object" || one === null) return other ?? one;
  if (typeof other !== "object" || other === null) return one;
  if (Array.isArray(one) !== Array.isArray(other)) return marksAny(one) || marksAny(other) || one;
  const entries = Object.entries(other).map(
    ([key, inner]) => [key, union(ownMember(one, key), inner)] as const,
  );
  return withEntries(one, entries);
}

/** Of a mask, what is about members that a value has. */
function limited(mask: unknown, value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof mask !== "object" || mask === null) return mask;
  if (typeof value !== "object") return marksAny(mask);
  if (Array.isArray(mask)) return Array.isArray(value) ? mask.slice(0, value.length) : marksAny(mask);
  const members = Object.entries(mask).filter(
    ([name, inner]) => (ownMember(value, name) ?? null) !== null && marksAny(inner),
  );
  return Object.fromEntries(members.map(([name, inner]) => [name, limited(inner, ownMember(value, name))]));
}

function withEntries(mask: unknown, entries: Iterable<readonly [string, unknown]>): unknown {
  if (!Array.isArray(mask)) return Object.fromEntries([...Object.entries(mask ?? {}), ...entries]);
  const items = [...(mask as unknown[])];
  for (const [at, inner] of entries) items[Number(at)] = inner;
  return Array.from(items, (item) => item ?? false);
}

/** What a data source makes a policy of, and the forms in which it renders that. */
const ofDocuments = [
  ...["statement", "source_json", "source_policy_documents", "override_json", "override_policy_documents"],
  ...["json", "minified_json"],
];

/** With all of a document of which something is marked. */
const withDocuments = (mask: unknown): unknown =>
  ofDocuments.some((name) => marksAny(ownMember(mask, name)))
    ? { ...(mask as object), ...Object.fromEntries(ofDocuments.map((name) => [name, true])) }
    : mask;

/** With the tags that repeat those that are marked. */
function withTags(mask: unknown): unknown {
  const tags = union(ownMember(mask, "tags"), ownMember(mask, "tags_all"));
  return isObject(mask) && marksAny(tags) ? { ...mask, tags, tags_all: tags } : mask;
}

/** The strings that are marked, each with whether planproof reads it. */
function markedTexts(
  value: unknown,
  mask: unknown,
  read: Read | undefined,
): readonly (readonly [text: string, isRead: boolean])[] {
  if (typeof value === "string") {
    const isSecret = mask === true && value.length >= shortest && !isShown(value, read);
    return isSecret ? [[value, read?.as !== undefined]] : [];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const own = mask === true || ownMember(mask, key);
    const next = Array.isArray(value) ? read : read && memberOf(key, read);
    return own === undefined || own === false ? [] : markedTexts(inner, own, next);
  });
}

/** Shown although it is marked: what a secret was replaced by, roles of containers, and what every plan may show. */
const isShown = (text: string, read: Read | undefined): boolean =>
  hiddenTexts.has(text) || isPublic.test(text) || (read?.as === "roles" && rolesIn(text, true) === text);

/** A region, a flag, and a policy of AWS. */
const isPublic = new RegExp(
  String.raw`^(?:true|false|null|arn:aws[\w-]*:iam::aws:policy/.*)$|${regionForm.source}`,
);

/** Unlike the words and numbers that are in the strings of other resources by chance, such as `root`. */
const isDistinct = (text: string): boolean => !/^(?:[A-Za-z]{1,11}|\d{1,7})$/.test(text);

interface Copies {
  readonly read: Read;
  readonly has: HasSecret;
}

/** A mask with true also for the strings that hold a copy. */
function withCopies(value: unknown, mask: unknown, { read, has }: Copies): unknown {
  if (mask === true) return true;
  if (typeof value === "string") return has(value) || mask;
  if (typeof value !== "object" || value === null) return mask;
  const added = Object.entries(value).flatMap(([key, inner]) => {
    const next = Array.isArray(value) ? read : memberOf(key, read);
    if (next === undefined) return [];
    const own = ownMember(mask, key);
    const now = withCopies(inner, own, { read: next, has });
    return now === own ? [] : [[key, now] as const];
  });
  if (added.length === 0) return mask;
  return withEntries(
    typeof mask === "object" && mask !== null ? mask : Array.isArray(value) ? [] : {},
    added,
  );
}
