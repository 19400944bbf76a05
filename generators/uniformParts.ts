import fc from "fast-check";
import type { ServiceReference } from "../policies/reference/serviceReference.js";
import { anyAction } from "./action.js";
import { drawnBy } from "./near/draw.js";
import { memoizeByKey } from "./near/memoizeByKey.js";
import { resourcePool } from "./near/resourcePool.js";
import { maybe } from "./requestContext.js";
import type { DrawOptions } from "./requestDraws.js";
import type { RequestParts } from "./requestPool.js";
import { inAccount, type RequestSpace } from "./requestSpace.js";
import { insideResource } from "./resource.js";

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
    const keys = space
      .supported(action)
      .filter(({ key }) => !dropped.has(key.toLowerCase()))
      .map(({ key, inside: values }) => maybe(fc.constantFrom(...values), key));
    const context = fc
      .tuple(...keys)
      .map((entries) => Object.fromEntries(entries.filter(([, value]) => value !== undefined)));
    return fc
      .tuple(options.resources ?? drawnBy(insideResource(pool)), context)
      .map(([resource, carried]) => ({ action, resource, context: space.sent(carried as Carried) }));
  });
  return (options.actions ?? fc.constantFrom(...(names.length > 0 ? names : [anyAction]))).chain(of);
}

type Carried = RequestParts["context"];
