import type { PolicySet } from "../policies/language/policySet.js";
import type { ContextValue, Request } from "../policies/language/request.js";
import { exampleAccount } from "../policies/reference/exampleAccount.js";
import { exampleValue } from "../policies/reference/exampleValue.js";
import { serviceOf } from "../policies/reference/serviceOf.js";
import type { ActionReference, ServiceReference } from "../policies/reference/serviceReference.js";
import { type ActionPool, actionPool, coversAction } from "./near/actionPool.js";
import { actionSupportsKey, contextKeys, exampleKey } from "./near/contextKeys.js";
import { type KeyPool, keyPools, mergeKeyPools } from "./near/keyPool.js";
import { memoizeByKey } from "./near/memoizeByKey.js";
import { ownValues, type ValuesByKey, withOtherKeys } from "./near/ownValues.js";
import { policyStatements, type VersionedStatement } from "./near/policyStatements.js";
import { distinct } from "./near/pool.js";
import { type ResourcePool, readableAll, resourcePool } from "./near/resourcePool.js";
import type { Gap } from "./near/shape.js";
import { typesKey } from "./near/typesKey.js";
import { mentionedKeys } from "./requestContext.js";

/** A statement with what it distinguishes. */
export interface StatementSpace {
  readonly actions: ActionPool;
  readonly covers: (action: string) => boolean;
  readonly resources: (action: string) => ResourcePool;
  readonly keys: readonly KeyPool[];
  readonly effect: "Allow" | "Deny";
  /** every policy set has it; false where there is one set */
  readonly isShared: boolean;
  /** whether requests are aimed at it */
  readonly isAimed: boolean;
}

/** What some policies distinguish among requests, worked out once. */
export interface RequestSpace {
  readonly statements: readonly StatementSpace[];
  /** every key that the policies mention */
  readonly mentioned: readonly KeyPool[];
  /** other keys that requests for the action may carry */
  readonly supported: (action: string) => readonly KeyPool[];
  /** false where a request for the action never carries the key; true for an unknown action */
  readonly carries: (action: string, key: string) => boolean;
  /** the resource types of an action, as one string; of an unknown one its service */
  readonly typesOf: (action: string) => string;
  /** the context as requests carry it: one value, the first, for a key that is never sent as a list */
  readonly sent: (context: Request["context"]) => Request["context"];
  /** of a tag that only `aws:TagKeys` names */
  readonly tagValue: (key: string) => ContextValue;
  /** the actions inside the statements, in their order, then the real ones outside: what a request shrinks along */
  readonly actionLadder: readonly string[];
  /** the readable resources for an action, the most realistic first; plain ones of its types where no statement covers it */
  readonly resourceLadder: (action: string) => readonly string[];
}

export interface SpaceOptions {
  readonly reference: ServiceReference;
  readonly universe: "any" | "typed";
  /** where the resources are whose patterns leave the account open */
  readonly account: string;
  /** policies whose statements requests are aimed at; @defaultValue all */
  readonly aimedAt?: readonly PolicySet[];
  /** the only values of some keys */
  readonly values?: ValuesByKey;
}

/** Reads the space off the policies. What depends on an action is worked out when the action first comes up. */
export function requestSpace(given: readonly PolicySet[], options: SpaceOptions): RequestSpace {
  const { reference, universe, aimedAt, values = {} } = options;
  const policies = aimedAt === undefined ? given : distinct([...given, ...aimedAt]);
  const withValues = ownValues(values);
  const statements = distinctStatements(policies).map(({ one, sets }): StatementSpace => {
    const space = statementSpace(one, options);
    const isShared = given.length > 1 && given.every((set) => sets.has(set));
    const isAimed = aimedAt === undefined || aimedAt.some((set) => sets.has(set));
    return { ...space, keys: withValues(space.keys), isShared, isAimed };
  });
  const keysOf = memoizeByKey((action: string) => {
    const known = universe === "typed" ? reference.action(action) : undefined;
    return memoizeByKey((key: string) => known === undefined || actionSupportsKey(known, key));
  });
  return {
    statements,
    mentioned: withOtherKeys(values, withValues(mentionedKeys(policies))),
    supported: memoizeByKey((action) => withValues(supportedKeys(reference.action(action)))),
    carries: (action, key) => keysOf(action)(key),
    typesOf: (action) =>
      reference
        .action(action)
        ?.resourceTypes.flatMap(({ arnTemplates }) => arnTemplates)
        .join() ?? action.split(":", 1)[0]!,
    tagValue: (key) =>
      Object.entries(values).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1][0] ?? "example",
    sent: universe === "typed" ? sentBy(reference) : (context) => context,
    actionLadder: distinct([
      ...statements.flatMap(({ actions }) => actions.inside),
      ...statements.flatMap(({ actions }) => actions.outside),
    ]),
    resourceLadder: memoizeByKey((action) => {
      const covering = resourceLadder(statements, action);
      return covering.length > 0 ? covering : plainResources(action, options);
    }),
  };
}

