import fc from "fast-check";
import type { ServiceReference } from "../policies/reference/serviceReference.js";
import { anyAction } from "./action.js";
import { drawnBy } from "./near/draw.js";
import type { KeyPool } from "./near/keyPool.js";
import { memoizeByKey } from "./near/memoizeByKey.js";
import { resourcePool } from "./near/resourcePool.js";
import { maybe } from "./requestContext.js";
import type { DrawOptions } from "./requestDraws.js";
import type { RequestParts } from "./requestPool.js";
import { inAccount, type RequestSpace } from "./requestSpace.js";
import { insideResource } from "./resource.js";
import { removesTags } from "./taggingActions.js";
import { type Context, isRequestTag, withTagKeys } from "./tags.js";

interface UniformOptions extends DrawOptions {
  readonly reference?: ServiceReference;
}

/** Requests that the policies have no part in: any action of the reference, on an ARN of one of its types, with its keys. */
export function uniformParts(
  space: RequestSpace,
  options: UniformOptions,
  account: string,
): fc.Arbitrary<RequestParts> {
  const { reference, omit = [] } = options;
  const dropped = new Set(omit.map((key) => key.toLowerCase()));
  const names = (reference?.services ?? []).flatMap((service) =>
    reference!.actionsOf(service).map(({ name }) => name),
  );
  const of = memoizeByKey((action: string): fc.Arbitrary<RequestParts> => {
    const known = { action: reference?.action(action), name: action };
    const pool = inAccount(
      account,
      resourcePool(undefined, { ...known, version: "2012-10-17", universe: "any" }),
    );
    const keys = space.supported(action).filter(({ key }) => !dropped.has(key.toLowerCase()));
    const read = tagReader(action, keys, space);
    const context = fc
      .tuple(...keys.map(({ key, inside: values }) => maybe(fc.constantFrom(...values), key)))
      .map((entries) =>
        read(Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Context),
      );
    return fc
      .tuple(options.resources ?? drawnBy(insideResource(pool)), context)
      .map(([resource, carried]) => ({ action, resource, context: space.sent(carried) }));
  });
  return (options.actions ?? fc.constantFrom(...(names.length > 0 ? names : [anyAction]))).chain(of);
}

/** The tags as AWS sends them: the keys of those to remove, else each that is set with its key. */
function tagReader(
  action: string,
  keys: readonly KeyPool[],
  { tagValue }: RequestSpace,
): (context: Context) => Context {
  const names = keys.map(({ key }) => key);
  const isTagged = names.some(isRequestTag) && names.some((name) => name.toLowerCase() === "aws:tagkeys");
  if (!isTagged) return (context) => context;
  return removesTags(action) ? withoutRequestTags : (context) => withTagKeys(context, tagValue);
}

const withoutRequestTags = (context: Context): Context =>
  Object.fromEntries(Object.entries(context).filter(([key]) => !isRequestTag(key)));
