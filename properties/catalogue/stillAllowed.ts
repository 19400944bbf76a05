import { requestNear } from "../../generators/requestNear.js";
import { compile } from "../../policies/evaluate/compile.js";
import { findRequest } from "../../policies/prove/findRequest.js";
import type { Access } from "../../policies/prove/question/access.js";
import { allowedBy, inAll, withoutAccess } from "../allowedBy.js";
import { configurable } from "../configurable.js";
import { law } from "../law.js";
import { lawProver } from "../lawProver.js";
import { namesTarget } from "../namesTarget.js";
import type { Outcome, Property, SearchOptions } from "../property.js";
import type { Question } from "../question.js";
import { refutedBecause } from "../refutedBecause.js";
import { holesOf, type Readings, type Target } from "../target.js";
import { undecided } from "../undecided.js";

/**
 * What was allowed of some requests before a change is allowed after it; `exactly`, and nothing more of them is. A
 * document, and a named principal that has no time before, must allow at least one request of each.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-custom-policy-checks.html
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { stillAllowed } from "planproof/properties";
 *
 * const reads = stillAllowed.with({ requests: ["s3:GetObject arn:aws:s3:::jobs/*"] });
 * assert.equal(reads.sentence, "s3:GetObject arn:aws:s3:::jobs/* stays allowed");
 * ```
 */
export const stillAllowed = configurable(
  {
    requests: { help: "an action and a resource each, or patterns of them", form: "request" },
    principals: {
      help: "the principals that are asked about; by default all",
      form: "principal",
      default: [],
    },
    exactly: {
      help: "whether more of these requests may not be allowed either",
      form: "string",
      words: ["yes", "no"],
      default: ["no"],
    },
  },
  ({ requests, principals, exactly }): Property => {
    const kept = law({
      id: "still-allowed",
      sentence: `${requests.join(", ") || "what is named"} stays allowed`,
      severity: "high",
      page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-custom-policy-checks.html",
      remedy: "allow these requests again, or take them from the parameter `requests`",
      names: principals,
      requiresAccess: !exactly.includes("yes"),
      appliesTo: (target) =>
        principals.length === 0
          ? target.before !== undefined || target.address.resource === undefined
          : principals.some((one) => namesTarget(one, target)),
      questions: (target, options) =>
        requests.flatMap((request) => [
          questionOf(request, { target, options, isLost: true }),
          ...(exactly.includes("yes") ? [questionOf(request, { target, options, isLost: false })] : []),
        ]),
    });
    const judge =
      (ask: Property["search"]): Property["search"] =>
      (target, options) => {
        const { before } = target;
        if (before === undefined) return allowedAtAll(requests, target, options);
        return holesOf(before).length > 0 ? unknownBefore(before) : ask(target, options);
      };
    return { ...kept, prove: judge(kept.prove!), search: judge(kept.search) };
  },
);

/** The requests of a value: an action alone is on any resource. */
function requestsOf(value: string): Access {
  const [action = "", resource = "*"] = value.split(" ");
  return {
    kind: "matching",
    statement: {
      action: { negated: false, patterns: [action] },
      resource: { negated: false, patterns: [resource] },
    },
  };
}

interface Side {
  readonly target: Target;
  readonly options: SearchOptions;
  /** whether it is about what was allowed, and else about what is */
  readonly isLost: boolean;
}

function questionOf(request: string, { target, options, isLost }: Side): Question {
  const { principal, policies, before } = target;
  const { reference, universe = "any" } = options;
  const [had, has] = isLost ? [before!.policies, policies] : [policies, before!.policies];
  const scope = inAll(requestsOf(request), allowedBy(had));
  return {
    principal,
    scope,
    scopeName: isLost ? "request that was allowed before" : "request that is allowed",
    violations: inAll(scope, withoutAccess(allowedBy(has))),
    requests: () => requestNear([had, has], { reference, principal, universe }),
    decides: () => compile(policies),
    reason: ({ request: { action, resource } }) =>
      isLost
        ? `\`${action}\` on \`${resource}\` was allowed before the change, and is not after it`
        : `\`${action}\` on \`${resource}\` is allowed after the change, and was not before`,
  };
}

/** Where nothing was before. */
function allowedAtAll(requests: readonly string[], target: Target, options: SearchOptions): Outcome {
  const prover = lawProver(target, options);
  const answers = requests.map((request) => ({
    request,
    kind: findRequest(inAll(requestsOf(request), allowedBy(target.policies)), prover).kind,
  }));
  const refused = answers.filter(({ kind }) => kind === "empty");
  if (refused.length > 0)
    return refutedBecause(refused.map(({ request }) => `no request of \`${request}\` is allowed`));
  return answers.every(({ kind }) => kind === "found")
    ? { verdict: "holds", by: "proof", runs: 0 }
    : undecided("proof", "the prover has not decided whether some of these requests are allowed");
}

const unknownBefore = (before: Readings): Outcome => ({
  verdict: "undecided",
  by: "proof",
  runs: 0,
  kind: "holes",
  holes: holesOf(before),
  partial: { of: "before" },
});
