import fc from "fast-check";
import type { ContextValue } from "../policies/language/request.js";
import { checkOptions } from "./near/checkOptions.js";
import { flipCase } from "./near/shapeEdits.js";
import { shrinkBy } from "./shrinkBy.js";
import { withoutKeys } from "./withoutKeys.js";

/** The context of a request. */
export type Context = Readonly<Record<string, ContextValue>>;

export const isContext = (value: unknown): value is Context =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export interface TagsOptions {
  /** values worth trying; @defaultValue `example` */
  readonly values?: readonly string[];
  /** which of the two kinds; @defaultValue both */
  readonly on?: readonly ("aws:RequestTag" | "aws:ResourceTag")[];
}

/**
 * The tag part of a request context: each tag key absent, present with one of the values, with another or the
 * empty value, or written in another case (which names the same context key). `aws:TagKeys` lists just the
 * keys of the request tags and is there when there are any. Shrinks to no tags.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html
 *
 * @param keys tag keys such as `AWSBatchServiceTag`
 * @example
 * ```ts
 * import fc from "fast-check";
 * import { tags } from "planproof/generators";
 *
 * const context = tags(["AWSBatchServiceTag"], { on: ["aws:RequestTag"] });
 * console.log(fc.sample(context, { seed: 1, numRuns: 3 }));
 * ```
 */
export function tags(keys: readonly string[], options: TagsOptions = {}): fc.Arbitrary<Context> {
  checkOptions("tags", options, ["values", "on"]);
  const { values = ["example"], on = ["aws:RequestTag", "aws:ResourceTag"] } = options;
  const names = on.flatMap((kind) => keys.map((key) => [kind, key] as const));
  const drawn = fc
    .tuple(...names.map(([kind, key]) => tag(kind, key, values)))
    .map((entries) => withTagKeys(Object.fromEntries(entries.flat())));
  return shrinkBy(drawn, {
    *candidates(context) {
      for (const key of Object.keys(context))
        if (key !== tagKeysIn(context)) yield onlyTagKeys(withoutKeys(context, new Set([key.toLowerCase()])));
      yield* plainerTags(context, { keys, values: [...values, "other", ""] });
    },
    recognises: isContext,
  });
}

/** A tag in the spelling that was asked for, or with a value that comes earlier. */
function* plainerTags(
  context: Context,
  { keys, values }: { readonly keys: readonly string[]; readonly values: readonly string[] },
): Iterable<Context> {
  const spellings = new Map(keys.map((key) => [key.toLowerCase(), key]));
  const others = Object.entries(context).filter(([key]) => key !== tagKeysIn(context));
  for (const [key, value] of others) {
    const [, kind = "", name = ""] = /^([^/]*)\/(.*)$/s.exec(key) ?? [];
    const spelled = spellings.get(name.toLowerCase());
    const changed = (entry: readonly [string, ContextValue]): Context =>
      withTagKeys(Object.fromEntries(others.map((old) => (old[0] === key ? entry : old))));
    if (spelled !== undefined && spelled !== name) yield changed([`${kind}/${spelled}`, value]);
    const at = typeof value === "string" ? values.indexOf(value) : 0;
    for (const simple of at < 0 ? values : values.slice(0, at)) yield changed([key, simple]);
  }
}

type Entries = readonly (readonly [key: string, value: string])[];

function tag(kind: string, key: string, values: readonly string[]): fc.Arbitrary<Entries> {
  const entry = (name: string, among: readonly string[]): fc.Arbitrary<Entries> =>
    fc.constantFrom(...among).map((value) => [[`${kind}/${name}`, value]]);
  return fc.oneof(
    { withCrossShrink: true },
    { arbitrary: fc.constant<Entries>([]), weight: 3 },
    { arbitrary: entry(key, values), weight: 3 },
    { arbitrary: entry(key, ["other", ""]), weight: 2 },
    { arbitrary: entry(flipCase(key), values), weight: 1 },
  );
}

const requestTag = /^aws:requesttag\//i;

/** Whether a key is a tag that a request sets. */
export const isRequestTag = (key: string): boolean => requestTag.test(key);

/** The key `aws:TagKeys` as it is written in a context; undefined when it is not there. */
export const tagKeysIn = (context: Context): string | undefined =>
  Object.keys(context).find((key) => key.toLowerCase() === "aws:tagkeys");

/** Makes `aws:TagKeys` list every request tag, and every listed key a request tag of value `example`. */
export function withTagKeys(
  context: Context,
  tagValue: (key: string) => ContextValue = () => "example",
): Context {
  const { listed, tagged, rest } = tagNames(context);
  const added = listed.filter((name) => !tagged.some((other) => sameName(name, other)));
  const names = [...tagged, ...added];
  if (names.length === 0) return rest;
  return {
    ...rest,
    ...Object.fromEntries(
      added.map((name) => [`aws:RequestTag/${name}`, tagValue(`aws:RequestTag/${name}`)]),
    ),
    "aws:TagKeys": names,
  };
}

/** Leaves the request tags that `aws:TagKeys` lists, and lists no others; none of both when it is gone. */
export function onlyTagKeys(context: Context): Context {
  const { listed, tagged, rest } = tagNames(context);
  const both = tagged.filter((name) => listed.some((other) => sameName(name, other)));
  const kept = Object.entries(rest).filter(([key]) => !isRequestTag(key) || both.includes(tagName(key)));
  return { ...Object.fromEntries(kept), ...(both.length > 0 && { "aws:TagKeys": both }) };
}

/** Whether `aws:TagKeys` is there and lists just the request tags, of which there are some. */
export function hasAgreeingTags(context: Context): boolean {
  const { listed, tagged } = tagNames(context);
  const isIn = (names: readonly string[]) => (one: string) => names.some((other) => sameName(one, other));
  return listed.length > 0 && listed.every(isIn(tagged)) && tagged.every(isIn(listed));
}

function tagNames(context: Context) {
  const key = tagKeysIn(context);
  const listed = key === undefined ? [] : [context[key] ?? []].flat();
  const rest = Object.fromEntries(Object.entries(context).filter(([name]) => name !== key));
  return {
    listed,
    tagged: Object.keys(rest).filter(isRequestTag).map(tagName),
    rest,
  };
}

const tagName = (key: string): string => key.replace(requestTag, "");

/** Context keys ignore case, and a tag's key is part of one. */
const sameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
