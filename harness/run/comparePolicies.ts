import fc from "fast-check";
import { requestNear } from "../../generators/requestNear.js";
import { authorize } from "../../policies/evaluate/authorize.js";
import { type CompiledPolicySet, compile } from "../../policies/evaluate/compile.js";
import { explain } from "../../policies/evaluate/explain.js";
import type { Request } from "../../policies/language/request.js";
import type { SearchOptions, Witness } from "../../properties/property.js";
import type { Target } from "../../properties/target.js";
import { canonicalText } from "./canonicalText.js";
import { holesOf } from "./holesOf.js";
import { unitSeed } from "./unitSeed.js";

/** How what two sides allow relates; `subset` means strictly. */
export type Relation = "equal" | "subset" | "superset" | "incomparable" | "undecided";

export interface Comparison {
  readonly relation: Relation;
  /** a request that only the left side allows, as the left side decides it */
  readonly leftOnly: Witness | null;
  readonly rightOnly: Witness | null;
  /** a sentence, where the relation is undecided */
  readonly reason?: string;
}

/**
 * Compares all policies of two targets by search, with requests by the left one's principal.
 *
 * Search alone finds differences and never their absence: the answer is `equal` for policies that are
 * written alike, `incomparable` where each side allows what the other does not, and else `undecided`.
 */
export function comparePolicies(left: Target, right: Target, options: SearchOptions): Comparison {
  const hole = [left, right].flatMap(holesOf)[0];
  if (hole !== undefined) {
    return { ...undecided, reason: `\`${hole.address}\` is open: ${hole.reason}` };
  }
  if (canonicalText(left.policies) === canonicalText(right.policies)) {
    return { relation: "equal", leftOnly: null, rightOnly: null };
  }
  const [one, other] = [compile(left.policies), compile(right.policies)];
  const search = new DifferenceSearch(left, right, options);
  const leftOnly = search.allowedOnlyBy(one, other);
  const rightOnly = search.allowedOnlyBy(other, one);
  if (leftOnly !== null && rightOnly !== null) return { relation: "incomparable", leftOnly, rightOnly };
  return { relation: "undecided", leftOnly, rightOnly, reason: found(leftOnly, rightOnly, options.runs) };
}

const undecided = { relation: "undecided", leftOnly: null, rightOnly: null } as const;

class DifferenceSearch {
  readonly #requests: fc.Arbitrary<Request>;
  readonly #seed: number;
  readonly #runs: number;

  constructor(left: Target, right: Target, { reference, seed, runs }: SearchOptions) {
    const { principal } = left;
    this.#requests = requestNear([left.policies, right.policies], { reference, principal });
    this.#seed = unitSeed(seed, left.address, right.address);
    this.#runs = runs;
  }

  allowedOnlyBy(one: CompiledPolicySet, other: CompiledPolicySet): Witness | null {
    const differs = (request: Request) =>
      authorize(one, request) === "allowed" && authorize(other, request) !== "allowed";
    const law = fc.property(this.#requests, (request) => !differs(request));
    const request = fc.check(law, { seed: this.#seed, numRuns: this.#runs }).counterexample?.[0];
    if (request === undefined) return null;
    if (!differs(request)) throw new Error("a difference found by search is none when replayed");
    const { decision, statements } = explain(one, request);
    return { request, decision, statements };
  }
}

function found(leftOnly: Witness | null, rightOnly: Witness | null, runs: number): string {
  const tried = `${runs} requests each way`;
  if (leftOnly === null && rightOnly === null) {
    return `they are written differently, and no request that tells them apart was found among ${tried}`;
  }
  const [wider, other] = leftOnly === null ? ["right", "left"] : ["left", "right"];
  return `the ${wider} side allows more, and nothing that only the ${other} side allows was found among ${tried}`;
}
