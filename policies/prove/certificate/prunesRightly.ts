import { readCaller } from "../../evaluate/caller.js";
import type { HeldResource } from "../../language/policySet.js";
import { type Access, policySetsIn } from "../question/access.js";
import { type TextAtom, textAtom } from "../question/atom.js";
import { actionSet } from "../question/encodeStatement.js";
import { isLemma } from "./isLemma.js";

/**
 * Whether parts of an intersection lack only resources that no request of all parts is on: some part has none of the
 * actions that such a resource answers for. Decided afresh by the languages of the patterns; for the checker, slow.
 *
 * @param pruned the parts, with fewer resources in their policy sets
 */
export function prunesRightly(
  parts: readonly Access[],
  pruned: readonly Access[],
  principal: string,
): boolean {
  const [all, kept] = [parts, pruned].map((some) => some.flatMap(policySetsIn));
  if (all!.length !== kept!.length) return false;
  return all!.every(({ resources = [], ...rest }, at) => {
    const { resources: left = [], ...same } = kept![at]!;
    const dropped = resources.filter((one) => !left.includes(one));
    return (
      left.every((one) => resources.includes(one)) &&
      Object.entries(rest).every(([name, value]) => same[name as keyof typeof same] === value) &&
      dropped.every((one) => parts.some((part) => isElsewhere(part, one, principal)))
    );
  });
}

/** Whether no request of a part is for an action that a resource answers for. */
function isElsewhere(part: Access, resource: HeldResource, principal: string): boolean {
  const { actions } = resource;
  if (actions === undefined) return false;
  const excludes = (inside: readonly string[], outside: readonly string[] = []) =>
    isLemma(
      [
        { atom: asked(actions), positive: true },
        { atom: asked(inside), positive: true },
        { atom: asked(outside), positive: false },
      ],
      () => true,
    );
  switch (part.kind) {
    case "actions":
      return excludes(part.patterns, part.except);
    case "both":
      return part.parts.some((one) => isElsewhere(one, resource, principal));
    case "matching": {
      const { action } = part.statement;
      return action !== undefined && !action.negated && excludes(action.patterns);
    }
    case "of": {
      const { identity, resource: policies, resources = [] } = part.policies;
      // all others have access without an identity policy
      const needsPolicy = ["user", "role", "session"].includes(readCaller(principal).type);
      if (!needsPolicy || policies !== undefined || resources.length > 0) return false;
      const allowing = identity.flatMap(({ document }) =>
        document.statements.filter(({ effect }) => effect === "Allow"),
      );
      return allowing.every(({ action }) => !action.negated && excludes(action.patterns));
    }
    default:
      return false;
  }
}

const asked = (patterns: readonly string[]): TextAtom => textAtom("action", actionSet(patterns));
