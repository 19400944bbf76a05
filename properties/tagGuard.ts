import fc from "fast-check";
import { actionPool } from "../generators/near/actionPool.js";
import { requestNear } from "../generators/requestNear.js";
import type { Condition } from "../policies/language/policyDocument.js";
import type { PolicySet } from "../policies/language/policySet.js";
import type { Access } from "../policies/prove/question/access.js";
import { allowing } from "./allowing.js";
import { law } from "./law.js";
import type { Property, SearchOptions } from "./property.js";
import type { Question } from "./question.js";
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

/**
 * Some actions are allowed only to requests that carry a tag, with any value.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { tagGuard } from "planproof/properties";
 *
 * const property = tagGuard({ actions: ["ec2:TerminateInstances"], key: "aws:ResourceTag/team" });
 * assert.equal(property.sentence, "ec2:TerminateInstances is allowed only with aws:ResourceTag/team");
 * ```
 */
export function tagGuard({ actions, resources = ["*"], key, id, sentence }: TagGuardOptions): Property {
  const guard: Guard = { scope: allowing(actions, resources), key, origin: "the property" };
  return law({
    id: id ?? "tag-guard",
    sentence: sentence ?? `${actions.join(", ")} is allowed only with ${key}`,
    appliesTo: () => true,
    monotone: true,
    questions: (target, options) => [withoutTag(guard, target, options)],
  });
}

/** A tag that must be there, and the requests for which it must. */
export interface Guard {
  /** a policy set that allows just these requests */
  readonly scope: PolicySet;
  readonly key: string;
  /** what requires the tag */
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
  decides: (prepare) => prepare(policies),
  reason: ({ request }) =>
    `\`${request.action}\` is allowed without ${guard.key}, which ${guard.origin} asks for`,
});

/** Requests in a guard's scope that are allowed without its key. */
const unguarded = (guard: Guard, policies: PolicySet): Access => ({
  kind: "both",
  parts: [{ kind: "of", policies }, withoutKey(guard)],
});

/** Requests in a guard's scope without its key; an empty tag is one, though `Null` is not. */
export function withoutKey({ scope, key }: Guard): Access {
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
  return { kind: "of", policies: { identity } };
}
