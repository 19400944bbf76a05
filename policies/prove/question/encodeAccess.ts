import { type Access, matchedElements, matchedVersion } from "./access.js";
import { actionIn, encodePolicySet } from "./encodePolicySet.js";
import { actionSet, encodeStatement } from "./encodeStatement.js";
import type { Encoding } from "./encoding.js";
import { allOf, anyOf, type Formula, not } from "./formula.js";
import { aboutAction } from "./otherAction.js";
import { aboutOther } from "./otherCaller.js";
import { resourcesAsked } from "./resourcesAsked.js";
import { knowingActions, restrict } from "./restrict.js";

/** What a request must be like to be in the set. */
export function encodeAccess(access: Access, encoding: Encoding): Formula {
  const encode = (part: Access) => encodeAccess(part, encoding);
  switch (access.kind) {
    case "of":
      return encodePolicySet(access.policies, encoding);
    case "actions":
      return allOf([actionIn(access.patterns), not(actionIn(access.except))]);
    case "matching": {
      const { resolve } = encoding;
      return encodeStatement(matchedElements(access.statement), { version: matchedVersion, resolve });
    }
    case "as":
      return encodeAs(access, encoding);
    case "asking":
      return encoding.once(access, () => aboutAction(encode(access.part), access));
    case "both":
      return encoding.once(access, () =>
        encodeBoth(resourcesAsked(access.parts, encoding.requester.principal, encoding.cache), encode),
      );
    case "either":
      return encoding.once(access, () => anyOf(access.parts.map(encode)));
    case "not":
      return encoding.once(access, () => not(encode(access.part)));
  }
}

/**
 * Where some parts are about actions, the others are cut down to what they say of those: of n statements that a
 * question about a few actions is put to, often one or two are left.
 */
function encodeBoth(parts: readonly Access[], encode: (part: Access) => Formula): Formula {
  const asked = parts.flatMap(actionsAsked);
  if (asked.length === 0) return allOf(parts.map(encode));
  const known = knowingActions(
    asked.map(({ patterns, except }) => ({ inside: actionSet(patterns), outside: actionSet(except) })),
  );
  const isAsked = ({ kind }: Access) => kind === "actions" || kind === "matching";
  return allOf(parts.map((part) => (isAsked(part) ? encode(part) : restrict(encode(part), known))));
}

/** The actions that a part is about; nothing where it is not about some actions alone. */
function actionsAsked(
  part: Access,
): readonly { readonly patterns: readonly string[]; readonly except: readonly string[] }[] {
  if (part.kind === "actions") return [part];
  const action = part.kind === "matching" ? part.statement.action : undefined;
  return action === undefined || action.negated ? [] : [{ patterns: action.patterns, except: [] }];
}

/** Formulas of the same question by the other caller, in which what is known of that one is decided. */
function encodeAs(access: Access & { kind: "as" }, encoding: Encoding): Formula {
  const other = encoding.by(access);
  return encoding.once(access, () => aboutOther(encodeAccess(access.part, other), access));
}
