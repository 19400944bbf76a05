import type { HeldResource } from "../policies/language/policySet.js";
import type { CallerKind } from "../policies/prove/callers/callerClass.js";
import type { Access } from "../policies/prove/question/access.js";
import { type CalledResource, type CallerLaw, callerLaw } from "./callerLaw.js";
import { fromElsewhere } from "./fromElsewhere.js";
import type { Property } from "./property.js";

interface PublicLaw extends Omit<CallerLaw, "of" | "asks"> {
  readonly of: CalledResource["kind"];
  /** the classes of callers that must have no access */
  readonly kinds: readonly CallerKind[];
}

/** A law that callers can do nothing where a policy does not name them: a question for each class of these. */
export const publicLaw = ({ of, kinds, ...rest }: PublicLaw): Property =>
  callerLaw({
    ...rest,
    of: [of],
    asks: ({ kind }, resource) => (kinds.includes(kind) ? elsewhere(resource) : undefined),
  });

const elsewhere = ({ policies }: HeldResource): Access => ({
  kind: "matching",
  statement: { conditions: fromElsewhere(policies) },
});
