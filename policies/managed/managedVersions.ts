import { type Diagnostic, failure, type Result, success } from "../text/diagnostic.js";
import { managedPoliciesDate } from "./managedPoliciesDate.js";
import { type ManagedPolicy, type ManagedPolicyVersion, managedPolicy } from "./managedPolicy.js";
import { nearestManagedNames } from "./nearestManagedNames.js";
import { versionOn } from "./versionOn.js";

/**
 * The versions of an AWS managed policy that a name or ARN and what follows its `@` mean: the newest without it, `v7`,
 * the one in force on a day as `2021-01-01`, or `v1..v8`, which are all versions known from one to the other.
 *
 * Fails with the nearest names or the versions that are known.
 */
export function managedVersions(
  nameOrArn: string,
  wanted?: string,
): Result<readonly [ManagedPolicyVersion, ...ManagedPolicyVersion[]]> {
  const name = nameOrArn.slice(nameOrArn.lastIndexOf("/") + 1);
  const policy = managedPolicy(name);
  if (policy === undefined || (nameOrArn !== name && nameOrArn !== policy.arn))
    return failure(unknownPolicy(nameOrArn, policy));
  if (wanted === undefined) return success([policy.versions.at(-1)!]);
  if (/^\d{4}-\d{2}-\d{2}$/.test(wanted)) {
    const found = versionOn(policy, wanted);
    return found.ok ? success([found.value]) : found;
  }
  const [first = "", last = first, ...rest] = wanted.split("..");
  const [from, to] = [first, last].map((one) => policy.versions.findIndex(({ version }) => version === one));
  const [found, ...others] = policy.versions.slice(from, to! + 1);
  return rest.length > 0 || from! < 0 || to! < 0 || found === undefined
    ? failure(unknownVersion(policy, wanted))
    : success([found, ...others]);
}

function unknownPolicy(id: string, ofName: ManagedPolicy | undefined): Diagnostic {
  const close = nearestManagedNames(id.slice(id.lastIndexOf("/") + 1));
  const known = `those known on ${managedPoliciesDate()}`;
  const hint =
    ofName !== undefined
      ? `the ARN of the policy of this name is \`${ofName.arn}\``
      : close.length > 0
        ? `did you mean ${close.map((name) => `\`${name}\``).join(", ")}? \`planproof list policies\` lists ${known}`
        : `\`planproof list policies\` lists ${known}; give the document of another with \`--managed DIR\``;
  return unknown(`unknown AWS managed policy \`${id}\``, hint);
}

const unknownVersion = ({ name, versions }: ManagedPolicy, wanted: string): Diagnostic =>
  unknown(`unknown version \`${wanted}\` of \`${name}\``, `it has ${runsOf(versions)}`);

const unknown = (message: string, hint: string): Diagnostic => ({
  code: "unknown-managed-policy",
  severity: "error",
  message,
  hint,
});

/** `v1 to v140, v159, v178 to v179`: some are missing, and one policy has 150. */
function runsOf(versions: readonly ManagedPolicyVersion[]): string {
  const runs: { readonly first: number; last: number }[] = [];
  for (const { version } of versions) {
    const number = Number(version.slice(1));
    const run = runs.at(-1);
    if (run?.last === number - 1) run.last = number;
    else runs.push({ first: number, last: number });
  }
  return runs.map(({ first, last }) => (first === last ? `v${first}` : `v${first} to v${last}`)).join(", ");
}
