import type { Request } from "../policies/language/request.js";
import type { Answer } from "../policies/prove/answer.js";
import { findRequest } from "../policies/prove/findRequest.js";
import type { Access } from "../policies/prove/question/access.js";
import { forEveryCaller } from "../policies/prove/question/forEveryCaller.js";
import type { Prover } from "../policies/prove/question/prover.js";
import type { Hole } from "./hole.js";

/** What is unknown of a caller of which a part of the ARN is made up. */
export interface ExampleCaller {
  /** the keys about the caller, in lower case, whose values are unknown */
  readonly keys: readonly string[];
  readonly hole: Hole;
}

/** An answer, or a request that is in the set for some values of what is unknown of the caller, perhaps not for all. */
export type CallerAnswer = Answer | { readonly kind: "uncertain"; readonly witness: Request };

/** Whether a set of requests is empty for every caller that the example represents, or has a request for each. */
export function findForCaller(
  access: Access,
  prover: Prover,
  example: ExampleCaller | undefined,
): CallerAnswer {
  const answer = findRequest(access, prover);
  if (answer.kind !== "found" || example === undefined || !dependsOn(example, answer.witness)) return answer;
  const certain = findRequest(forEveryCaller(access, example.keys, prover.encoding), prover);
  return certain.kind === "found" ? certain : { kind: "uncertain", witness: answer.witness };
}

/** Whether a request says what is unknown of the caller. */
export const dependsOn = ({ keys }: ExampleCaller, { context }: Request): boolean =>
  Object.keys(context).some((key) => keys.includes(key.toLowerCase()));

/** The request without what is unknown of the caller. */
export const withoutExample = ({ keys }: ExampleCaller, request: Request): Request => ({
  ...request,
  context: Object.fromEntries(
    Object.entries(request.context).filter(([key]) => !keys.includes(key.toLowerCase())),
  ),
});
