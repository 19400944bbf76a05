import type fc from "fast-check";
import { type CompiledPolicySet, compile } from "../policies/evaluate/compile.js";
import { explain } from "../policies/evaluate/explain.js";
import type { PolicySet } from "../policies/language/policySet.js";
import type { Request } from "../policies/language/request.js";
import { assumedPolicy, type CallerClass } from "../policies/prove/callers/callerClass.js";
import type { CallerMembers } from "../policies/prove/callers/callerMembers.js";
import { type Access, compileAccess } from "../policies/prove/question/access.js";
import type { ExampleCaller } from "./exampleCaller.js";
import type { Outcome, Refuted, SearchOptions, Witness } from "./property.js";

/** What a law asks of all requests by one principal. */
export interface Question {
  readonly principal: string;
  /** the callers that `principal` represents; @defaultValue the principal alone */
  readonly among?: CallerMembers;
  /** of a law about the callers of a resource: the class that they are; @defaultValue none */
  readonly callers?: CallerClass;
  /** what the keys about the caller can say; @defaultValue anything, or what fits `among` */
  readonly callerKeys?: CallerMembers;
  /** what is unknown of the caller; @defaultValue nothing */
  readonly example?: ExampleCaller;
  /** 12 digits: that owns resources of which the policies do not say it; @defaultValue the principal's account */
  readonly resourceAccount?: string;
  /** the requests that the law speaks of */
  readonly scope: Access;
  /** those of them that break it */
  readonly violations: Access;
  /** what a request of the scope is, to follow "no": `allowed request for iam:PassRole` */
  readonly scopeName: string;
  /** requests to try; made when they are needed */
  readonly requests: () => fc.Arbitrary<Request>;
  /** whose decision a counterexample shows; `prepare` compiles policies that it has not compiled already */
  readonly decides: (prepare: (policies: PolicySet) => CompiledPolicySet) => CompiledPolicySet;
  /** what a counterexample shows, as a sentence */
  readonly reason: (witness: Witness) => string;
}

/** How a question is answered: for all requests, or by trying some. */
export type Ask = (question: Question, options: SearchOptions) => Outcome;

/** The outcome where it depends on what is unknown of the caller whether a request breaks the law. */
export const undecidedByExample = ({ hole }: ExampleCaller, outcome: Refuted): Outcome => ({
  verdict: "undecided",
  by: outcome.by === "search" ? "search" : "proof",
  runs: outcome.runs,
  kind: "holes",
  holes: [hole],
  partial: { of: "worst", outcome },
});

/**
 * The outcome for a request that breaks the law.
 *
 * @param prepare compiles the policies for the evaluator; @defaultValue anew
 * @throws Error when the evaluator does not agree that it does, which is a bug
 */
export function refutedBy(
  question: Question,
  request: Request,
  prepare: (policies: PolicySet) => CompiledPolicySet = compile,
): Refuted {
  if (!compileAccess(question.violations, prepare)(request)) {
    throw new Error(`a counterexample does not break the law when tried again: ${JSON.stringify(request)}`);
  }
  const { decision, statements: deciding } = explain(question.decides(prepare), request);
  const statements = deciding.filter(({ source }) => source !== assumedPolicy);
  const { callers } = question;
  const witness: Witness = {
    request,
    decision,
    statements,
    ...(callers && { caller: { kind: callers.kind, name: callers.name } }),
  };
  return { verdict: "refuted", by: "search", runs: 0, witness, reason: question.reason(witness) };
}
