import type { Extraction } from "../../harness/plan/extraction.js";
import { narrowToAddress } from "../../harness/plan/source/narrowToAddress.js";
import { authorize } from "../../policies/evaluate/authorize.js";
import { compile } from "../../policies/evaluate/compile.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import type { Request } from "../../policies/language/request.js";
import type { Readings, Target } from "../../properties/target.js";
import { printAddress } from "../../properties/targetAddress.js";

const bucketPolicy = "aws_s3_bucket_policy.b";

/** The targets of a plan, with the policy of its bucket. */
export function targetsOf(extraction: Extraction): readonly Target[] {
  const bucket = narrowToAddress(extraction, { source: "plan.json", resource: bucketPolicy });
  return [...extraction.targets, ...(bucket.ok ? bucket.value.targets : [])];
}

/** The target of the same address; a policy that only later turns out to be held is looked at separately. */
export function sameTarget(target: Target, closed: Extraction): Target | undefined {
  const { address, principal } = target;
  const found = closed.targets.find((one) => printAddress(one.address) === printAddress(address));
  if (found !== undefined) return withExamples(found, target);
  const narrowed = narrowToAddress(closed, address);
  const [only] = narrowed.ok ? narrowed.value.targets : [];
  return only && { ...only, principal };
}

/** The target with the examples that represent names in the open one: nothing distinguishes them from the names. */
function withExamples(found: Target, { principal, ...open }: Target): Target {
  const arnsIn = (times: readonly (Readings | undefined)[]) =>
    times
      .flatMap((time) => (time === undefined ? [] : [time.policies, time.bounds?.lower]))
      .flatMap((set) => (set?.resources ?? []).map(({ address, arns }) => [address, arns] as const));
  const examples = new Map(arnsIn([open, open.before]));
  const names = [
    [found.principal, principal] as const,
    ...arnsIn([found, found.before]).flatMap(([address, arns]) =>
      arns.map((arn, at) => [arn, examples.get(address)?.[at] ?? arn] as const),
    ),
  ];
  const renamed = names
    .filter(([name, example]) => name !== example)
    .reduce(
      (text, [name, example]) => text.replaceAll(JSON.stringify(name), JSON.stringify(example)),
      JSON.stringify(found),
    );
  return { ...(JSON.parse(renamed) as Target), principal };
}

export const isAllowed = (policies: PolicySet, request: Request): boolean =>
  authorize(compile(policies), request) === "allowed";
