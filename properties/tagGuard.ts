import fc from "fast-check";
import { actionPool } from "../generators/actionPool.js";
import { requestNear } from "../generators/requestNear.js";
import { compile } from "../policies/evaluate/compile.js";
import type { Condition, PolicyVersion, Statement } from "../policies/language/document.js";
import type { PolicySet } from "../policies/language/policySet.js";
import type { Access } from "../policies/prove/access.js";
import { allowing } from "./allowing.js";
import { law } from "./law.js";
import type { Outcome, Property, SearchOptions } from "./property.js";
import type { Question } from "./question.js";
import { guardKeys } from "./tagGuarded.js";
import type { Target } from "./target.js";

export interface TagGuardOptions {
  /** action patterns */
  readonly actions: readonly string[];
  /** resource patterns; @defaultValue everything */
  readonly resources?: readonly string[];
  /** context key of the tag: `aws:ResourceTag/team` */
  readonly key: string;
  /** @defaultValue "tag-guard" */
  readonly id?: string;
  /** @defaultValue a sentence with the actions and the key */
  readonly sentence?: string;
}

/** Some actions are allowed only to requests that carry a tag, of whatever value. */
export const tagGuard = ({ actions, resources = ["*"], key, id, sentence }: TagGuardOptions): Property => {
  const guard: Guard = { scope: allowing(actions, resources), key, origin: "the property" };
  return law({
    id: id ?? "tag-guard",
    sentence: sentence ?? `${actions.join(", ")} is allowed only with ${key}`,
    appliesTo: () => true,
    monotone: true,
    questions: (target, options) => [withoutTag(guard, target, options)],
  });
};

const everyGuard = law({
  id: "tag-guard",
  sentence: "what one statement grants only with a tag, no other grants without it",
  appliesTo: (target) =>
    [target, target.beforeBounds].some((time) => time !== undefined && time.holes.length > 0) ||
    mayHideGuard(target) ||
    guardsOf(target).length > 0,
  // more access asks for more guards, and for all that there are, as long as no condition is left out
  monotone: (target) => !mayHideGuard(target),
  questions: (target, options) => guardsOf(target).map((guard) => withoutTag(guard, target, options)),
});

/**
 * What a statement grants only with a tag, no other statement grants without it: for every such statement of
 * the target's identity policies, before the change or after it.
 *
 * The built-in form of {@link tagGuard}; it reads the guards off the policies.
 */
export const tagGuardsKept: Property = {
  ...everyGuard,
  prove: (target, options) => heedBefore(target, everyGuard.prove!(target, options)),
  search: (target, options) => {
    const runs = Math.max(fewestRuns, Math.ceil(options.runs / guardsOf(target).length));
    return heedBefore(target, everyGuard.search(target, { ...options, runs }));
  },
};

/** A policy that was not known before the change may have had guards, which nobody can look for. */
const heedBefore = ({ beforeBounds, holes }: Target, outcome: Outcome): Outcome => {
  const [hole] = beforeBounds?.holes ?? [];
  if (hole === undefined || holes.length > 0 || outcome.verdict === "refuted") return outcome;
  const reason = `before the change \`${hole.address}\` is open: ${hole.reason}; ${hole.remedy}`;
  return { verdict: "undecided", by: "search", runs: outcome.runs, reason };
};

const mayHideGuard = ({ open = [] }: Target): boolean => open.some(({ part }) => part === "condition");

/** The least number of requests for one guard. */
const fewestRuns = 100;

/** A tag that must be there, and the requests for which it must. */
interface Guard {
  /** a policy set that allows just these requests */
  readonly scope: PolicySet;
  readonly key: string;
  /** who asks for the tag */
  readonly origin: string;
}

const withoutTag = (
  guard: Guard,
  { principal, policies }: Target,
  { reference, universe = "any" }: SearchOptions,
): Question => ({
  principal,
  scope: { kind: "of", policies: guard.scope },
  scopeName: `request that ${guard.origin} allows only with ${guard.key}`,
  violations: unguarded(guard, policies),
  requests: () => {
    const granted = guard.scope.identity.flatMap(({ document }) => document.statements);
    const actions = granted.flatMap(({ action }) => actionPool(action, reference).inside);
    return requestNear([guard.scope, policies], {
      reference,
      principal,
      universe,
      omit: [guard.key],
      ...(actions.length > 0 && { actions: fc.constantFrom(...actions) }),
    });
  },
  decides: () => compile(policies),
  reason: ({ request }) =>
    `\`${request.action}\` is allowed without ${guard.key}, which ${guard.origin} asks for`,
});

/** Requests in a guard's scope that are allowed without its key; an empty tag is one, though `Null` is not. */
const unguarded = ({ scope, key }: Guard, policies: PolicySet): Access => {
  const absent: readonly Condition[] = [
    { operator: { name: "Null", ifExists: false }, key, values: ["true"] },
    { operator: { name: "StringNotEquals", ifExists: false }, key, values: [""] },
  ];
  const identity = scope.identity.map(({ source, document }) => ({
    source,
    document: {
      ...document,
      statements: document.statements.map((statement) => ({ ...statement, conditions: absent })),
    },
  }));
  return {
    kind: "both",
    parts: [
      { kind: "of", policies },
      { kind: "of", policies: { identity } },
    ],
  };
};

/** The guards of the policies after the change, then those that stood only before it. */
const guardsOf = ({ policies, before }: Target): readonly Guard[] => {
  const guards = new Map<string, Guard>();
  for (const [set, time] of [
    [policies, ""] as const,
    ...(before ? [[before, " before the change"] as const] : []),
  ]) {
    for (const { source, document } of set.identity) {
      for (const statement of document.statements) {
        const origin = `${statement.sid === undefined ? statement.pointer : `statement \`${statement.sid}\``} of \`${source}\`${time}`;
        for (const key of guardKeys(statement)) {
          const guard = { scope: scopeOf(statement, document.version), key, origin };
          const identity = JSON.stringify([key.toLowerCase(), statement.action, statement.resource]);
          if (!guards.has(identity)) guards.set(identity, guard);
        }
      }
    }
  }
  return [...guards.values()];
};

/** The statement without its conditions. */
const scopeOf = (statement: Statement, version: PolicyVersion): PolicySet => ({
  identity: [{ source: "asked", document: { version, statements: [{ ...statement, conditions: [] }] } }],
});
