import type { Extraction } from "../../harness/plan/extraction.js";
import { authorize } from "../../policies/evaluate/authorize.js";
import { readCaller } from "../../policies/evaluate/caller.js";
import { type CompiledPolicySet, compile } from "../../policies/evaluate/compile.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import type { Request } from "../../policies/language/request.js";
import { policiesFor } from "../../policies/prove/callers/callerClass.js";
import { noSelfEscalation } from "../../properties/catalogue/noSelfEscalation.js";
import { ownAddress } from "../../properties/judgeEscalation.js";
import type { Outcome, Property, SearchOptions } from "../../properties/property.js";
import type { Target } from "../../properties/target.js";
import { printAddress } from "../../properties/targetAddress.js";
import type { Checking, Promised } from "./checking.js";
import { properties, verdictOf } from "./lawfulProperties.js";
import { sameTarget, targetsOf } from "./sameTarget.js";

/**
 * What holds holds in the end, what is refuted is refuted in the end by the same request, and what a property
 * says nothing about is not refuted. That nothing was found by a search promises nothing. What is refuted unless
 * some unknown policy denies it is refuted wherever none of those does, and else explicitly denied if it is not.
 */
export const promisedVerdicts = (open: Extraction, checking: Checking): readonly Promised[] =>
  targetsOf(open).flatMap((target) =>
    properties.flatMap((property): readonly Promised[] => {
      const { options, tally } = checking;
      const said = verdictOf(property, target, options);
      tally[said?.verdict === "undecided" ? "undecided" : "decided"] += 1;
      if (said?.verdict === "refuted" && said.unless) tally.unless += 1;
      if (said?.verdict === "undecided" || (said?.verdict === "holds" && said.by === "search")) return [];
      return [(closed) => brokenVerdict({ property, target, said }, closed, checking)];
    }),
  );

interface Verdict {
  readonly property: Property;
  readonly target: Target;
  /** undefined where it says nothing */
  readonly said: Outcome | undefined;
}

function brokenVerdict(
  { property, target, said }: Verdict,
  closed: Extraction,
  { options, tally }: Checking,
): string | undefined {
  const about = `${property.id} of ${printAddress(target.address)} (${said?.verdict ?? "does not apply"})`;
  const same = sameTarget(target, closed);
  if (same === undefined) return `${about}: it is gone`;
  // the document is refused once it is known
  if (same.holes.length > 0) return undefined;
  // nor is a policy asked what it opens in its source once it is known who has it: that principal is
  const isOfHolder = property.independent === true || property.id === noSelfEscalation.id;
  if (isOfHolder && target.surroundings && !same.surroundings) return undefined;
  tally.compared += 1;
  const end = verdictOf(property, same, options);
  const isMended =
    said?.verdict === "refuted" && mayBeMended(said, readBy(property, target, said), readBy(property, same));
  if (isMended) tally.mended += 1;
  else if (said?.verdict === "refuted" && said.unless) tally.kept += 1;
  // what the prover does not decide in the end a search may miss; the witness is looked at all the same
  const isProved = end === undefined || end.verdict === "refuted" || end.by === "proof";
  const isBroken =
    isProved &&
    !isMended &&
    isViolated(said) !== isViolated(end) &&
    !(isViolated(said) && end?.verdict === "holds" && isAdministrator(property, same, options));
  if (isBroken) return `${about}: ${JSON.stringify(end)}, not ${JSON.stringify(said)}`;
  if (!isViolated(said) || said?.verdict !== "refuted" || property.id === "at-least-logs") return undefined;
  const { policies, resource } = same;
  // of a resource: for callers whose own policies allow everything
  const compiled = compile(
    resource === undefined
      ? policies
      : policiesFor({ ownPolicies: "everything" }, ...(policies.resources ?? [])),
  );
  const wrong = (said.witnesses ?? [said.witness ?? []].flat()).find(({ request, decision }) => {
    const passed = askedOfPassed(target, same, request);
    const decided = passed === undefined ? authorize(compiled, request) : authorize(...passed);
    return decided !== decision && !(isMended && decided === "explicitDeny");
  });
  return wrong === undefined
    ? undefined
    : `${about}: not so is ${JSON.stringify(wrong)}: ${JSON.stringify(said)}`;
}

/** A principal that turns out to hold any permission is not asked what it may change of itself. */
function isAdministrator({ id }: Property, same: Target, { reference }: SearchOptions): boolean {
  if (id !== noSelfEscalation.id || same.surroundings === undefined) return false;
  const { narrowest: graph } = same.surroundings.graphs.of(same.surroundings.now(), reference);
  const node = graph.nodeAt(ownAddress(same));
  return node !== undefined && graph.holdsAnything(node);
}

/**
 * Of a role that the target may pass, the witness is a request by the role. Its name and its account may be unknown, and
 * the request then has those of examples.
 */
function askedOfPassed(
  open: Target,
  closed: Target,
  request: Request,
): readonly [CompiledPolicySet, Request] | undefined {
  if (request.principal === closed.principal) return undefined;
  const roles = [...(open.surroundings?.now().principals.values() ?? [])];
  const asked = roles.find(({ principal }) => principal === request.principal);
  const role = asked && closed.surroundings?.now().principals.get(asked.address);
  if (role === undefined) return undefined;
  const renamed = JSON.stringify(request)
    .replaceAll(asked!.principal, role.principal)
    .replaceAll(readCaller(asked!.principal).account, readCaller(role.principal).account);
  return [compile(role.policies), JSON.parse(renamed) as Request];
}

const isViolated = (outcome: Outcome | undefined): boolean => outcome?.verdict === "refuted";

/** Policies by who has them. */
type Held = ReadonlyMap<string, PolicySet>;

/** Whether a policy that was unknown, or not known to be held, has a statement of the effect that could mend the violation. */
function mayBeMended({ unless = [] }: Refuted, open: Held, closed: Held): boolean {
  const statements = [...closed].flatMap(([name, { identity }]) => {
    if (!open.has(name)) return [];
    const known = open.get(name)?.identity.map(({ source }) => source) ?? [];
    return identity
      .filter(({ source }) => !known.includes(source))
      .flatMap(({ document }) => document.statements);
  });
  return unless.some(({ effect }) => statements.some((statement) => statement.effect === effect));
}

/** The policies that a property reads: of the target, and of the principals that it may become or pass; only of those with a hole that could mend it. */
function readBy({ independent }: Property, { policies, surroundings, holes }: Target, said?: Refuted): Held {
  const others = independent === true ? [...(surroundings?.now().principals ?? [])] : [];
  const at = new Set(said?.unless?.map(({ address }) => address));
  const open = (some: readonly { readonly address: string }[]) =>
    said === undefined || some.some(({ address }) => at.has(address));
  return new Map([
    ...(open(holes) ? [["", policies] as const] : []),
    ...others.filter(([, one]) => open(one.holes)).map(([address, one]) => [address, one.policies] as const),
  ]);
}

type Refuted = Extract<Outcome, { verdict: "refuted" }>;
