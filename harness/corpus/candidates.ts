import fc from "fast-check";
import { requestNear } from "../../generators/requestNear.js";
import { compile } from "../../policies/evaluate/compile.js";
import { type Explanation, explain } from "../../policies/evaluate/explain.js";
import { policiesIn } from "../../policies/language/policiesIn.js";
import type { Policy, PolicySet } from "../../policies/language/policySet.js";
import type { DecidingStatement, Request } from "../../policies/language/request.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import type { Target } from "../../properties/target.js";
import { printAddress } from "../../properties/targetAddress.js";
import { deriveSeed } from "../run/deriveSeed.js";

/** A request that could become a case, with what decides it. */
export interface Candidate {
  readonly request: Request;
  readonly explanation: Explanation;
}

export interface CandidateOptions {
  readonly seed: number;
  /** how many to draw near the policies as a whole */
  readonly size: number;
  readonly reference: ServiceReference;
}

/** Enough to meet every element of a statement with few conditions and to miss each of them. */
const drawsPerStatement = 60;

/** A statement of a policy, as one string. */
export const statementKey = ({ source, pointer }: Pick<DecidingStatement, "source" | "pointer">): string =>
  `${source} ${pointer}`;

/** Every statement of a policy set as a separate policy, and its {@link statementKey}. */
export const singleStatements = (
  set: PolicySet,
): readonly { readonly key: string; readonly policy: Policy }[] =>
  policiesIn(set).flatMap(({ source, document }) =>
    document.statements.map((statement) => ({
      key: statementKey({ source, pointer: statement.pointer }),
      policy: { source, document: { ...document, statements: [statement] } },
    })),
  );

/** Requests near each statement of a target alone, then near all of them together; each request once. */
export function candidates(
  target: Target,
  { seed, size, reference }: CandidateOptions,
): readonly Candidate[] {
  const { principal, policies, address } = target;
  const draw = (near: PolicySet, label: string, numRuns: number): readonly Request[] =>
    fc.sample(requestNear(near, { reference, principal }), {
      seed: deriveSeed(seed, label, printAddress(address)),
      numRuns,
    });
  const requests = [
    ...singleStatements(policies).flatMap(({ key, policy }) =>
      draw({ identity: [policy] }, key, drawsPerStatement),
    ),
    ...draw(policies, "", 2 * size),
  ];
  const distinct = new Map(requests.map((request) => [JSON.stringify(request), request]));
  const compiled = compile(policies);
  return [...distinct.values()].map((request) => ({ request, explanation: explain(compiled, request) }));
}
