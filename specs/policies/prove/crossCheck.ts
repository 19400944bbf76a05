import fc from "fast-check";
import { requestNear } from "../../../generators/requestNear.js";
import type { PolicySet } from "../../../policies/language/policySet.js";
import type { Request } from "../../../policies/language/request.js";
import { checkCertificate } from "../../../policies/prove/certificate/checkCertificate.js";
import { type Containment, prove } from "../../../policies/prove/prove.js";
import { type Access, compileAccess, difference } from "../../../policies/prove/question/access.js";
import type { ProveOptions } from "../../../policies/prove/question/proveOptions.js";
import type { ServiceReference } from "../../../policies/reference/serviceReference.js";
import { authorize as define } from "../../reference/authorize.js";
import { contradicted } from "../../reference/contradicted.js";

/** A question whether one policy set lies within another, and requests to try the answer on. */
export interface Pair {
  readonly left: PolicySet;
  readonly right: PolicySet;
  readonly options: ProveOptions;
  /** by the principal of the options, on resources of the account of the options; made when they are needed */
  readonly requests: () => readonly Request[];
}

/** What to look at besides the verdict itself; each takes about as long as the rest together. */
export interface CrossCheckOptions {
  /** accept a proof only with a certificate that the checker accepts */
  readonly certificates: boolean;
  /** ask in the typed universe, too */
  readonly reference?: ServiceReference;
  /** @defaultValue no requests near the two policy sets besides those of the pair */
  readonly near?: { readonly seed: number; readonly runs: number };
}

/** A verdict, and why it cannot be true. */
export interface CrossCheck {
  readonly verdict: Containment["verdict"];
  readonly disagreement?: string;
}

/**
 * Confronts the prover with the evaluator, its certificate with the checker, its witness with the definition
 * of IAM's meaning, and the two universes with each other.
 */
export function crossCheck(pair: Pair, checks: CrossCheckOptions): CrossCheck {
  const { left, right, options } = pair;
  const access = difference({ kind: "of", policies: left }, { kind: "of", policies: right });
  try {
    const verdict = prove(left, right, options);
    const disagreement = contradict(verdict, access, pair, checks) ?? contradictTyped(verdict, pair, checks);
    return { verdict: verdict.verdict, ...(disagreement !== undefined && { disagreement }) };
  } catch (error) {
    return { verdict: "undecided", disagreement: error instanceof Error ? error.message : String(error) };
  }
}

function contradict(
  verdict: Containment,
  access: Access,
  pair: Pair,
  { certificates, near }: CrossCheckOptions,
): string | undefined {
  const { left, right, options } = pair;
  if (verdict.verdict === "refuted") return isWitness(verdict.witness, left, right);
  if (verdict.verdict === "undecided") return undefined;
  const contains = compileAccess(access);
  const found = tried(pair, near).find((request) => contains(request));
  if (found !== undefined) return `proved, and yet only the left side allows ${JSON.stringify(found)}`;
  if (certificates && !checkCertificate(access, verdict.certificate, options)) {
    return "the certificate of the proof is refused";
  }
  return undefined;
}

/** The requests that a proof is tried on. */
function tried(
  { left, right, options, requests }: Pair,
  near: CrossCheckOptions["near"],
): readonly Request[] {
  const more =
    near === undefined
      ? []
      : fc.sample(requestNear([left, right], options), { seed: near.seed, numRuns: near.runs });
  return [...requests(), ...more].filter(isAskedAbout);
}

/** The requests that a proof is about, as `policies/SEMANTICS.md` states them. */
const isAskedAbout = ({ action, resource }: Request): boolean =>
  /^[\x20-\x7e]+:[\x20-\x7e]+$/.test(action) && resource !== "" && !/^sts:getcalleridentity$/i.test(action);

const isWitness = (witness: Request, left: PolicySet, right: PolicySet): string | undefined =>
  define(left, witness) === "allowed" && define(right, witness) !== "allowed"
    ? undefined
    : `no witness by the definition: ${JSON.stringify(witness)}`;

/**
 * What no request at all shows, no request that AWS could send shows either. A typed witness is one that the
 * reference does not contradict, and none of those speaks against a typed proof.
 */
function contradictTyped(
  any: Containment,
  pair: Pair,
  { reference, certificates, near }: CrossCheckOptions,
): string | undefined {
  if (reference === undefined) return undefined;
  const { left, right } = pair;
  const options: ProveOptions = { ...pair.options, reference, universe: "typed" };
  const typed = prove(left, right, options);
  const reasonAgainst = (request: Request) => contradicted(request, [left, right], reference);
  if (typed.verdict === "refuted") {
    if (any.verdict === "proved") return `proved, and yet a typed witness: ${JSON.stringify(typed.witness)}`;
    const reason = reasonAgainst(typed.witness);
    if (reason !== undefined) return `AWS never sends the typed witness: ${reason}`;
    return isWitness(typed.witness, left, right);
  }
  if (typed.verdict === "proved") {
    const access = difference({ kind: "of", policies: left }, { kind: "of", policies: right });
    const contains = compileAccess(access);
    const found = tried({ ...pair, options }, near).find(
      (request) => contains(request) && reasonAgainst(request) === undefined,
    );
    if (found !== undefined)
      return `typed, proved, and yet only the left side allows ${JSON.stringify(found)}`;
    if (certificates && !checkCertificate(access, typed.certificate, options))
      return "the certificate of the typed proof is refused";
  }
  if (any.verdict === "proved" && typed.verdict === "undecided") return `typed, undecided: ${typed.reason}`;
  return undefined;
}
