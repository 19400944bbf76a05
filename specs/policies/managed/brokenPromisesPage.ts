import type { BrokenPromise } from "./brokenPromise.js";

/** What all rows are about. */
export interface PromisesAsked {
  /** the day of the data: `YYYY-MM-DD` */
  readonly date: string;
  /** how many pairs of versions that follow each other there are */
  readonly pairs: number;
  /** what is not decided, a sentence each */
  readonly undecided: readonly string[];
}

const most = 12;

/** The page of all rows, as Markdown. */
export function brokenPromisesPage(
  { date, pairs, undecided }: PromisesAsked,
  rows: readonly BrokenPromise[],
): string {
  const policies = new Set(rows.map(({ policy }) => policy)).size;
  return `# Versions of AWS managed policies that removed access

Where permissions have to go, AWS [makes a new policy](https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-deprecated.html),
as removing them from one in use could break what depends on it. Of the ${pairs} pairs of versions that follow each other
in the data of ${date}, ${rows.length} remove access all the same, in ${policies} policies. Each row is proved and has a request
that the older version allows and the newer one does not. The actions are patterns of the older version that match this
request, or that no pattern of the newer one covers. \`planproof history managed:NAME@VERSION\` shows all that one changed.

Only requests that AWS could send count, by its service authorization data of the day; actions, condition keys and
services that it does not list count as possible. A version may be missing in the data, and then the pair is of the two around it.

| policy | from | to | actions affected | a request that is no longer allowed |
|---|---|---|---|---|
${rows.map(rowOf).join("\n")}
${undecided.length === 0 ? "" : `\nNot decided:\n\n${undecided.map((one) => `- ${one}`).join("\n")}\n`}`;
}

function rowOf({ policy, from, to, removed, witness: { action, resource, context } }: BrokenPromise): string {
  const more = removed.length > most ? `, and ${removed.length - most} more` : "";
  const shown = removed.slice(0, most).map(code).join(", ");
  const keys = Object.entries(context).map(([key, value]) => code(`${key}=${[value].flat().join(",")}`));
  const request = [code(action), "on", code(resource), ...(keys.length > 0 ? ["with", keys.join(", ")] : [])];
  return `| ${policy} | ${from} | ${to} | ${shown}${more} | ${request.join(" ")} |`;
}

/** A \`|\` would end the cell. */
const code = (text: string): string => `\`${text.replaceAll("|", "\\|")}\``;
