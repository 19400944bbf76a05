import type { Outcome, Property } from "./property.js";
import type { Target } from "./target.js";

/**
 * A law about callers of other accounts, where the account of the resource is unknown: what an account that a policy names
 * could break is undecided, as it may be the same one.
 *
 * @param ask asks about a target; about callers that are of another account in any case, where the account is unknown
 */
export function perhapsOwnAccount(ask: Property["search"]): Property["search"] {
  return (target, options) => {
    const { resource } = target;
    if (!resource?.isAccountUnknown) return ask(target, options);
    const certain = ask(target, options);
    if (certain.verdict !== "holds") return certain;
    const { isAccountUnknown: _, ...known } = resource;
    return undecidedByAccount(target, ask({ ...target, resource: known }, options));
  };
}

function undecidedByAccount({ address }: Target, outcome: Outcome): Outcome {
  if (outcome.verdict !== "refuted") return outcome;
  const { by, runs } = outcome;
  return {
    verdict: "undecided",
    by: by === "search" ? "search" : "proof",
    runs,
    kind: "holes",
    holes: [
      {
        address: address.resource ?? address.source,
        reason: "its account is unknown, and may be the one that the policy names",
        refersTo: [],
        remedy: "give the account with `--account`",
        part: "outside",
      },
    ],
    partial: { of: "worst", outcome },
  };
}
