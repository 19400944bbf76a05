import fc from "fast-check";
import { actionPool } from "../../generators/near/actionPool.js";
import { requestNear } from "../../generators/requestNear.js";
import type { PolicyVersion, Statement } from "../../policies/language/policyDocument.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import { type Access, compileAccess } from "../../policies/prove/question/access.js";
import { combineOutcomes } from "../combineOutcomes.js";
import { lawProver } from "../lawProver.js";
import { isLimited, limitQuestion } from "../limitQuestion.js";
import type { Outcome, Property, SearchOptions } from "../property.js";
import { proveQuestion } from "../proveQuestion.js";
import type { Ask, Question } from "../question.js";
import { searchQuestion } from "../searchQuestion.js";
import { type Guard, withoutKey } from "../tagGuard.js";
import { guardKeys } from "../tagGuardedStatements.js";
import { boundsOf, type Readings, type Target } from "../target.js";

/**
 * What a statement grants only with a tag, no statement grants without any: for every such statement of the
 * target's identity policies, before the change or after it. Statements that each ask for a tag are alternatives;
 * a tag that none asks for any more after the change is asked of all of them. Every statement that breaks the law
 * has a separate witness.
 *
 * The built-in form of `tagGuard`; it reads the guards off the policies.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { emptyServiceReference, parsePolicy } from "planproof/policies";
 * import { checkProperty, tagGuardsKept } from "planproof/properties";
 *
 * const guarded = { StringEquals: { "aws:ResourceTag/team": "jobs" } };
 * const document = {
 *   Version: "2012-10-17",
 *   Statement: [
 *     { Effect: "Allow", Action: "ec2:StopInstances", Resource: "*", Condition: guarded },
 *     { Effect: "Allow", Action: "ec2:DescribeInstances", Resource: "*" },
 *   ],
 * };
 * const parsed = parsePolicy(JSON.stringify(document), "identity");
 * assert(parsed.ok);
 * const target = {
 *   address: { source: "operator" },
 *   principal: "arn:aws:iam::111122223333:role/operator",
 *   policies: { identity: [{ source: "operator.json", document: parsed.value }] },
 *   holes: [],
 * };
 * assert(tagGuardsKept.appliesTo(target));
 * const options = { seed: 1, runs: 100, reference: emptyServiceReference };
 * assert.equal(checkProperty(tagGuardsKept, target, options).verdict, "holds");
 * ```
 */
export const tagGuardsKept: Property = {
  id: "tag-guard",
  sentence: "what one statement grants only with a tag, no other grants without it",
  severity: "high",
  preset: "recommended",
  page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html",
  excepts: "requests",
  remedy: "give the statement that allows it the same tag condition, or remove the action from it",
  appliesTo: (target) =>
    [target, target.before].some((time) => time !== undefined && time.holes.length > 0) ||
    mayHideGuard(target) ||
    guardsOf(target).length > 0,
  // more access asks for more guards, and for all that there are, as long as no condition is left out and no
  // statement may ask for a tag after the change that seems to be dropped
  monotone: (target) => !mayHideGuard(target) && !mayKeepDropped(target),
  prove: (target, options) => {
    const prover = lawProver(target, options);
    return answerAll(target, options, (question) => proveQuestion(question, options, prover));
  },
  search: (target, options) => {
    const runs = Math.max(fewestRuns, Math.ceil(options.runs / questionsOf(target, options).length));
    return answerAll(target, { ...options, runs }, searchQuestion);
  },
};

/** The least number of requests for one statement. */
const fewestRuns = 100;

function answerAll(target: Target, options: SearchOptions, ask: Ask): Outcome {
  const parts = limitedQuestions(target, options).map((question) => ask(question, options));
  const outcome: Outcome =
    parts.length === 0 && target.holes.length === 0
      ? { verdict: "holds", by: "proof", runs: 0 }
      : combineOutcomes(target, parts);
  const witnesses = parts.flatMap((part) =>
    part.verdict === "refuted" && part.witness ? [part.witness] : [],
  );
  if (outcome.verdict !== "refuted") return applyBefore(target, outcome);
  return witnesses.length > 1 ? { ...outcome, witnesses } : outcome;
}

function limitedQuestions(target: Target, options: SearchOptions): readonly Question[] {
  const questions = questionsOf(target, options);
  if (!isLimited(options)) return questions;
  const earlier = options.before === undefined ? [] : questionsOf(options.before, options);
  return questions.map((one) => limitQuestion(one, options, earlier));
}

/** A policy that was unknown before the change may have had guards. */
function applyBefore({ before = nothing, holes }: Target, outcome: Outcome): Outcome {
  const unknown = before.holes;
  if (unknown.length === 0 || holes.length > 0) return outcome;
  const { runs } = outcome;
  return {
    verdict: "undecided",
    by: "search",
    runs,
    kind: "holes",
    holes: unknown,
    partial: { of: "before" },
  };
}

const mayHideGuard = (target: Target): boolean =>
  boundsOf(target).unknown.some(({ part }) => part === "condition");

