import { statementName } from "../../policies/evaluate/statementName.js";
import type { Decision, Request } from "../../policies/language/request.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { printAddress } from "../../properties/targetAddress.js";
import { isInShard, type Shard } from "../run/shards/shard.js";
import { type Candidate, candidates, singleStatements, statementKey } from "./candidates.js";
import { caseId } from "./caseId.js";
import { chooseCases } from "./chooseCases.js";
import type { CorpusShard, HeadTarget } from "./corpusHead.js";
import type { CorpusTarget } from "./corpusTargets.js";
import { rowPolicies } from "./rowPolicies.js";

/** A case with its policies, as CLI.md writes it. */
export interface GeneratedCase {
  /** made of target and request alone, so that it outlives every change to policies and generators */
  readonly id: string;
  /** the name of the target in the corpus */
  readonly target: string;
  readonly description: string;
  readonly policies: ReturnType<typeof rowPolicies>;
  readonly request: Request;
  readonly expected: Decision;
  readonly origin: { readonly seed: number; readonly target: string };
}

export interface GeneratedCases {
  /** what the cases are about, for the head of a corpus file */
  readonly targets: readonly HeadTarget[];
  /** by target, then by action, resource and context */
  readonly cases: readonly GeneratedCase[];
  /** statements of all targets */
  readonly statements: number;
  /** those of them that decide at least one case */
  readonly matched: number;
  /** where it is a part alone: which one */
  readonly shard?: CorpusShard;
}

export interface CasesNearOptions {
  readonly seed: number;
  /** cases in all, at most */
  readonly size: number;
  readonly reference: ServiceReference;
  /** make cases of the targets of one shard alone; @defaultValue of all */
  readonly shard?: Shard;
}

/**
 * Samples cases near the policies of some targets, allowed ones and near misses, with the decisions of today.
 *
 * Deterministic in targets, seed and size. The size is shared out evenly among the targets; a target with
 * holes is the caller's to leave out, as no decision about it is certain.
 */
export function casesNear(targets: readonly CorpusTarget[], options: CasesNearOptions): GeneratedCases {
  const shares = share(options.size, targets.length);
  const chosen = targets.map((one, index) => {
    const size = shares[index]!;
    if (!isInShard(options.shard, one.name)) return { ...one, cases: [] };
    return { ...one, cases: chooseCases(candidates(one.target, { ...options, size }), size) };
  });
  const matched = chosen.map(({ target, cases }) => {
    const deciding = new Set(cases.flatMap(({ explanation }) => explanation.statements.map(statementKey)));
    return singleStatements(target.policies).filter(({ key }) => deciding.has(key)).length;
  });
  return {
    targets: chosen.map(({ name, target: { principal, policies } }) => ({ name, principal, policies })),
    cases: chosen.flatMap(({ cases, ...one }) => rows(one, cases, options.seed)),
    statements: sum(targets.map(({ target }) => singleStatements(target.policies).length)),
    matched: sum(matched),
  };
}

function rows(
  { name, target }: CorpusTarget,
  cases: readonly Candidate[],
  seed: number,
): readonly GeneratedCase[] {
  const policies = rowPolicies(target.policies);
  return cases
    .map((candidate) => ({ candidate, order: orderOf(candidate.request) }))
    .sort((one, other) => (one.order < other.order ? -1 : 1))
    .map(({ candidate: { request, explanation } }) => ({
      id: caseId(name, request),
      target: name,
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

/** Parts that differ by one at most, the larger ones first. */
const share = (size: number, parts: number): readonly number[] =>
  Array.from({ length: parts }, (_, index) => Math.floor(size / parts) + Number(index < size % parts));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
