import fc from "fast-check";
import { actionNear, actionOutside } from "./action.js";
import type { KeyPool, MaybeValue } from "./near/keyPool.js";
import { memoizeByKey } from "./near/memoizeByKey.js";
import { contextOf, contextReader, type Entry, maybe } from "./requestContext.js";
import type { RequestParts } from "./requestPool.js";
import type { RequestSpace, StatementSpace } from "./requestSpace.js";
import { inside, outside } from "./resource.js";

/** Which element of the statement to miss; undefined meets them all. */
export type Miss = "action" | "resource" | "context" | undefined;

/** What a request is drawn from. */
export interface Draw {
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
  readonly actions: (statement: StatementSpace, missed: Miss) => fc.Arbitrary<string>;
  readonly anyAction: (statement: StatementSpace) => fc.Arbitrary<string>;
  /** one of the statements that cover an action; any where none does */
  readonly covering: (action: string) => fc.Arbitrary<StatementSpace>;
  readonly parts: (draw: Draw) => fc.Arbitrary<RequestParts>;
}

export function requestDraws(space: RequestSpace, options: DrawOptions): RequestDraws {
  const inActions = memoizeByKey(({ actions }: StatementSpace) =>
    actionNear({ inside: actions.inside, outside: [], misspelt: [] }),
  );
  const outOfActions = memoizeByKey(({ actions }: StatementSpace) => actionOutside(actions));
  const nearActions = memoizeByKey(({ actions }: StatementSpace) => actionNear(actions));
  const resources = resourceDraws();
  const contexts = contextDraws(space, options.omit);
  return {
    actions: (statement, missed) =>
      options.actions ?? (missed === "action" ? outOfActions : inActions)(statement),
    anyAction: (statement) => options.actions ?? nearActions(statement),
    covering: (action) => {
      const statements = space.statements.filter(({ covers }) => covers(action));
      return fc.constantFrom(...(statements.length > 0 ? statements : space.statements));
    },
    parts: ({ action, target, keysOf, missed }) =>
      fc
        .tuple(
          options.resources ?? resources(target, missed === "resource")(action),
          contexts(keysOf, target.effect, missed === "context")(action),
        )
        .map(([resource, context]) => ({ action, resource, context })),
  };
}

function resourceDraws() {
  const [met, missed] = [inside, outside].map((side) =>
    memoizeByKey((statement: StatementSpace) =>
      memoizeByKey((action: string) => side(statement.resources(action))),
    ),
  );
  return (statement: StatementSpace, isMissed: boolean) => (isMissed ? missed! : met!)(statement);
}

/** The statement's own keys; what denials of the action ask for; now and then keys of others. */
function contextDraws(space: RequestSpace, omit: readonly string[] | undefined) {
  const denials = space.statements.filter(({ effect }) => effect === "Deny");
  const avoided = memoizeByKey((action: string) =>
    all(
      denials.flatMap(({ covers, keys }) => (covers(action) ? keys : [])),
      "outside",
    ),
  );
  const others = memoizeByKey((action: string) => some([...space.mentioned, ...space.supported(action)]));
  const read = contextReader(space.mentioned, omit);
  const context = (own: fc.Arbitrary<readonly Entry[]>, effect: StatementSpace["effect"], action: string) =>
    contextOf(
      fc
        .tuple(
          own,
          fc.oneof({ arbitrary: effect === "Deny" ? none : avoided(action), weight: 3 }, none),
          fc.oneof({ arbitrary: none, weight: 3 }, { arbitrary: others(action), weight: 1 }),
        )
        .map((groups) => groups.flat().filter(([key]) => space.carries(action, key))),
      read,
    ).map(space.sent);
  const [met, missed] = [(keys: readonly KeyPool[]) => all(keys, "inside"), allButOne].map((draw) => {
    const own = memoizeByKey(({ keys }: StatementSpace) => draw(keys));
    const [allowing, denying] = (["Allow", "Deny"] as const).map((effect) =>
      memoizeByKey((statement: StatementSpace) =>
        memoizeByKey((action: string) => context(own(statement), effect, action)),
      ),
    );
    return { Allow: allowing!, Deny: denying! };
  });
  return (statement: StatementSpace, effect: StatementSpace["effect"], isMissed: boolean) =>
    (isMissed ? missed! : met!)[effect](statement);
}

const none: fc.Arbitrary<readonly Entry[]> = fc.constant([]);

const all = (pools: readonly KeyPool[], side: "inside" | "outside"): fc.Arbitrary<readonly Entry[]> =>
  fc.tuple(...pools.map((pool) => entry(pool, side)));

function allButOne(pools: readonly KeyPool[]): fc.Arbitrary<readonly Entry[]> {
  if (pools.length === 0) return none;
  const sides = pools.map((_, missed) =>
    fc.tuple(...pools.map((pool, at) => entry(pool, at === missed ? "outside" : "inside"))),
  );
  return fc.nat({ max: pools.length - 1 }).chain((missed) => sides[missed]!);
}

const some = (pools: readonly KeyPool[]): fc.Arbitrary<readonly Entry[]> =>
  pools.length === 0
    ? none
    : fc.array(
        fc.constantFrom(...pools).chain((pool) => maybe(values([...pool.inside, ...pool.outside]), pool.key)),
        { maxLength: 2 },
      );

const entry = (pool: KeyPool, side: "inside" | "outside"): fc.Arbitrary<Entry> =>
  values(pool[side]).map((value): Entry => [pool.key, value]);

const values = (pool: readonly MaybeValue[]): fc.Arbitrary<MaybeValue> =>
  fc.constantFrom(...(pool.length > 0 ? pool : [undefined]));
