import type { PolicySet } from "../language/policySet.js";
import type { Request } from "../language/request.js";
import type { Answer, Unanswered } from "./answer.js";
import type { Certificate } from "./certificate/certificate.js";
import { findRequest } from "./findRequest.js";
import { difference } from "./question/access.js";
import type { ProveOptions } from "./question/proveOptions.js";

/** Whether one policy set lies within another. */
export type Containment =
  | {
      readonly verdict: "proved";
      readonly certificate: Certificate;
      /** a request that shows the opposite, and that AWS never sends, by the service reference */
      readonly contradicted?: Request;
    }
  | {
      readonly verdict: "refuted";
      /** the left side allows it, the right side does not; replayed by the evaluator */
      readonly witness: Request;
      /** `any`: nothing vouches that AWS would send the witness */
      readonly universe: "any" | "typed";
      /** its action, or a key of it, where that is newer than the service reference */
      readonly newer?: string;
    }
  | {
      readonly verdict: "undecided";
      readonly reason: string;
      readonly exhausted: Unanswered["exhausted"];
      readonly budget: Unanswered["budget"];
    };

/**
 * Whether every request that `left` allows is allowed by `right`, over all requests of the universe.
 *
 * Exact for every operator, `NotAction`, `NotResource`, denials and all layers, for one principal, the same in
 * all requests. Undecided where the answer depends on a policy variable, on a key compared both as a string and
 * as a number, date or address, or on an unknown principal, or where the budget is used up. The question is as
 * hard as satisfiability; for policies in everyday use the answer takes a fraction of a millisecond.
 *
 * @throws Error when the evaluator does not agree on a witness: a bug
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parsePolicy, prove } from "planproof/policies";
 *
 * const allowing = (action: string) => {
 *   const statement = { Effect: "Allow", Action: action, Resource: "*" };
 *   const parsed = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statement }), "identity");
 *   assert(parsed.ok);
 *   return { identity: [{ source: action, document: parsed.value }] };
 * };
 * assert.equal(prove(allowing("s3:GetObject"), allowing("s3:*")).verdict, "proved");
 * const containment = prove(allowing("s3:*"), allowing("s3:Get*"));
 * assert(containment.verdict === "refuted");
 * assert(!containment.witness.action.startsWith("s3:Get"));
 * ```
 */
export const prove = (left: PolicySet, right: PolicySet, options: ProveOptions = {}): Containment =>
  containmentOf(
    findRequest(difference({ kind: "of", policies: left }, { kind: "of", policies: right }), options),
  );

/** The verdict on a law that holds when a set of requests is empty. */
export function containmentOf(answer: Answer): Containment {
  switch (answer.kind) {
    case "empty":
      return { verdict: "proved", ...withoutKind(answer) };
    case "found":
      return { verdict: "refuted", ...withoutKind(answer) };
    case "undecided":
      return {
        verdict: "undecided",
        reason: answer.reason,
        exhausted: answer.exhausted,
        budget: answer.budget,
      };
  }
}

const withoutKind = <T extends Answer>({ kind: _, ...rest }: T): Omit<T, "kind"> => rest;
