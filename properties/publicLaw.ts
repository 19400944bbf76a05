import type { CallerClass, CallerKind } from "../policies/prove/callers/callerClass.js";
import type { Access } from "../policies/prove/question/access.js";
import { inAll } from "./allowedBy.js";
import { type CalledResource, type CallerLaw, callerLaw } from "./callerLaw.js";
import { differing, fromElsewhere } from "./fromElsewhere.js";
import { meeting } from "./meeting.js";
import type { Outcome, Property } from "./property.js";
import type { Target } from "./target.js";

interface PublicLaw extends Omit<CallerLaw, "of" | "asks"> {
  readonly of: CalledResource["kind"];
  /** the classes of callers that must have no access */
  readonly kinds: readonly CallerKind[];
  /** what requests of other classes must not be allowed; @defaultValue none */
  readonly others?: (callers: CallerClass, resource: CalledResource) => Access | undefined;
}

/**
 * A law that callers can do nothing where a policy does not name them: a question for each class of these. A guard of
 * the resource counts; where it is unknown whether it is there, what it could keep out is undecided.
 */
export function publicLaw({ of, kinds, others, ...rest }: PublicLaw): Property {
  const stated = callerLaw({
    ...rest,
    of: [of],
    asks: (callers, resource) => {
      const { guard } = resource;
      if (!kinds.includes(callers.kind)) return others?.(callers, resource);
      const strangers = meeting(
        ...fromElsewhere(resource.policies),
        ...differing(resource.policies, "aws:PrincipalOrgID", "aws:ResourceOrgID"),
      );
      if (guard === undefined || guard.isUnknown) return strangers;
      return guard.reach === undefined ? undefined : inAll(strangers, meeting(...guard.reach));
    },
  });
  const judge =
    (ask: Property["search"]): Property["search"] =>
    (target, options) =>
      perhapsGuarded(target, ask(target, options));
  return { ...stated, prove: judge(stated.prove!), search: judge(stated.search) };
}

/** What a guard could keep out, where it is unknown whether it is there. */
function perhapsGuarded({ resource }: Target, outcome: Outcome): Outcome {
  const guard = resource?.guard;
  if (outcome.verdict !== "refuted" || !guard?.isUnknown) return outcome;
  const { by, runs } = outcome;
  return {
    verdict: "undecided",
    by: by === "search" ? "search" : "proof",
    runs,
    kind: "holes",
    holes: [
      {
        address: guard.address,
        reason: "it is known only after apply whether it keeps everyone out",
        refersTo: [],
        remedy: `write out the settings of \`${guard.address}\``,
        afterApply: true,
      },
    ],
    partial: { of: "worst", outcome },
  };
}
