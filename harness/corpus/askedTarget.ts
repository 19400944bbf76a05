import { compile } from "../../policies/evaluate/compile.js";
import { explain } from "../../policies/evaluate/explain.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import type { DecidingStatement, Decision, Request } from "../../policies/language/request.js";
import type { Hole } from "../../properties/hole.js";
import { type Unless, unlessEffect } from "../../properties/unless.js";
import { type JudgedRequest, readingsJudge } from "../run/readingsJudge.js";
import type { ReadCase, ReadTarget } from "./corpusReader.js";
import type { CorpusTarget } from "./corpusTargets.js";
import { completeRequest } from "./readRequest.js";
import { requestsNow } from "./requestsNow.js";

/** A target of a source, ready to be asked cases of a corpus. */
export interface AskedTarget extends CorpusTarget {
  /** the same as the corpus has it */
  readonly before?: { readonly principal: string; readonly policies?: PolicySet };
  readonly ask: (row: ReadCase) => AskedCase;
}

/** A case, and what the target says to it. */
export interface AskedCase {
  /** as the target makes it now */
  readonly request: Request;
  readonly answer: { readonly kind: "matched" | "undecided" } | DriftedCase;
}

/** What decides a case otherwise than expected. */
export interface DriftedCase {
  readonly kind: "drifted";
  readonly actual: Decision;
  readonly statements: readonly DecidingStatement[];
  /** the statements that decided by the policies in the corpus; absent where it does not hold them */
  readonly statementsBefore?: readonly DecidingStatement[];
  /** the unknown policies that alone could make it match; absent where nothing unknown could */
  readonly unless?: readonly Unless[];
}

/**
 * Prepares a target for many cases.
 *
 * @param head what the corpus says of it; undefined where it does not
 */
export function askedTarget(named: CorpusTarget, head: ReadTarget | undefined): AskedTarget {
  const { target } = named;
  const judge = readingsJudge(target);
  const requestOf = requestsNow(target.principal, head?.principal);
  const policies = head?.policies.kind === "read" ? head.policies.policies : undefined;
  const compiled = policies && compile(policies);
  const statementsBefore = ({ request }: ReadCase): readonly DecidingStatement[] =>
    compiled === undefined ? [] : explain(compiled, completeRequest(request, head!.principal)).statements;
  const ask = (row: ReadCase): AskedCase => {
    const request = requestOf(row.request);
    const judged = judge(request);
    const expected = row.properties === undefined ? row.expected : anyDenial(row.expected, judged);
    const verdict = compareWith(judged, expected, target.holes);
    if (verdict.kind !== "drifted") return { request, answer: verdict };
    const answer: DriftedCase = {
      kind: "drifted",
      actual: judged.decision,
      statements: judged.explain().statements,
      ...(head && { statementsBefore: statementsBefore(row) }),
      ...(verdict.unless.length > 0 && { unless: verdict.unless }),
    };
    return { request, answer };
  };
  const before = head && { principal: head.principal, ...(policies && { policies }) };
  return { ...named, ...(before && { before }), ask };
}

type CaseVerdict =
  | { readonly kind: "matched" | "undecided" }
  | { readonly kind: "drifted"; readonly unless: readonly Unless[] };

const matched: CaseVerdict = { kind: "matched" };
const drifted: CaseVerdict = { kind: "drifted", unless: [] };
const undecided: CaseVerdict = { kind: "undecided" };

/** A case that a property demands is content with either kind of denial. */
const anyDenial = (expected: Decision, { decision }: JudgedRequest): Decision =>
  expected === "implicitDeny" && decision === "explicitDeny" ? decision : expected;

/** Compares a decision with the one expected; an unknown policy can yet add an allowing or a denying statement. */
function compareWith(
  { decision, agreed, certain }: JudgedRequest,
  expected: Decision,
  holes: readonly Hole[],
): CaseVerdict {
  if (certain) return decision === expected ? matched : drifted;
  if (!agreed) return undecided;
  const isAllowed = decision === "allowed";
  if (isAllowed === (expected === "allowed")) return undecided;
  const unless = unlessEffect(holes, isAllowed ? "Deny" : "Allow");
  return unless === undefined || (!isAllowed && unless.length > 0) ? undecided : { kind: "drifted", unless };
}
