import fc from "fast-check";
import { Bench } from "tinybench";
import { requestNear } from "../../generators/requestNear.js";
import { authorize } from "../../policies/evaluate/authorize.js";
import { compile } from "../../policies/evaluate/compile.js";
import type { Policy, PolicySet } from "../../policies/language/policySet.js";
import type { Request } from "../../policies/language/request.js";
import { batchPolicies } from "../generators/batchPolicies.js";
import { authorize as byDefinition } from "../reference/authorize.js";
import { peerDecision } from "./peerDecision.js";

const requestsPerRound = 2_000;

/**
 * Decisions a second on prebuilt requests: the three Batch policies, each alone and all together; in addition
 * the definitional evaluator and, where it happens to be installed, a peer's fastest entry point.
 */
export async function decisions(): Promise<void> {
  const policies = batchPolicies.map(({ name, versions }): Policy => {
    const { version, document } = versions.at(-1)!;
    return { source: `managed:${name}@${version}`, document };
  });
  const peer = await peerDecision();
  if (peer === undefined)
    console.log("no peer is installed: `npm install --no-save @cloud-copilot/iam-simulate`");
  for (const identity of [...policies.map((policy) => [policy]), policies]) {
    const set: PolicySet = { identity };
    const requests = fc.sample(requestNear(set), { seed: 1, numRuns: requestsPerRound });
    const compiled = compile(set);
    const ours = await perSecond(requests, (request) => authorize(compiled, request));
    const definition = await perSecond(requests.slice(0, 200), (request) => byDefinition(set, request));
    const theirs = peer && (await perSecond(requests.slice(0, 200), peer(set)));
    console.log(
      `${(ours / 1e6).toFixed(2).padStart(8)} M decisions/s` +
        `  ${Math.round(ours / definition)} x the definition` +
        `${theirs === undefined ? "" : `  ${Math.round(ours / theirs)} x the peer`}` +
        `  ${identity.map(({ source }) => source).join(" + ")}`,
    );
  }
}

/** Requests decided a second, by the median round. */
async function perSecond(
  requests: readonly Request[],
  decide: (request: Request) => unknown,
): Promise<number> {
  const bench = new Bench({ time: 1_000, warmupTime: 300 });
  bench.add("round", () => {
    for (const request of requests) decide(request);
  });
  await bench.run();
  const { result } = bench.tasks[0]!;
  if (result.state !== "completed") throw new Error(`the round did not complete: ${result.state}`);
  return requests.length / (result.latency.p50 / 1_000);
}
