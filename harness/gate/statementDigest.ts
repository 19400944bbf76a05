import type { PatternElement, PrincipalElement, Statement } from "../../policies/language/policyDocument.js";
import { shortHash } from "./shortHash.js";

/**
 * Names a statement by what it says: its effect, principals, actions, resources and conditions. Its Sid, its place in the
 * document and the order in which values are listed do not count.
 */
export const statementDigest = ({ effect, principal, action, resource, conditions }: Statement): string =>
  shortHash(
    JSON.stringify({
      effect,
      principal: principal && inOrder(principal),
      action: elementInOrder(action, (pattern) => pattern.toLowerCase()),
      resource: resource && elementInOrder(resource, (pattern) => pattern),
      conditions: conditions
        .map(({ operator, key, values }) => {
          const { name, quantifier, ifExists } = operator;
          return JSON.stringify([name, quantifier, ifExists, key.toLowerCase(), values.toSorted()]);
        })
        .sort(),
    }),
  );

const elementInOrder = ({ negated, patterns }: PatternElement, spell: (pattern: string) => string) => ({
  negated,
  patterns: patterns.map(spell).sort(),
});

const inOrder = ({ negated, principals }: PrincipalElement) => ({
  negated,
  principals: principals.map(({ type, value }) => JSON.stringify([type, value])).sort(),
});
