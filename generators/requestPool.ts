import type { Request } from "../policies/language/request.js";
import type { KeyPool } from "./near/keyPool.js";
import { readableAll } from "./near/resourcePool.js";
import { type Gap, readable, type Shape } from "./near/shape.js";
import { contextReader, type Entry } from "./requestContext.js";
import type { RequestSpace, StatementSpace } from "./requestSpace.js";

/** The parts of a request that depend on the policies. */
export type RequestParts = Pick<Request, "action" | "resource" | "context">;

/** In what a request differs from the plainest one that a statement matches. */
export interface PooledRequest {
  readonly action: string;
  /** @defaultValue the first inside */
  readonly resource?: string;
  /** a value of a key; @defaultValue the first inside, for each key */
  readonly entry?: Entry;
}

/** The requests that a statement distinguishes, in groups. */
export interface RequestPool {
  /** with each action that it matches: most mistakes are about one of these */
  readonly first: readonly PooledRequest[];
  /** with each action just outside; each resource; each value of a key */
  readonly groups: readonly (readonly PooledRequest[])[];
  /** with actions that no service has */
  readonly last: readonly PooledRequest[];
  /** the request itself, everything else as the statement asks for */
  readonly make: (pooled: PooledRequest) => RequestParts;
}

/** Lists the requests that the pools of one statement hold; each is made when it is asked for. */
export function requestPool(
  space: RequestSpace,
  statement: StatementSpace,
  omit: readonly string[] = [],
): RequestPool {
  const { inside, outside, misspelt } = statement.actions;
  const withAction = (action: string): PooledRequest => ({ action });
  const base = baseContext(space, statement);
  const read = contextReader(space.mentioned, omit, space.tagValue);
  return {
    first: inside.map(withAction),
    groups: [outside.map(withAction), [...resources(space, statement)], [...values(space, statement)]],
    last: misspelt.map(withAction),
    make: ({ action, resource = firstResource(statement, action), entry }) => {
      const entries = [...(entry === undefined ? [] : [entry]), ...base(action)];
      const carried = entries.filter(([key]) => space.carries(action, key));
      return { action, resource, context: space.sent(read(carried)) };
    },
  };
}

function firstResource(statement: StatementSpace, action: string): string {
  const [shape] = statement.resources(action).inside;
  return shape === undefined ? "*" : readable(shape);
}

/** The statement's own keys as it asks for them; of a Deny also those of an Allow, which it then takes back. */
function baseContext(
  { statements }: RequestSpace,
  { keys, effect }: StatementSpace,
): (action: string) => readonly Entry[] {
  const own = first(keys, "inside");
  const others = statements.filter((other) => other.effect !== effect && other.keys.length > 0);
  const side = effect === "Allow" ? "outside" : "inside";
  return (action) => [
    ...own,
    ...others.filter(({ covers }) => covers(action)).flatMap((other) => first(other.keys, side)),
  ];
}

const first = (pools: readonly KeyPool[], side: "inside" | "outside"): readonly Entry[] =>
  pools.map((pool): Entry => [pool.key, pool[side][0]]);

/** One action for each list of resource types is enough: the resources of the others are the same. */
function* resources(space: RequestSpace, statement: StatementSpace): Iterable<PooledRequest> {
  const [types, seen] = [new Set<string>(), new Set<string>()];
  for (const action of statement.actions.inside) {
    const key = space.typesOf(action);
    if (types.has(key)) continue;
    types.add(key);
    const { inside, outside } = statement.resources(action);
    for (const resource of [...readableAll(inside), ...inside.map(otherwise), ...readableAll(outside)]) {
      if (!seen.has(resource)) yield { action, resource };
      seen.add(resource);
    }
  }
}

function* values(space: RequestSpace, statement: StatementSpace): Iterable<PooledRequest> {
  for (const { key, inside, outside } of statement.keys) {
    const action = statement.actions.inside.find((name) => space.carries(name, key));
    if (action === undefined) continue;
    for (const value of [...outside, ...inside]) yield { action, entry: [key, value] };
  }
}

/** A string of a shape with another value in each gap; the partition stays. */
const otherwise = (shape: Shape): string =>
  shape.map((piece) => (typeof piece === "string" ? piece : other(piece))).join("");

const other = ({ example, others }: Gap): string =>
  example === "aws" ? example : (others.find((value) => value !== "") ?? example);
