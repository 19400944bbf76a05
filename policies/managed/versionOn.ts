import { type Diagnostic, failure, type Result, success } from "../text/diagnostic.js";
import { managedPoliciesDate } from "./managedPoliciesDate.js";
import type { ManagedPolicy, ManagedPolicyVersion } from "./managedPolicy.js";

/**
 * The version of a managed policy that was in force at the end of a day, UTC. Fails, with what is known, where the
 * next version has no known date or is missing, before the first version, and after the last day of the data.
 *
 * @param day `2021-01-01`
 */
export function versionOn(policy: ManagedPolicy, day: string): Result<ManagedPolicyVersion> {
  const date = managedPoliciesDate();
  if (!isDay(day)) return failure(unknownOn(policy, day, "write a day of the calendar as YYYY-MM-DD"));
  if (day > date)
    return failure(
      unknownOn(policy, day, `the data ends on ${date}; \`managed:${policy.name}\` is the newest`),
    );
  const { versions } = policy;
  const at = versions.findLastIndex((version) => (dayOf(version) ?? "9") <= day);
  const [found, next] = [versions[at], versions[at + 1]];
  if (found === undefined) return failure(unknownOn(policy, day, before(policy)));
  const follows = next !== undefined && numberOf(next) === numberOf(found) + 1;
  if (next === undefined || (follows && dayOf(next) !== undefined)) return success(found);
  return failure(unknownOn(policy, day, between(found, versions.slice(at + 1))));
}

const dayOf = ({ createDate }: ManagedPolicyVersion): string | undefined => createDate?.slice(0, 10);

const numberOf = ({ version }: ManagedPolicyVersion): number => Number(version.slice(1));

/** JavaScript takes the 31st of a shorter month for a day of the next. */
function isDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

function before({ versions }: ManagedPolicy): string {
  const first = versions[0]!;
  return `its first version known is \`${first.version}\`, of ${dayOf(first) ?? "an unknown day"}`;
}

function between(found: ManagedPolicyVersion, later: readonly ManagedPolicyVersion[]): string {
  const dated = later.find((version) => dayOf(version) !== undefined);
  const next =
    dated === undefined
      ? ""
      : `, and the next one with a known day is \`${dated.version}\`, of ${dayOf(dated)}`;
  return `\`${found.version}\` is of ${dayOf(found)}${next}; write \`managed:${found.name}@${found.version}\` for one of them`;
}

const unknownOn = ({ name }: ManagedPolicy, day: string, hint: string): Diagnostic => ({
  code: "unknown-managed-policy",
  severity: "error",
  message: `the version of \`${name}\` in force on \`${day}\` is not known`,
  hint,
});
