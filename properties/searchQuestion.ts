import fc from "fast-check";
import { requestsInOrder } from "../generators/requestsInOrder.js";
import type { Request } from "../policies/language/request.js";
import { type Access, compileAccess } from "../policies/prove/question/access.js";
import { askedAbout } from "../policies/prove/question/askedAbout.js";
import { dependsOn, withoutExample } from "./exampleCaller.js";
import { type Ask, refutedBy, undecidedByExample } from "./question.js";
import { undecided } from "./undecided.js";

/** Of the requests that are tried; the others are drawn at random, which mixes what statements ask for. */
const listedShare = 0.8;

/**
 * Tries requests until one breaks the law, and shrinks that one; that none did is not a proof. It is undecided, not
 * held, when the search was cut short or when none of the requests was one the law speaks of.
 *
 * @throws Error when the request found does not break the law when it is tried again, which is a bug
 */
export const searchQuestion: Ask = (question, { seed, runs: numRuns, reference, universe = "any" }) => {
  const { principal, among, callerKeys, example, scope, violations } = question;
  const [isInScope, isViolation] = [scope, violations].map((access) => compileAccess(access));
  const whole: Access = { kind: "either", parts: [scope, violations] };
  const isAsked = askedAbout(whole, {
    principal,
    reference,
    universe,
    ...(among && { among }),
    ...(callerKeys && { callerKeys }),
  });
  let relevant = 0;
  const requests = question.requests();
  const law = fc.property(requests, (request) => {
    if (!isInScope!(request) || !isAsked(request)) return true;
    relevant += 1;
    return !isViolation!(request);
  });
  const listed = requestsInOrder(requests, { seed, size: Math.ceil(numRuns * listedShare) });
  const examples = listed.map((request): [Request] => [request]);
  const details = fc.check(law, { seed, numRuns, examples });
  const runs = details.numRuns;
  const request = details.counterexample?.[0];
  if (request !== undefined) {
    const { seed: found, counterexamplePath: path } = details;
    const shown = { runs, seed: found, ...(path !== null && { path }) };
    if (example === undefined || !dependsOn(example, request))
      return { ...refutedBy(question, request), ...shown };
    const certain = withoutExample(example, request);
    return isViolation!(certain)
      ? { ...refutedBy(question, certain), ...shown }
      : undecidedByExample(example, { ...refutedBy(question, request), ...shown });
  }
  if (details.failed || details.interrupted) return undecided("search", "the search was cut short", runs);
  if (relevant > 0) return { verdict: "holds", by: "search", runs };
  return undecided("search", `no ${question.scopeName} was found among ${runs} requests`, runs);
};
