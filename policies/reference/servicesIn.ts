import { policiesIn } from "../language/policiesIn.js";
import type { PolicyDocument } from "../language/policyDocument.js";
import type { PolicySet } from "../language/policySet.js";

/**
 * The services put in for a pattern that names no service (`*`) or means everything but what it names
 * (`NotAction`): those with well-known requests. All 456 would be a third of a second of loading.
 */
export const exampleServices: readonly string[] = ["ec2", "iam", "s3", "sts"];

/**
 * The service prefixes, in lower case and sorted, whose actions matter to a policy set: those that its action
 * patterns name, in any layer, and {@link exampleServices} where a pattern reaches beyond one service.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parsePolicy, servicesIn } from "planproof/policies";
 *
 * const parsed = parsePolicy(
 *   '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}}',
 *   "identity",
 * );
 * assert(parsed.ok);
 * assert.deepEqual(servicesIn({ identity: [{ source: "policy", document: parsed.value }] }), ["s3"]);
 * ```
 */
export function servicesIn(policies: PolicySet): readonly string[] {
  return [
    ...new Set(policiesIn(policies).flatMap(({ document }) => servicesInDocument(document))),
  ].toSorted();
}

/** Whether some action pattern reaches beyond the services it names: `*`, `s*:Get*`, `NotAction`. */
export const reachesBeyond = (policies: PolicySet): boolean =>
  policiesIn(policies)
    .flatMap(({ document }) => document.statements)
    .some(({ action: { negated, patterns } }) => negated || patterns.some(namesNoService));

const namesNoService = (pattern: string): boolean => /^[^:]*[*?]/.test(pattern);

function servicesInDocument({ statements }: PolicyDocument): readonly string[] {
  return statements.flatMap(({ action: { negated, patterns } }) => [
    ...(negated ? exampleServices : []),
    ...patterns.flatMap(servicesInPattern),
  ]);
}

function servicesInPattern(pattern: string): readonly string[] {
  return namesNoService(pattern) ? exampleServices : [pattern.split(":", 1)[0]!.toLowerCase()];
}
