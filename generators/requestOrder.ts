import { shuffled } from "./near/shuffled.js";
import { type RequestParts, requestPool } from "./requestPool.js";
import type { RequestSpace, StatementSpace } from "./requestSpace.js";

export interface RequestOrderOptions {
  readonly seed: number;
  /** context keys never to carry, in any case */
  readonly omit: readonly string[];
}

/**
 * What the pools of some policies hold, each request once: the statements in turn, those first in which the policies
 * differ; of a statement its actions, resources and values in turn. The seed decides the order among equals.
 */
export function* requestOrder(
  space: RequestSpace,
  { seed, omit }: RequestOrderOptions,
): Iterable<RequestParts> {
  const seen = new Set<string>();
  for (const isShared of [false, true]) {
    const statements = space.statements.filter((one) => one.isAimed && one.isShared === isShared);
    const orders = shuffled(statements, seed).map((one, at) =>
      statementOrder(space, one, { seed: seed + at, omit }),
    );
    for (const request of inTurn(orders)) {
      const key = JSON.stringify(request);
      if (!seen.has(key)) yield request;
      seen.add(key);
    }
  }
}

function* statementOrder(
  space: RequestSpace,
  statement: StatementSpace,
  { seed, omit }: RequestOrderOptions,
): Iterable<RequestParts> {
  const { first, groups, last, make } = requestPool(space, statement, omit);
  const mixed = inTurn([shuffled(first, seed), inTurn(groups.map((group) => shuffled(group, seed)))]);
  for (const pooled of mixed) yield make(pooled);
  for (const pooled of shuffled(last, seed)) yield make(pooled);
}

/** The first of each, the second of each, and so on. */
function* inTurn<T>(sources: readonly Iterable<T>[]): Iterable<T> {
  let left = sources.map((source) => source[Symbol.iterator]());
  while (left.length > 0) {
    const open: Iterator<T>[] = [];
    for (const iterator of left) {
      const next = iterator.next();
      if (next.done) continue;
      yield next.value;
      open.push(iterator);
    }
    left = open;
  }
}
