import { type Caller, readCaller } from "../../evaluate/caller.js";
import { callerNames } from "../../evaluate/callerNames.js";
import type { PrincipalEntry, Statement } from "../../language/policyDocument.js";
import type { HeldResource } from "../../language/policySet.js";

/** Finds the resources of a list whose policies may name a caller, in the order of the list: all others do not. */
export type FindNaming = (caller: Caller) => readonly HeldResource[];

/** Prepares it: of thousands of trust policies most name one service, and no role. */
export function namingIndex(resources: readonly HeldResource[]): FindNaming {
  const places = new Map<string, number[]>();
  resources.forEach(({ policies }, place) => {
    const statements = policies.flatMap(({ document }) => document.statements);
    for (const name of new Set(statements.flatMap(namesIn))) {
      const known = places.get(name);
      if (known === undefined) places.set(name, [place]);
      else known.push(place);
    }
  });
  return (caller) => {
    const found = [anyone, caller.account, ...callerNames(caller)].flatMap((name) => places.get(name) ?? []);
    return [...new Set(found)].sort((one, other) => one - other).map((place) => resources[place]!);
  };
}

const anyone = "*";

function namesIn({ principal }: Statement): readonly string[] {
  if (principal === undefined || principal.negated) return [anyone];
  return principal.principals.flatMap(namesOfEntry);
}

/** As `compilePrincipal` reads an entry: an account, or a name, that of a role for its sessions too. */
function namesOfEntry({ type, value }: PrincipalEntry): readonly string[] {
  if (type === "*" || value === "*") return [anyone];
  const [, plain, account = plain] = /^(?:([0-9]{12})|arn:[^:]*:iam::([0-9]{12}):root)$/.exec(value) ?? [];
  return account === undefined ? callerNames(readCaller(value)) : [value, account];
}
