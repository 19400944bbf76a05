import type fc from "fast-check";
import { coveredAction, nearAction, outsideAction } from "./action.js";
import { drawOf, happens, pick } from "./near/draw.js";
import type { KeyPool, MaybeValue } from "./near/keyPool.js";
import { memoizeByKey } from "./near/memoizeByKey.js";
import { contextReader, type Entry, lowerKeys } from "./requestContext.js";
import type { RequestParts } from "./requestPool.js";
import type { RequestSpace, StatementSpace } from "./requestSpace.js";
import { insideResource, outsideResource } from "./resource.js";
import type { Context } from "./tags.js";

/** Which element of the statement to miss; undefined meets them all. */
export type Miss = "action" | "resource" | "context" | undefined;

/** What a request is drawn from. */
export interface DrawnFrom {
  readonly action: string;
  /** the statement whose resources are drawn */
  readonly target: StatementSpace;
  /** the statement whose keys are drawn; mostly the same */
  readonly keysOf: StatementSpace;
  readonly missed: Miss;
}

export interface DrawOptions {
  readonly actions?: fc.Arbitrary<string>;
  readonly resources?: fc.Arbitrary<string>;
  readonly omit?: readonly string[];
}

/** The parts of requests near some policies. What is drawn from again is made once: making it takes most of the time. */
export interface RequestDraws {
  readonly action: (statement: StatementSpace, missed: Miss, random: fc.Random) => string;
  readonly anyAction: (statement: StatementSpace, random: fc.Random) => string;
  /** one of the statements that cover an action; any where none does */
  readonly covering: (action: string, random: fc.Random) => StatementSpace;
  readonly parts: (from: DrawnFrom, random: fc.Random) => RequestParts;
}

export function requestDraws(space: RequestSpace, options: DrawOptions): RequestDraws {
  const [covered, outside, near] = [coveredAction, outsideAction, nearAction].map((draw) =>
    memoizeByKey(({ actions }: StatementSpace) => draw(actions)),
  );
  const [inside, missed] = [insideResource, outsideResource].map(memoizeByKey);
  const given = {
    actions: options.actions && drawOf(options.actions),
    resources: options.resources && drawOf(options.resources),
  };
  const covering = memoizeByKey((action: string) => {
    const statements = space.statements.filter(({ covers }) => covers(action));
    return statements.length > 0 ? statements : space.statements;
  });
  const context = contextDraw(space, options.omit);
  return {
    action: (statement, miss, random) =>
      (given.actions ?? (miss === "action" ? outside! : covered!)(statement))(random),
    anyAction: (statement, random) => (given.actions ?? near!(statement))(random),
    covering: (action, random) => pick(covering(action), random),
    parts: (from, random) => {
      const { action, target } = from;
      const resources =
        given.resources ?? (from.missed === "resource" ? missed! : inside!)(target.resources(action));
      return { action, resource: resources(random), context: context(from, random) };
    },
  };
}

/** The statement's own keys; what denials of the action ask for; now and then keys of others. */
function contextDraw(
  space: RequestSpace,
  omit: readonly string[] | undefined,
): (from: DrawnFrom, random: fc.Random) => Context {
  const denials = space.statements.filter(({ effect }) => effect === "Deny");
  const of = memoizeByKey((action: string) => ({
    avoided: denials.flatMap(({ covers, keys }) => (covers(action) ? keys : [])),
    others: [...space.mentioned, ...space.supported(action)],
    carries: memoizeByKey((key: string) => space.carries(action, key)),
  }));
  const read = contextReader(space.mentioned, omit, space.tagValue);
  return ({ action, target, keysOf, missed }, random) => {
    const { keys } = keysOf;
    const { avoided, others, carries } = of(action);
    const miss = missed === "context" && keys.length > 0 ? random.nextInt(0, keys.length - 1) : -1;
    const entries: Entry[] = [];
    const add = (pool: KeyPool, side: "inside" | "outside") => {
      if (carries(pool.key)) entries.push([pool.key, pickValue(pool[side], random)]);
    };
    for (const [at, pool] of keys.entries()) add(pool, at === miss ? "outside" : "inside");
    if (target.effect === "Allow" && avoided.length > 0 && happens(random, 3, 4))
      for (const pool of avoided) add(pool, "outside");
    if (others.length > 0 && happens(random, 1, 4))
      for (let left = random.nextInt(0, 2); left > 0; left -= 1) {
        const pool = pick(others, random);
        if (carries(pool.key)) entries.push([pool.key, anyValue(pool, random)]);
      }
    if (entries.length === 0) return {};
    const context = read(entries);
    return space.sent(happens(random, 9, 10) ? context : lowerKeys(context));
  };
}

const pickValue = (values: readonly MaybeValue[], random: fc.Random): MaybeValue =>
  values.length === 0 ? undefined : pick(values, random);

/** Half the time none. */
function anyValue({ inside, outside }: KeyPool, random: fc.Random): MaybeValue {
  const at = random.nextInt(0, 2 * (inside.length + outside.length) - 1);
  return at < inside.length ? inside[at] : outside[at - inside.length];
}
