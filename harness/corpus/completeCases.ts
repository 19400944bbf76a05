import { compile } from "../../policies/evaluate/compile.js";
import { explain } from "../../policies/evaluate/explain.js";
import type { Statement } from "../../policies/language/policyDocument.js";
import type { DecidingStatement } from "../../policies/language/request.js";
import { typedReference } from "../../policies/prove/question/typedReference.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { completeRequests } from "../cells/completeRequests.js";
import { isInShard, type Shard } from "../run/shards/shard.js";
import { singleStatements, statementKey } from "./candidates.js";
import type { CorpusTarget } from "./corpusTargets.js";
import { type GeneratedCases, joinCases, type MadeCases, madeCases, madeElsewhere } from "./madeCases.js";
import { survivorWitnesses } from "./survivorWitnesses.js";

export interface CompleteCasesOptions {
  readonly reference: ServiceReference;
  /** whether requests are added that show first-order mutants which the cells leave alive; @defaultValue false */
  readonly mutants?: boolean;
  /** make cases of the targets of one shard alone; @defaultValue of all */
  readonly shard?: Shard;
  /** called before each target, to show progress; @defaultValue not called */
  readonly onTarget?: (name: string) => void;
}

/**
 * Cases that pin down every part of every statement of some targets, with the decisions of today: inside it, just
 * outside it in each way that users slip, and without a key that it asks for. They are chosen so that few are enough.
 *
 * Deterministic in the targets and in AWS's service reference.
 */
export function completeCases(
  targets: readonly CorpusTarget[],
  { reference: known, mutants = false, shard, onTarget }: CompleteCasesOptions,
): GeneratedCases {
  const reference = typedReference(known); // what is derived of it, once for all
  const unmatched = new Map<string, DecidingStatement>();
  const matched = new Set<string>();
  const cases = joinCases(
    targets.map((one): MadeCases => {
      if (!isInShard(shard, one.name)) return madeElsewhere(one);
      onTarget?.(one.name);
      const { policies, principal } = one.target;
      const { requests } = completeRequests(policies, { reference, principal });
      const checked = mutants ? survivorWitnesses(one.target, requests, reference) : undefined;
      const all = [...requests, ...(checked?.witnesses ?? [])];
      const compiled = compile(policies);
      const made = all.map((request) => ({ request, explanation: explain(compiled, request) }));
      const deciding = new Set(made.flatMap(({ explanation }) => explanation.statements.map(statementKey)));
      const statements = singleStatements(policies);
      for (const { key, policy } of statements) {
        const [{ pointer, sid = null }] = policy.document.statements as readonly [Statement];
        if (deciding.has(key)) matched.add(key);
        else unmatched.set(key, { source: policy.source, pointer, sid });
      }
      return {
        target: { name: one.name, principal, policies },
        cases: madeCases(one, made, {}),
        statements: statements.length,
        matched: statements.filter(({ key }) => deciding.has(key)).length,
        ...(checked && { mutants: checked.counts }),
      };
    }),
  );
  return { ...cases, unmatched: [...unmatched].flatMap(([key, one]) => (matched.has(key) ? [] : [one])) };
}
