import {
  check,
  compare,
  decide,
  describeRelation,
  describeUndecided,
  diff,
  format,
  generateCases,
  history,
  loadSource,
  type Report,
  type Result,
  replay,
  type Source,
} from "../../harness/planproof.js";

// Compiled with the rest and never run: what the types of the door accept and refuse.
export async function accepted(): Promise<void> {
  const source: Result<Source> = await loadSource("plan.json", { account: "123456789012" });
  const report: Result<Report> = await check(source, { properties: ["tag-guard"], seed: 1, runs: 10 });
  await check([source, source]);
  if (report.ok) format(report.value, "json") satisfies string;
  if (!report.ok) report.diagnostics[0]?.source satisfies string | undefined;
  const changed = await diff(source);
  if (changed.ok) changed.value.changes satisfies readonly { readonly target: string }[];
  if (changed.ok) changed.value.undecided.map(describeUndecided) satisfies readonly string[];
  const past = await history("managed:AWSBatchFullAccess@v1..v7", { since: "2020-01-01" });
  if (past.ok) past.value.versions satisfies readonly { readonly version: string; readonly date?: string }[];
  await history(source, { since: "2024-01-01", onVersion: () => {} });
  const compared = await compare(source, source, { universe: "any" });
  if (compared.ok)
    compared.value.relation satisfies "equal" | "subset" | "superset" | "incomparable" | "undecided";
  if (compared.ok) describeRelation(compared.value.reasons) satisfies string | undefined;
  const decided = await decide(source, { action: "s3:GetObject", resource: "*" });
  if (decided.ok) decided.value.certain satisfies boolean;
  await replay("cases.jsonl", { cwd: "." });
  await replay([new Uint8Array()]);
}

export async function refused(source: Source, report: Result<Report>): Promise<void> {
  // @ts-expect-error a misspelled option
  await check(source, { sed: 1 });
  // @ts-expect-error a universe that does not exist
  await check(source, { universe: "all" });
  // @ts-expect-error a path is loaded first
  await check("plan.json");
  // @ts-expect-error a report is there only where the question could be asked
  format(report, "human");
  // @ts-expect-error a format that does not exist
  if (report.ok) format(report.value, "yaml");
  // @ts-expect-error a request without a resource
  await decide(source, { action: "s3:GetObject" });
  // @ts-expect-error a size is a number
  await generateCases(source, { size: "50" });
  // @ts-expect-error the reasons, not the comparison
  describeRelation(await compare(source, source));
  // @ts-expect-error a day is a string
  await history("managed:AWSBatchFullAccess", { since: new Date() });
  // @ts-expect-error two sources are compared
  await compare(source);
}
