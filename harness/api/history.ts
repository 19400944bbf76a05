import { withoutPartition } from "../../policies/managed/managedInPartition.js";
import { managedPoliciesDate } from "../../policies/managed/managedPoliciesDate.js";
import { type ManagedPolicy, managedPolicy } from "../../policies/managed/managedPolicy.js";
import { managedVersions } from "../../policies/managed/managedVersions.js";
import { type Diagnostic, failure, failures, type Result, success } from "../../policies/text/diagnostic.js";
import type { Hole } from "../../properties/hole.js";
import { holesOf } from "../../properties/target.js";
import { heldManaged } from "../run/history/heldManaged.js";
import { pairReferences } from "../run/history/pairReferences.js";
import { type VersionChanges, versionChanges } from "../run/history/versionChanges.js";
import { versionPairs } from "../run/history/versionPairs.js";
import { type VersionSince, versionsSince } from "../run/history/versionsSince.js";
import { refuseOptions, searchRules } from "../run/refuseOptions.js";
import { loadedSources, type SourceInput } from "./sourceInput.js";

export interface HistoryOptions {
  /** only versions that AWS made after this day, UTC: `2024-01-01`; @defaultValue all, where a policy is named */
  readonly since?: string;
  /** the requests asked about: those that AWS could send, or any; @defaultValue `typed` */
  readonly universe?: "any" | "typed";
  /** called before each version, to show progress; @defaultValue not called */
  readonly onVersion?: (version: string, index: number, total: number) => void;
}

/** What AWS changed, version by version. */
export interface History {
  readonly versions: readonly HistoryVersion[];
  /** what is unknown of the policies of the source, which may have further AWS managed policies */
  readonly holes: readonly Hole[];
  /** the day of the latest change in the AWS managed policies inside: `YYYY-MM-DD`, UTC */
  readonly managedPoliciesDate: string;
}

export interface HistoryVersion extends VersionChanges, Pick<VersionSince, "between"> {
  /** the principals that have the policy; absent where a policy is named */
  readonly targets?: readonly string[];
}

/** The versions of a policy that are asked for. */
interface WantedVersions {
  readonly policy: ManagedPolicy;
  readonly wanted: readonly VersionSince[];
  readonly targets?: readonly string[];
}

/**
 * Lists what AWS changed in a managed policy, version by version, over all requests: `managed:NAME` for all versions
 * known, `managed:NAME@v7` for one, `managed:NAME@v1..v8` for some. Of a plan or state that was loaded, it lists what
 * AWS changed in all its AWS managed policies since a day.
 *
 * Fails for a name or version that is not known, for a source that could not be read or has no AWS managed policy, and
 * for a plan or state without `since`.
 *
 * @throws TypeError for an option that does not exist or cannot have its value
 * @example
 * ```ts
 * import { history } from "planproof";
 *
 * const found = await history("managed:BatchServiceRolePolicy@v6..v8");
 * if (!found.ok) console.error(found.diagnostics);
 * else for (const { version, date, changes } of found.value.versions) console.log(version, date, changes.length);
 * ```
 */
export async function history(
  policy: string | SourceInput,
  options: HistoryOptions = {},
): Promise<Result<History>> {
  refuseOptions("history", options, { since: "any", universe: searchRules.universe, onVersion: "any" });
  const { since, universe = "typed", onVersion } = options;
  if (since !== undefined && !isDay(since)) return failure(noDay(since));
  const asked = typeof policy === "string" ? wantedByName(policy, since) : wantedBySource(policy, since);
  if (!asked.ok) return asked;
  const { wanted, holes } = asked.value;
  const total = wanted.reduce((sum, one) => sum + one.wanted.length, 0);
  const referenceOf = pairReferences();
  const versions: HistoryVersion[] = [];
  for (const { policy: known, wanted: some, targets } of wanted) {
    const betweenOf = new Map(some.map(({ version, between }) => [version, between]));
    for (const pair of versionPairs([...betweenOf.keys()], known.versions)) {
      onVersion?.(`${known.name}@${pair.newer.version}`, versions.length, total);
      const changes = versionChanges(pair, { reference: await referenceOf(pair), universe });
      const between = betweenOf.get(pair.newer);
      versions.push({ ...changes, ...(between && { between }), ...(targets && { targets }) });
    }
  }
  return success({ versions, holes, managedPoliciesDate: managedPoliciesDate() });
}

interface Wanted {
  readonly wanted: readonly WantedVersions[];
  readonly holes: readonly Hole[];
}

function wantedByName(spec: string, since: string | undefined): Result<Wanted> {
  const [, nameOrArn, version] = /^managed:([^@#]*)(?:@([^#]*))?$/s.exec(spec) ?? [];
  if (nameOrArn === undefined) return failure(noPolicy(spec));
  const { id } = withoutPartition(nameOrArn);
  const found = managedVersions(id, version);
  if (!found.ok) return failures(found.diagnostics.map((one) => ({ ...one, source: spec })));
  const policy = managedPolicy(found.value[0].name)!;
  const named = version === undefined ? policy.versions : found.value;
  const all: readonly VersionSince[] =
    since === undefined ? named.map((one) => ({ version: one })) : versionsSince(policy, since);
  return success({
    wanted: [{ policy, wanted: all.filter((one) => named.includes(one.version)) }],
    holes: [],
  });
}

function wantedBySource(input: SourceInput, since: string | undefined): Result<Wanted> {
  const sources = loadedSources(input);
  if (!sources.ok) return sources;
  const [source] = sources.value;
  if (since === undefined) return failure({ ...noSince, source: source!.name });
  const held = heldManaged(source!.targets);
  const holes = source!.targets.flatMap(holesOf);
  if (held.length === 0) return failure({ ...noManaged, source: source!.name });
  return success({
    wanted: held.map(({ policy, targets }) => ({ policy, targets, wanted: versionsSince(policy, since) })),
    holes: [...new Map(holes.map((hole) => [`${hole.address}\n${hole.reason}`, hole])).values()],
  });
}

/** JavaScript takes the 31st of a shorter month for a day of the next. */
function isDay(day: unknown): boolean {
  if (typeof day !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return false;
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

const usage = (message: string, hint: string): Diagnostic => ({
  code: "usage",
  severity: "error",
  message,
  hint,
});

const noDay = (day: string): Diagnostic =>
  usage(`\`since\` cannot be \`${day}\``, "write a day of the calendar as YYYY-MM-DD");

const noPolicy = (spec: string): Diagnostic =>
  usage(
    `\`${spec}\` does not name an AWS managed policy`,
    "write `managed:NAME`, `managed:NAME@v7` or `managed:NAME@v1..v8`; load a plan first",
  );

const noSince = usage(
  "the history of all AWS managed policies of a source needs a day",
  "write `--since YYYY-MM-DD`, or name a policy: `planproof history managed:NAME`",
);

const noManaged = usage(
  "no principal in it has an AWS managed policy that is known",
  "see `planproof extract SOURCE` for the policies it has",
);