/** Whether a tag that what is known asks for no more may turn out to be asked for, as an alternative to another. */
function mayKeepDropped(target: Target): boolean {
  const { before = nothing } = target;
  const { upper, lower } = boundsOf(target);
  const kept = keysOf(lower);
  return keysOf(upper).length > 0 && keysOf(before.policies).some((key) => !kept.includes(key));
}

const nothing: Readings = { policies: { identity: [] }, holes: [] };

/** A guard, and whether no statement asks for its tag after the change. */
interface FoundGuard extends Guard {
  readonly dropped: boolean;
}

/** One question for each grant that could break a guard. */
function questionsOf(target: Target, options: SearchOptions): readonly Question[] {
  const guards = guardsOf(target);
  const dropped = guards.filter((guard) => guard.dropped);
  return grantsOf(target.policies).flatMap(({ granted, isGuarded }) => {
    const asked = isGuarded ? dropped : guards;
    return asked.length === 0 ? [] : [withoutTags(asked, granted, { target, options })];
  });
}

/** The policies with one Allow statement of their identity policies alone, and with the resource policies alone. */
function grantsOf(policies: PolicySet): readonly { granted: PolicySet; isGuarded: boolean }[] {
  const { resource: _, resources: __, ...rest } = policies;
  const only = (kept: Statement | undefined): PolicySet["identity"] =>
    policies.identity.map(({ source, document }) => ({
      source,
      document: {
        ...document,
        statements: document.statements.filter((one) => one === kept || one.effect === "Deny"),
      },
    }));
  const allows = policies.identity
    .flatMap(({ document }) => document.statements)
    .filter(({ effect }) => effect === "Allow");
  return [
    ...allows.map((statement) => ({
      granted: { ...rest, identity: only(statement) },
      isGuarded: guardKeys(statement).length > 0,
    })),
    ...(hasResources(policies)
      ? [{ granted: { ...policies, identity: only(undefined) }, isGuarded: false }]
      : []),
  ];
}

const hasResources = ({ resource, resources = [] }: PolicySet): boolean =>
  resource !== undefined || resources.length > 0;

interface Asked {
  readonly target: Target;
  readonly options: SearchOptions;
}

function withoutTags(
  guards: readonly FoundGuard[],
  granted: PolicySet,
  { target: { principal, policies }, options: { reference, universe = "any" } }: Asked,
): Question {
  const scope: PolicySet = { identity: guards.flatMap((guard) => guard.scope.identity) };
  const broken: Access = { kind: "either", parts: guards.map(withoutKey) };
  // without it, it is not known what a key policy lets in
  const whole: readonly Access[] = hasResources(policies) ? [{ kind: "of", policies }] : [];
  return {
    principal,
    scope: { kind: "of", policies: scope },
    scopeName: `request that ${guards[0]!.origin} allows only with ${guards[0]!.key}`,
    violations: { kind: "both", parts: [{ kind: "of", policies: granted }, ...whole, broken] },
    requests: () => {
      const patterns = scope.identity.flatMap(({ document }) => document.statements);
      const actions = patterns.flatMap(({ action }) => actionPool(action, reference).inside);
      return requestNear([scope, granted], {
        reference,
        principal,
        universe,
        omit: guards.map(({ key }) => key),
        ...(actions.length > 0 && { actions: fc.constantFrom(...actions) }),
      });
    },
    decides: (prepare) => prepare(policies),
    reason: ({ request }) => {
      const { key, origin } = guards.find((guard) => compileAccess(withoutKey(guard))(request))!;
      return `\`${request.action}\` is allowed without ${key}, which ${origin} asks for`;
    },
  };
}

/** The guards of the policies after the change, then those that stood only before it. */
function guardsOf({ policies, before = nothing }: Target): readonly FoundGuard[] {
  const kept = keysOf(policies);
  const guards = new Map<string, FoundGuard>();
  for (const [set, time] of [[policies, ""] as const, [before.policies, " before the change"] as const]) {
    for (const { source, document } of set.identity) {
      for (const statement of document.statements) {
        const origin = `${statement.sid === undefined ? statement.pointer : `statement \`${statement.sid}\``} of \`${source}\`${time}`;
        for (const key of guardKeys(statement)) {
          const dropped = !kept.includes(key.toLowerCase());
          const guard = { scope: scopeOf(statement, document.version), key, origin, dropped };
          const identity = JSON.stringify([key.toLowerCase(), statement.action, statement.resource]);
          if (!guards.has(identity)) guards.set(identity, guard);
        }
      }
    }
  }
  return [...guards.values()];
}

/** The tags that some statement asks for, in lower case. */
const keysOf = ({ identity }: PolicySet): readonly string[] =>
  identity.flatMap(({ document }) => document.statements.flatMap(guardKeys)).map((key) => key.toLowerCase());

/** The statement without its conditions. */
const scopeOf = (statement: Statement, version: PolicyVersion): PolicySet => ({
  identity: [{ source: "asked", document: { version, statements: [{ ...statement, conditions: [] }] } }],
});
