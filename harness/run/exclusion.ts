import type { Chain } from "../../properties/escalation/chain.js";
import type { Excepted } from "../../properties/excepted.js";
import type { Held, Outcome, Property, Refuted, SearchOptions } from "../../properties/property.js";
import { boundsOf, type Target } from "../../properties/target.js";
import { coversCaller } from "../gate/coversCaller.js";
import { exceptedBy, namedStatements, requestsAllowedBy } from "../gate/exceptedBy.js";
import type { Exception } from "../gate/exception.js";
import { grantedStatements } from "../gate/grantedStatements.js";
import { identifyVerdict, partsOfChain, type VerdictFinding } from "../gate/identifyVerdict.js";
import { statementDigest } from "../gate/statementDigest.js";

/** What is taken out of a property of a target, by an exception or since it is known. */
export interface Exclusion {
  /** of a law about requests */
  readonly excepted: Excepted;
  /** of any other */
  readonly covers: (finding: Omit<VerdictFinding, "id">) => boolean;
}

/** A property of a target, and how any part of it is asked. */
export interface AskedProperty {
  readonly property: Property;
  readonly target: Target;
  /** @param of the target; @defaultValue as it is after the change */
  readonly ask: (part: PropertyPart, of?: Target) => Outcome;
}

/** What counts of what a property speaks of. */
export type PropertyPart = Pick<SearchOptions, "excepted" | "only" | "before" | "isExceptedChain">;

/** What an exception takes out. */
export function exclusionBy(exception: Exception, target: Target): Exclusion {
  const { statement } = exception;
  const digests = namedStatements(exception, target).map((one) => statementDigest(one.statement));
  return {
    excepted: exceptedBy(exception, target),
    covers: ({ digest }) =>
      statement === undefined || digest === statement || (digest !== undefined && digests.includes(digest)),
  };
}

/** What a finding is about: the requests that its statement allows its callers. */
export function exclusionOf(finding: VerdictFinding, target: Target): Exclusion {
  const { digest, caller, statement } = finding;
  const same = grantedStatements(boundsOf(target).upper).filter(
    (one) => statement !== undefined && statementDigest(one.statement) === digest,
  );
  return {
    excepted: {
      ...requestsAllowedBy(same, target),
      ...(caller && { isOf: (callers) => coversCaller(caller, callers) || callers.kind === caller }),
    },
    covers: (one) => one.digest === digest && one.caller === caller,
  };
}

const held: Held = { verdict: "holds", by: "count", runs: 0 };

/** The outcome of a property without what is taken out of it. */
export function askWithout(
  asked: AskedProperty,
  exclusions: readonly Exclusion[],
  part: PropertyPart = {},
): Outcome {
  if (exclusions.length === 0) return asked.ask(part);
  const { property, target } = asked;
  if (property.excepts === "requests")
    return asked.ask({ ...part, excepted: exclusions.map(({ excepted }) => excepted) });
  const isCovered = (names: Names) =>
    names.some((finding) => exclusions.some(({ covers }) => covers(finding)));
  const isExceptedChain = (chain: Chain) => isCovered(namesOfChain(target, chain));
  const outcome = asked.ask(property.excepts === "chains" ? { ...part, isExceptedChain } : part);
  // what a principal gets within its limits is shown regardless of the chains that count
  return outcome.verdict === "refuted" && namesIn(asked, outcome).every(isCovered) ? held : outcome;
}

/** The outcome of what is taken out of it alone. */
export function askOnly(asked: AskedProperty, { excepted, covers }: Exclusion): Outcome {
  const { property, target } = asked;
  if (property.excepts === "requests") return asked.ask({ only: excepted });
  const isCovered = (names: Names) => names.some(covers);
  const isExceptedChain = (chain: Chain) => !isCovered(namesOfChain(target, chain));
  const outcome = asked.ask(property.excepts === "chains" ? { isExceptedChain } : {});
  return outcome.verdict !== "refuted" || namesIn(asked, outcome).some(isCovered) ? outcome : held;
}

/** What names one way in which a property is broken: what covers one of these covers it. */
type Names = readonly Omit<VerdictFinding, "id">[];

const namesOfChain = (target: Target, chain: Chain): Names =>
  partsOfChain(target, chain).map((digest) => ({ digest }));

function namesIn({ property, target }: AskedProperty, outcome: Refuted): readonly Names[] {
  const { chain, chains = chain === undefined ? [] : [chain] } = outcome;
  if (chains.length > 0 && outcome.severity !== "note") return chains.map((one) => namesOfChain(target, one));
  const { findings = [] } = identifyVerdict(property.id, "", { target, outcome });
  return findings.map((one) => [one]);
}