function sentBy(reference: ServiceReference): RequestSpace["sent"] {
  const isList = memoizeByKey((key: string) => reference.isMultivalued(key) || !reference.knowsKey(key));
  return (context) =>
    Object.fromEntries(
      Object.entries(context).flatMap(([key, value]) => {
        if (typeof value === "string" || isList(key)) return [[key, value]];
        return value.slice(0, 1).map((first) => [key, first]);
      }),
    );
}

interface DistinctStatement {
  readonly one: VersionedStatement;
  /** those that have it */
  readonly sets: ReadonlySet<PolicySet>;
}

/** Each statement once, regardless of where it is written. */
function distinctStatements(policies: readonly PolicySet[]): readonly DistinctStatement[] {
  const found = new Map<string, { readonly one: VersionedStatement; readonly sets: Set<PolicySet> }>();
  for (const set of policies) {
    for (const one of policyStatements([set])) {
      const key = meaningOf(one);
      const known = found.get(key) ?? { one, sets: new Set() };
      known.sets.add(set);
      found.set(key, known);
    }
  }
  return [...found.values()];
}

function meaningOf({ version, statement }: VersionedStatement): string {
  const { index: _, pointer: __, sid: ___, ...meaning } = statement;
  return JSON.stringify([version, meaning]);
}

const statementSpace = (
  { statement, version }: VersionedStatement,
  { reference, universe, account }: SpaceOptions,
): Omit<StatementSpace, "isAimed" | "isShared"> => {
  const pools = new Map<string, ResourcePool>(); // actions on the same types have the same
  const poolOf = (name: string): ResourcePool => {
    const action = reference.action(name);
    const likeness = likeResources(name, action);
    const known = pools.get(likeness);
    if (known !== undefined) return known;
    const made = inAccount(account, resourcePool(statement.resource, { action, name, version, universe }));
    pools.set(likeness, made);
    return made;
  };
  return {
    actions: actionPool(statement.action, reference),
    covers: memoizeByKey(coversAction(statement.action)),
    resources: memoizeByKey(poolOf),
    keys: keyPools(statement, version),
    effect: statement.effect,
  };
};

/** The same for actions whose resources are alike. */
const likeResources = (name: string, action: ActionReference | undefined): string =>
  action === undefined ? `${serviceOf(name)} unknown` : typesKey(action);

export function inAccount(account: string, pool: ResourcePool): ResourcePool {
  if (account === exampleAccount) return pool;
  const place = memoizeByKey((side: "inside" | "outside") =>
    pool[side].map((shape) => shape.map((piece) => placed(account, piece))),
  );
  return {
    get inside() {
      return place("inside");
    },
    get outside() {
      return place("outside");
    },
  };
}

const placed = (account: string, piece: string | Gap): string | Gap =>
  typeof piece === "object" && piece.example === exampleAccount ? { ...piece, example: account } : piece;

function supportedKeys(action: ActionReference | undefined): readonly KeyPool[] {
  const keys = action === undefined ? [] : contextKeys(action).map(exampleKey);
  return mergeKeyPools(keys.map((key) => ({ key, inside: [exampleValue(key)], outside: [undefined] })));
}

/** What an action is requested on where no statement says more: an ARN of each of its types. */
const plainResources = (name: string, { reference, universe, account }: SpaceOptions): readonly string[] => {
  const options = { action: reference.action(name), name, version: "2012-10-17", universe } as const;
  return readableAll(inAccount(account, resourcePool(undefined, options)).inside);
};

/** Statements that cover the action come first: their resources were written for it. */
function resourceLadder(statements: readonly StatementSpace[], action: string): readonly string[] {
  const pools = statements.filter(({ covers }) => covers(action)).map(({ resources }) => resources(action));
  return readableAll([...pools.flatMap(({ inside }) => inside), ...pools.flatMap(({ outside }) => outside)]);
}
