import type { Condition, PatternElement, Statement } from "../../policies/language/policyDocument.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import { arnLanguage } from "./arnLanguage.js";
import { encodeCondition } from "./encodeCondition.js";
import { matches } from "./globLanguage.js";
import { declareKey, type KeyModel, keyModelOf } from "./keyModel.js";
import { conditionsOf } from "./leftOut.js";
import { all, any, not, type Term } from "./term.js";

/** The keys of a question by their name in lower case. */
export type Keys = ReadonlyMap<string, KeyModel>;

/**
 * The SMT-LIB script that is satisfiable exactly when some request is allowed by `left` and not by `right`:
 * any action of the shape `service:Name`, any resource but the empty one, any context.
 *
 * Written from the rules of IAM alone, for questions without a reason to leave them out.
 */
export function encodeQuestion(left: PolicySet, right: PolicySet): string {
  const keys = keysOf(left, right);
  return scriptOf(keys, [allows(left, keys), not(allows(right, keys))]);
}

/** A script that asks for a request of which all `terms` are true. */
export const scriptOf = (keys: Keys, terms: readonly Term[]): string =>
  [
    "(set-logic QF_SLIA)",
    "(declare-const action String)",
    "(declare-const resource String)",
    '(assert (str.in_re action (re.++ (re.+ re.allchar) (str.to_re ":") (re.+ re.allchar))))',
    '(assert (not (= action "sts:getcalleridentity")))',
    '(assert (not (= resource "")))',
    ...[...keys.values()].flatMap(declareKey),
    ...terms.map((term) => `(assert ${term})`),
    "(check-sat)\n",
  ].join("\n");

/** Models of all keys that the conditions of some policy sets ask for. */
export function keysOf(...sets: readonly PolicySet[]): Keys {
  const documents = sets.flatMap(({ identity }) => identity.map(({ document }) => document));
  const conditions = conditionsOf(documents);
  const names = [...new Set(conditions.map(({ key }) => key.toLowerCase()))];
  return new Map(
    names.map((name, index): [string, KeyModel] => {
      const about = conditions.filter(({ key }) => key.toLowerCase() === name);
      return [name, keyModelOf(`key${index}`, about)];
    }),
  );
}

/** When a request is allowed: a statement allows it and none denies it. */
export function allows({ identity }: PolicySet, keys: Keys): Term {
  const statements = identity.flatMap(({ document }) => document.statements);
  const of = (effect: Statement["effect"]) =>
    any(statements.filter((one) => one.effect === effect).map((one) => applies(one, keys)));
  return all([of("Allow"), not(of("Deny"))]);
}

const applies = ({ action, resource, conditions }: Statement, keys: Keys): Term =>
  all([
    oneOf(action, (pattern) => matches("action", pattern.toLowerCase())),
    ...(resource ? [oneOf(resource, (pattern) => matches("resource", pattern, arnLanguage))] : []),
    ...conditions.map((condition: Condition) =>
      encodeCondition(condition, keys.get(condition.key.toLowerCase())!),
    ),
  ]);

function oneOf({ negated, patterns }: PatternElement, encode: (pattern: string) => Term): Term {
  const one = any(patterns.map(encode));
  return negated ? not(one) : one;
}
