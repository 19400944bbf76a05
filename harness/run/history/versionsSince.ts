import type { ManagedPolicy, ManagedPolicyVersion } from "../../../policies/managed/managedPolicy.js";

/** A version that AWS made after a day, or may have made after it. */
export interface VersionSince {
  readonly version: ManagedPolicyVersion;
  /** set where its date is not known and no other shows that it is later: the days of its neighbours with a date */
  readonly between?: { readonly after?: string; readonly before?: string };
}

/**
 * The versions that AWS made after the end of a day, UTC, oldest first. One without a date is later where one before it
 * is; else it may be, unless one after it is not.
 *
 * @param day `2024-01-01`
 */
export function versionsSince({ versions }: ManagedPolicy, day: string): readonly VersionSince[] {
  const last = versions.findLastIndex((version) => (dayOf(version) ?? "9") <= day);
  const later = versions.slice(last + 1);
  const certain = later.findIndex((version) => dayOf(version) !== undefined);
  const [after, before] = [dayOf(versions[last]), dayOf(later[certain])];
  return later.map((version, at) =>
    certain >= 0 && at >= certain
      ? { version }
      : {
          version,
          between: { ...(after !== undefined && { after }), ...(before !== undefined && { before }) },
        },
  );
}

const dayOf = (version: ManagedPolicyVersion | undefined): string | undefined =>
  version?.createDate?.slice(0, "2026-08-26".length);
