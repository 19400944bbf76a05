import fc from "fast-check";
import { Bench } from "tinybench";
import { requestNear } from "../../generators/requestNear.js";
import { authorize } from "../../policies/evaluate/authorize.js";
import { compile } from "../../policies/evaluate/compile.js";
import type { Policy, PolicySet } from "../../policies/language/policySet.js";
import type { Request } from "../../policies/language/request.js";
import { managedPolicies } from "../../policies/managed/managedPolicies.js";

const requestsPerRound = 2_000;

/** Decisions a second on prebuilt requests: the three Batch policies, each alone and all together. */
export const decisions = async (): Promise<void> => {
  const policies = managedPolicies.map(({ name, versions }): Policy => {
    const { version, document } = versions.at(-1)!;
    return { source: `managed:${name}@${version}`, document };
  });
  const rows = [...policies.map((policy) => [policy]), policies].map((identity) => measured({ identity }));
  const bench = new Bench({ time: 1_000, warmupTime: 300 });
  for (const { name, decide } of rows) bench.add(name, decide);
  await bench.run();
  for (const { name, result } of bench.tasks) {
    if (result.state !== "completed") throw new Error(`${name} did not complete: ${result.state}`);
    const perSecond = requestsPerRound / (result.latency.p50 / 1_000);
    console.log(`${(perSecond / 1e6).toFixed(2).padStart(8)} M decisions/s  ${name}`);
  }
};

const measured = (policies: PolicySet): { name: string; decide: () => void } => {
  const compiled = compile(policies);
  const requests: readonly Request[] = fc.sample(requestNear(policies), {
    seed: 1,
    numRuns: requestsPerRound,
  });
  const decide = () => {
    for (const request of requests) authorize(compiled, request);
  };
  return { name: policies.identity.map(({ source }) => source).join(" + "), decide };
};
