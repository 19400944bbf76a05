import type { CallerClass } from "./callerClass.js";
import { type CallerMembers, membersOf } from "./callerMembers.js";
import { callerKeyNames, keyRange } from "./keyRange.js";

/**
 * What AWS sends about the caller that represents a class, where that is one value: for the access of another
 * caller, of the kind `as`.
 */
export function callerKeysOf({ principal, members }: CallerClass): Readonly<Record<string, string>> {
  const one: CallerMembers = {
    ...membersOf(principal),
    ...(members.organization?.only && { organization: members.organization }),
  };
  const [type] = members.types;
  return Object.fromEntries(
    callerKeyNames.flatMap((name) => {
      const range = keyRange(name, one.types.includes(type!) ? type! : one.types[0]!, one);
      const literal =
        range?.list === false && range.inside.length === 1 ? range.inside[0]!.literal : undefined;
      return literal === undefined ? [] : [[name, literal] as const];
    }),
  );
}
