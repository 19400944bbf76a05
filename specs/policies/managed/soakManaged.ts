import fc from "fast-check";
import { requestNear } from "../../../generators/requestNear.js";
import { authorize } from "../../../policies/evaluate/authorize.js";
import { compile } from "../../../policies/evaluate/compile.js";
import type { Decision } from "../../../policies/language/request.js";
import { managedPolicies } from "../../../policies/managed/managedPolicies.js";
import type { ManagedPolicyVersion } from "../../../policies/managed/managedPolicy.js";
import { authorize as define } from "../../reference/authorize.js";

const requestsEach = 100;

/**
 * Decides 100 requests near each version of each AWS managed policy by the compiled evaluator and by the definition,
 * once; says where they disagree.
 */
export function soakManaged(seed: number): string | undefined {
  const decisions: Record<Decision, number> = { allowed: 0, explicitDeny: 0, implicitDeny: 0 };
  let versions = 0;
  const soFar = (): string => `seed ${seed}: ${versions} versions, ${JSON.stringify(decisions)}`;
  let disagreement: string | undefined;
  for (const policy of managedPolicies) {
    for (const version of policy.versions) {
      disagreement ??= disagreementNear(version, seed, decisions);
      versions += 1;
    }
    if (disagreement !== undefined) break;
    if (versions % 500 < policy.versions.length) process.stderr.write(`${soFar()}\n`);
  }
  const { user, system } = process.cpuUsage();
  process.stdout.write(`${soFar()}, ${((user + system) / 1e6).toFixed(1)} s of one core\n`);
  return disagreement;
}

function disagreementNear(
  { name, version, document }: ManagedPolicyVersion,
  seed: number,
  decisions: Record<Decision, number>,
): string | undefined {
  const policies = { identity: [{ source: `${name}@${version}`, document }] };
  const compiled = compile(policies);
  for (const request of fc.sample(requestNear(policies), { seed, numRuns: requestsEach })) {
    const decision = define(policies, request);
    decisions[decision] += 1;
    const decided = authorize(compiled, request);
    if (decided !== decision)
      return `${name}@${version}: compiled ${decided}, by definition ${decision}: ${JSON.stringify(request)}`;
  }
  return undefined;
}
