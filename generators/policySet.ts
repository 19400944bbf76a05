import fc from "fast-check";
import { parsePolicy } from "../policies/language/parsePolicy.js";
import type { PolicyKind } from "../policies/language/policyDocument.js";
import type { Policy, PolicySet } from "../policies/language/policySet.js";
import { checkOptions } from "./near/checkOptions.js";
import { policyDocument } from "./policyDocument.js";
import { shrinkBy } from "./shrinkBy.js";
import { shrinkPolicySet } from "./shrinkPolicySet.js";

export interface PolicySetOptions {
  /** statements of each document, at most; @defaultValue 3 */
  readonly maxStatements?: number;
  /** the layers that a set can have in addition to identity policies; @defaultValue all */
  readonly layers?: readonly PolicyLayer[];
}

/** A layer of a policy set other than the identity policies. */
export type PolicyLayer = "boundary" | "session" | "resource" | "endpoint" | "scps" | "rcps";

/**
 * Random policy sets: one or two identity policies, and each other layer in one set of three. The documents are those
 * of `policyDocument`. Shrinks to one identity policy alone.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import fc from "fast-check";
 * import { policySet } from "planproof/generators";
 * import { relate } from "planproof/policies";
 *
 * const isItself = fc.property(policySet({ layers: ["boundary"] }), (policies) =>
 *   assert.equal(relate(policies, policies).relation, "equal"),
 * );
 * fc.assert(isItself, { seed: 1, numRuns: 20 });
 * ```
 */
export function policySet(options: PolicySetOptions = {}): fc.Arbitrary<PolicySet> {
  checkOptions("policySet", options, ["maxStatements", "layers"]);
  const { maxStatements = 3, layers = allLayers } = options;
  const policy = (kind: PolicyKind, source: string = kind) => parsed(kind, source, maxStatements);
  const made: Readonly<Record<PolicyLayer, fc.Arbitrary<unknown>>> = {
    boundary: policy("boundary"),
    session: policy("session").map((one) => [one]),
    resource: policy("resource"),
    endpoint: policy("endpoint"),
    scps: policy("scp").map((one) => [[one]]),
    rcps: policy("rcp").map((one) => [[one]]),
  };
  const optional = layers.map((layer) =>
    fc.oneof(
      { withCrossShrink: true },
      { arbitrary: fc.constant({}), weight: 2 },
      { arbitrary: made[layer].map((value) => ({ [layer]: value })), weight: 1 },
    ),
  );
  const identity = fc.oneof(
    { withCrossShrink: true },
    { arbitrary: policy("identity", "one").map((one) => [one]), weight: 2 },
    fc.tuple(policy("identity", "one"), policy("identity", "two")),
  );
  const drawn = fc
    .tuple(identity, ...optional)
    .map(([policies, ...rest]): PolicySet => Object.assign({ identity: policies }, ...rest));
  return shrinkBy(drawn, {
    candidates: shrinkPolicySet,
    recognises: (value): value is PolicySet =>
      typeof value === "object" && value !== null && "identity" in value,
  });
}

const allLayers: readonly PolicyLayer[] = ["boundary", "session", "resource", "endpoint", "scps", "rcps"];

/** @throws Error where a generated document is refused: a bug */
const parsed = (kind: PolicyKind, source: string, maxStatements: number): fc.Arbitrary<Policy> =>
  policyDocument({ kind, maxStatements }).map((json) => {
    const document = parsePolicy(JSON.stringify(json), kind);
    if (!document.ok) throw new Error(`a generated document is refused: ${JSON.stringify(json)}`);
    return { source, document: document.value };
  });
