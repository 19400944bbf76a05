import { createHash } from "node:crypto";
import { statementName } from "../../policies/evaluate/statementName.js";
import type { Decision, Request } from "../../policies/language/request.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import type { Target } from "../../properties/target.js";
import { printAddress } from "../../properties/targetAddress.js";
import { type Candidate, candidates, singleStatements, statementKey } from "./candidates.js";
import { chooseCases } from "./chooseCases.js";
import { rowPolicies } from "./rowPolicies.js";

/** A case as CLI.md writes it. */
export interface GeneratedCase {
  /** made from the case's own content, so that it outlives every change to the generators */
  readonly id: string;
  readonly description: string;
  readonly policies: ReturnType<typeof rowPolicies>;
  readonly request: Request;
  readonly expected: Decision;
  readonly origin: { readonly seed: number; readonly target: string };
}

export interface GeneratedCases {
  /** by target, then by action, resource and context */
  readonly cases: readonly GeneratedCase[];
  /** statements of all targets */
  readonly statements: number;
  /** those of them that decide at least one case */
  readonly matched: number;
}

export interface CasesNearOptions {
  readonly seed: number;
  /** cases in all, at most */
  readonly size: number;
  readonly reference: ServiceReference;
}

/**
 * Samples cases near the policies of some targets, allowed ones and near misses, with the decisions of today.
 *
 * Deterministic in targets, seed and size. The size is shared out evenly among the targets; a target with
 * holes is the caller's to leave out, as no decision about it is certain.
 */
export function casesNear(targets: readonly Target[], options: CasesNearOptions): GeneratedCases {
  const shares = share(options.size, targets.length);
  const chosen = targets.map((target, index) => {
    const size = shares[index]!;
    return { target, cases: chooseCases(candidates(target, { ...options, size }), size) };
  });
  const matched = chosen.map(({ target, cases }) => {
    const deciding = new Set(cases.flatMap(({ explanation }) => explanation.statements.map(statementKey)));
    return singleStatements(target.policies).filter(({ key }) => deciding.has(key)).length;
  });
  return {
    cases: chosen.flatMap(({ target, cases }) => rows(target, cases, options.seed)),
    statements: sum(targets.map(({ policies }) => singleStatements(policies).length)),
    matched: sum(matched),
  };
}

function rows(target: Target, cases: readonly Candidate[], seed: number): readonly GeneratedCase[] {
  const policies = rowPolicies(target.policies);
  const prefix = JSON.stringify(policies);
  return cases
    .map((candidate) => ({ candidate, order: orderOf(candidate.request) }))
    .sort((one, other) => (one.order < other.order ? -1 : 1))
    .map(({ candidate: { request, explanation } }) => ({
      id: `${request.action.replace(/[^\w]+/g, "-")}-${digest(`${prefix}\n${JSON.stringify(request)}`)}`,
      description: describe(explanation),
      policies,
      request,
      expected: explanation.decision,
      origin: { seed, target: printAddress(target.address) },
    }));
}

const orderOf = ({ action, resource, context }: Request): string =>
  JSON.stringify([action, resource, context]);

function describe({ decision, statements }: Candidate["explanation"]): string {
  const by = statements.map(statementName).join(" and ");
  return by === "" ? "no statement allows it" : `${decision === "allowed" ? "allowed" : "denied"} by ${by}`;
}

const digest = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 12);

/** Parts that differ by one at most, the larger ones first. */
const share = (size: number, parts: number): readonly number[] =>
  Array.from({ length: parts }, (_, index) => Math.floor(size / parts) + Number(index < size % parts));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
