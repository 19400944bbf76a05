import type { Request } from "../policies/language/request.js";
import { removesTags, replacesTags } from "./taggingActions.js";
import { tagKeysIn } from "./tags.js";

/** Requests on one resource, one after the other. */
export interface RequestSequence {
  /** the tags that the resource has before the first of them */
  readonly tags: Readonly<Record<string, string>>;
  /** without the keys about the resource's tags, which depend on what was allowed before: see `playSequence` */
  readonly requests: readonly Request[];
  /** the context keys that say the resource's tags: `aws:ResourceTag`, and those of services that the policies name */
  readonly keys: readonly string[];
}

/** A request of a sequence as AWS would get it, and whether it was allowed. */
export interface PlayedRequest {
  readonly request: Request;
  readonly isAllowed: boolean;
  /** the tags of the resource after it */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Decides the requests of a sequence one after the other. Each says the tags that the resource has by then; one that is
 * allowed sets the tags in its `aws:RequestTag`, or, where it is for an action such as `ec2:DeleteTags`, removes those
 * that it names.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourcetag
 *
 * @param isAllowed what decides one request
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { playSequence } from "planproof/generators";
 *
 * const common = { principal: "arn:aws:iam::111122223333:role/example", resourceAccount: "111122223333" };
 * const resource = "arn:aws:ec2:us-east-1:111122223333:instance/i-0123456789abcdef0";
 * const requests = [
 *   { ...common, resource, action: "ec2:CreateTags", context: { "aws:RequestTag/team": "ops" } },
 *   { ...common, resource, action: "ec2:TerminateInstances", context: {} },
 * ];
 * const played = playSequence({ tags: {}, requests, keys: ["aws:ResourceTag"] }, () => true);
 * assert.deepEqual(played[1]!.request.context, { "aws:ResourceTag/team": "ops" });
 * ```
 */
export function playSequence(
  { tags, requests, keys }: RequestSequence,
  isAllowed: (request: Request) => boolean,
): readonly PlayedRequest[] {
  let now = tags;
  return requests.map((step) => {
    const resourceTags = Object.entries(now).flatMap(([name, value]) =>
      keys.map((key) => [`${key}/${name}`, value]),
    );
    const request = { ...step, context: { ...step.context, ...Object.fromEntries(resourceTags) } };
    const allowed = isAllowed(request);
    if (allowed) now = tagsAfter(now, step);
    return { request, isAllowed: allowed, tags: now };
  });
}

function tagsAfter(tags: RequestSequence["tags"], { action, context }: Request): RequestSequence["tags"] {
  const named = Object.entries(context).flatMap(([key, value]): readonly (readonly [string, string])[] => {
    const name = /^aws:RequestTag\/(.+)$/is.exec(key)?.[1];
    return name === undefined || typeof value !== "string" ? [] : [[name, value]];
  });
  if (/:Delete\w*Tagging$/i.test(action)) return {}; // of S3: all tags, none is named
  if (replacesTags(action)) return Object.fromEntries(named);
  const listed = [context[tagKeysIn(context) ?? ""] ?? []].flat();
  const touched = new Set(
    [...named.map(([name]) => name), ...(removesTags(action) ? listed : [])].map(folded),
  );
  const others = Object.entries(tags).filter(([name]) => !touched.has(folded(name)));
  return Object.fromEntries(removesTags(action) ? others : [...others, ...named]);
}

const folded = (name: string): string => name.toLowerCase();
