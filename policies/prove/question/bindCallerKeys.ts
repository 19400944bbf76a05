import type { Request } from "../../language/request.js";
import { type CallerMembers, type CallerType, membersOf } from "../callers/callerMembers.js";
import { type KeyRange, keyRange, liesIn } from "../callers/keyRange.js";
import { textSet } from "../sets/textSet.js";
import { keyAtom } from "./atom.js";
import { allOf, anyOf, atomFormula, type Formula, never, not } from "./formula.js";
import type { ProofPrincipal } from "./requesterOf.js";
import { atomsOf } from "./typedBoxes.js";

/** Whose keys the requests of a question carry; undefined where these have any value. */
export function boundTo({
  principal,
  callerKeys = "free",
  among,
}: ProofPrincipal): CallerMembers | undefined {
  if (among !== undefined || callerKeys === "free") return among;
  return callerKeys === "bound" ? membersOf(principal) : callerKeys;
}

/**
 * The formula with the keys that occur in it and say who calls bound to the callers: as AWS sends them about one of
 * these, or missing. Two keys go together by the type of the caller; which account they mean is bound by each alone.
 */
export function bindCallerKeys(goal: Formula, requester: ProofPrincipal): Formula {
  const members = boundTo(requester);
  if (members === undefined) return goal;
  const names = [...new Set(atomsOf(goal).flatMap((atom) => (atom.dimension === "key" ? atom.name : [])))];
  const ways = members.types.map((type) => waysOf(names, type, members));
  const distinct = new Map(ways.map((way) => [way.map(({ key }) => key).join("\u0002"), way]));
  return allOf([goal, anyOf([...distinct.values()].map((way) => allOf(way.map(({ formula }) => formula))))]);
}

const waysOf = (names: readonly string[], type: CallerType, members: CallerMembers) =>
  names.flatMap((name) => {
    const range = keyRange(name, type, members);
    return range === undefined ? [] : [{ key: `${name}\u0001${keyOf(range)}`, formula: bind(name, range) }];
  });

const keyOf = ({ inside, outside }: KeyRange): string =>
  [inside, outside].map((patterns) => patterns.map(({ key }) => key).join("\u0003")).join("\u0004");

const bind = (name: string, range: KeyRange): Formula =>
  anyOf([atomFormula(keyAtom(name, { about: "missing" })), within(name, range)]);

function within(name: string, { inside, outside, list }: KeyRange): Formula {
  if (inside.length === 0) return never;
  const [one, other] = [inside, outside].map(textSet);
  if (list) {
    return allOf([
      atomFormula(keyAtom(name, { about: "every", set: one!, negated: false })),
      ...(outside.length === 0
        ? []
        : [atomFormula(keyAtom(name, { about: "every", set: other!, negated: true }))]),
    ]);
  }
  return allOf([
    atomFormula(keyAtom(name, { about: "in", set: one! })),
    ...(outside.length === 0 ? [] : [not(atomFormula(keyAtom(name, { about: "in", set: other! })))]),
  ]);
}

/** Whether the keys of a request that say who calls fit one of the callers. */
export const fitsCaller = ({ context }: Request, members: CallerMembers): boolean =>
  members.types.some((type) =>
    Object.entries(context).every(([key, value]) => {
      const range = keyRange(key.toLowerCase(), type, members);
      return range === undefined || liesIn(range, value);
    }),
  );

/** The few values that a key has in all requests; undefined where it has more. */
export function boundValues(name: string, requester: ProofPrincipal): readonly string[] | undefined {
  const members = boundTo(requester);
  if (members === undefined) return undefined;
  const values = new Set<string>();
  for (const type of members.types) {
    const range = keyRange(name, type, members);
    if (range === undefined || range.list) return undefined;
    for (const { literal } of range.inside) {
      if (literal === undefined) return undefined;
      if (liesIn(range, literal)) values.add(literal);
    }
  }
  return [...values].sort();
}
