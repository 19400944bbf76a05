import { requestNear } from "../generators/requestNear.js";
import type { Access } from "../policies/prove/question/access.js";
import { allowedBy, inAll } from "./allowedBy.js";
import { grantsSomething } from "./grantingPolicies.js";
import { law } from "./law.js";
import type { Property, SearchOptions, Witness } from "./property.js";
import type { Target } from "./target.js";

export interface Forbidden extends Omit<Property, "prove" | "search" | "appliesTo" | "monotone"> {
  /** the requests that must not be allowed, to follow "no": `request outside the regions` */
  readonly what: string;
  /** sets of requests that must not be allowed, each a separate question; none where nothing of the target can be */
  readonly access: (target: Target, options: SearchOptions) => readonly Access[];
  readonly reason: (witness: Witness) => string;
}

/** A law that requests of some sets are never allowed to a principal. */
export const forbidden = ({ what, access, reason, ...meta }: Forbidden): Property =>
  law({
    ...meta,
    appliesTo: grantsSomething,
    monotone: true,
    questions: (target, options) => {
      const { policies, principal } = target;
      const { reference, universe = "any" } = options;
      return access(target, options).map((scope) => ({
        principal,
        scope,
        scopeName: what,
        violations: inAll(allowedBy(policies), scope),
        requests: () => requestNear(policies, { reference, principal, universe }),
        decides: (prepare) => prepare(policies),
        reason,
      }));
    },
  });
