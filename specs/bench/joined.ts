import { assumableRoles } from "../../harness/api/assumableRoles.js";
import { check } from "../../harness/api/check.js";
import { who } from "../../harness/api/who.js";
import { openSource, type Source } from "../../harness/run/openSource.js";
import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import { checkProperty } from "../../properties/checkProperty.js";
import { neverAllowed } from "../../properties/neverAllowed.js";
import { type AccessPlan, accessPlan, trustsRoles } from "./accessPlan.js";
import { processorTime } from "./processorTime.js";

const noDeletes = neverAllowed({
  id: "no-deletes",
  sentence: "nothing is deleted from S3",
  access: { kind: "actions", patterns: ["s3:Delete*"], except: [] },
});

/** What resource policies and trust policies cost: a law, who, the roles that can be assumed, and a whole check. */
export async function joined(): Promise<void> {
  const reference = await loadServiceReference(["s3", "batch"]);
  for (const buckets of [0, 1, 10, 100, 1_000]) {
    const source = await open({ roles: 50, buckets });
    const options = { seed: 1, runs: 1, reference, universe: "typed" } as const;
    const rounds: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      rounds.push(
        await processorTime(() =>
          source.targets.map((target) => checkProperty(noDeletes, target, options).verdict),
        ),
      );
    }
    const least = Math.min(...rounds);
    const asked = { action: "s3:GetObject", resource: "arn:aws:s3:::data-0/x" };
    const whoTook = await processorTime(() => who(source, asked));
    const law = (least / source.targets.length).toFixed(2);
    console.log(
      `${buckets} resource policies: one law for a role ${law} ms, who of 50 roles ${whoTook.toFixed(0)} ms`,
    );
  }
  for (const roles of [50, 500]) {
    const source = await open({ roles, buckets: 0, trusts: trustsRoles });
    let edges = 0;
    const took = await processorTime(async () => {
      const found = await assumableRoles(source);
      edges = found.ok ? found.value.edges.length : 0;
    });
    console.log(`${roles} roles: ${edges} pairs of which one may assume the other, ${took.toFixed(0)} ms`);
  }
  for (const [roles, buckets] of [
    [1_000, 200],
    [5_000, 1_000],
  ] as const) {
    const without = await checked({ roles, buckets: 0 });
    const withPolicies = await checked({ roles, buckets });
    const ratio = (withPolicies / without).toFixed(2);
    console.log(
      `check of ${roles} roles: ${without.toFixed(1)} s, with ${buckets} resource policies ${withPolicies.toFixed(1)} s (${ratio} x)`,
    );
  }
}

/** Seconds to read a plan and to check the laws about principals. */
async function checked(plan: AccessPlan): Promise<number> {
  const took = await processorTime(async () => {
    const report = await check(await open(plan), {
      properties: ["no-iam-administration", "pass-role-services"],
    });
    if (!report.ok) throw new Error(report.diagnostics[0]!.message);
  });
  return took / 1_000;
}

async function open(plan: AccessPlan): Promise<Source> {
  const source = await openSource("-", { stdin: stream(Buffer.from(JSON.stringify(accessPlan(plan)))) });
  if (!source.ok) throw new Error(source.diagnostics[0]!.message);
  return source.value;
}

async function* stream(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
