import { statementName } from "../../policies/evaluate/statementName.js";
import type { DecidingStatement, Decision, Request } from "../../policies/language/request.js";
import { printAddress } from "../../properties/targetAddress.js";
import type { Candidate } from "./candidates.js";
import { caseId } from "./caseId.js";
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
  readonly origin: { readonly seed?: number; readonly target: string };
}

/** How first-order mutants of the policies fare against the cases. */
export interface MutantCounts {
  readonly mutants: number;
  /** that a cell shows */
  readonly killed: number;
  /** that only a request shows which was added for it */
  readonly added: number;
  /** that no request which AWS could send shows */
  readonly equivalent: number;
  readonly undecided: number;
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
  /** of complete cases the statements that decide none of any target */
  readonly unmatched?: readonly DecidingStatement[];
  /** absent unless asked for */
  readonly mutants?: MutantCounts;
  /** where it is a part alone: which one */
  readonly shard?: CorpusShard;
}

/** The cases of one target. */
export interface MadeCases extends Omit<GeneratedCases, "targets" | "shard" | "unmatched"> {
  readonly target: HeadTarget;
}

/** Of a target whose cases another shard makes. */
export const madeElsewhere = ({ name, target: { principal, policies } }: CorpusTarget): MadeCases => ({
  target: { name, principal, policies },
  cases: [],
  statements: 0,
  matched: 0,
});

/** The cases of all targets, in order. */
export function joinCases(made: readonly MadeCases[]): GeneratedCases {
  const sum = (read: (one: MadeCases) => number) => made.reduce((total, one) => total + read(one), 0);
  const counted = made.flatMap(({ mutants }) => (mutants === undefined ? [] : [mutants]));
  return {
    targets: made.map(({ target }) => target),
    cases: made.flatMap(({ cases }) => cases),
    statements: sum(({ statements }) => statements),
    matched: sum(({ matched }) => matched),
    ...(counted.length > 0 && { mutants: counted.reduce(plus) }),
  };
}

const plus = (one: MutantCounts, other: MutantCounts): MutantCounts => ({
  mutants: one.mutants + other.mutants,
  killed: one.killed + other.killed,
  added: one.added + other.added,
  equivalent: one.equivalent + other.equivalent,
  undecided: one.undecided + other.undecided,
});

/** Candidates as cases, by action, resource and context. */
export function madeCases(
  { name, target }: CorpusTarget,
  candidates: readonly Candidate[],
  origin: { readonly seed?: number },
): readonly GeneratedCase[] {
  const policies = rowPolicies(target.policies);
  return candidates
    .map((candidate) => ({ candidate, order: orderOf(candidate.request) }))
    .sort((one, other) => (one.order < other.order ? -1 : 1))
    .map(({ candidate: { request, explanation } }) => ({
      id: caseId(name, request),
      target: name,
      description: describe(explanation),
      policies,
      request,
      expected: explanation.decision,
      origin: { ...origin, target: printAddress(target.address) },
    }));
}

const orderOf = ({ action, resource, context }: Request): string =>
  JSON.stringify([action, resource, context]);

function describe({ decision, statements }: Candidate["explanation"]): string {
  const by = statements.map(statementName).join(" and ");
  return by === "" ? "no statement allows it" : `${decision === "allowed" ? "allowed" : "denied"} by ${by}`;
}
