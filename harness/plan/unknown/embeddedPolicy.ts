import { ownMember } from "../../../policies/text/ownMember.js";
import type { PlanContext } from "../configuration/resourceValue.js";
import { policyAttributesOf } from "../provider/policyAttributesOf.js";
import { isMarked, type Resource } from "../resources/resource.js";
import type { MarkedDocument } from "./boundPolicy.js";
import { deferredDocument, type PolicyText } from "./deferredDocument.js";
import { hasMark } from "./holeMark.js";

/**
 * The policy that is a member of the JSON in a string known only after apply, to the extent that that is
 * written out; null where it has no policy, undefined where that is unknown.
 */
export function embeddedPolicy(text: PolicyText, name: string): MarkedDocument | null | undefined {
  const written = ownMember(text.index.configuration.resource(text.from)?.expressions, text.attribute);
  // references alone do not show what is made of them
  if (ownMember(written, "constant_value") === undefined) return undefined;
  const marked = deferredDocument(text);
  if (marked === undefined || "reason" in marked) return undefined;
  const inner = ownMember(marked.json, name);
  if (inner !== undefined && inner !== null) return { json: inner, holes: marked.holes };
  // a key that is unknown may turn out to be this one
  return Object.keys(marked.json as object).some(hasMark) ? undefined : null;
}

/** The attributes of managed resources that are known only after apply and may have a policy inside. */
export const unreadUnknown = (resources: readonly Resource[], context: PlanContext): readonly string[] =>
  resources
    .filter(({ mode }) => mode === "managed")
    .flatMap((from) =>
      policyAttributesOf(from.type)
        .filter(({ attribute }) => isMarked(from.unknown, [attribute]))
        .filter(({ attribute, member: name }) => {
          if (name === undefined || !isWritten(from, attribute, context.index)) return false;
          return embeddedPolicy({ from, attribute, ...context }, name) === undefined;
        })
        .map(({ attribute }) => `${from.address}.${attribute}`),
    );

/** False only where the configuration shows that an attribute is not configured. */
function isWritten(from: Resource, attribute: string, { configuration }: PlanContext["index"]): boolean {
  const written = configuration.resource(from);
  return written === undefined || ownMember(written.expressions, attribute) !== undefined;
}
