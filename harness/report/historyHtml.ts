import { printHtmlPage, type Section } from "../page/htmlPage.js";
import { h, type Markup, withCode } from "../page/markup.js";
import { commandMarkup } from "../page/pageFinding.js";
import { filterMarkup } from "../page/pageTable.js";
import { timeline } from "../page/timeline.js";
import type { AccessChange } from "../run/diff/accessChange.js";
import { capitalized } from "./capitalized.js";
import { type DescribedVersion, historyInShort } from "./describeHistory.js";
import { many } from "./describeTargets.js";
import { describeUndecided } from "./describeUndecided.js";
import { escapeAll } from "./escapeAll.js";
import { joinWithLimit } from "./joinWithLimit.js";
import { isGain } from "./pageChanges.js";

/** The history of AWS managed policies as one HTML file: a timeline of each, and what AWS's page says of a version. */
export function historyHtml(given: readonly DescribedVersion[], managedPoliciesDate: string): string {
  const versions = escapeAll(given);
  const policies = [...new Set(versions.map(({ policy }) => policy))];
  const of = (policy: string) => versions.filter((one) => one.policy === policy);
  const title = titleOf(versions, policies);
  return printHtmlPage({
    title: `${title.replaceAll("`", "").replace(/\.$/, "")} — planproof`,
    about: [
      policies.length > 3
        ? many(policies.length, "AWS managed policy", "AWS managed policies")
        : policies.join(", "),
      `as of ${managedPoliciesDate}`,
    ],
    answer: [h("h1", { id: "h-answer" }, ...withCode(title)), h("p", { class: "lede" }, ledeOf(versions))],
    sections: policies.map((policy, index) => ({
      ...sectionOf(policy, of(policy)),
      id: `policy-${index}`,
      title: policies.length === 1 ? "Version by version" : policy,
    })),
    footer: [
      "Each version is compared with the one before, over all requests by a principal that has the policy alone. ",
      ...(hasSaid(versions)
        ? ["The quotes are from AWS's own table of changes, where planproof has it."]
        : []),
    ],
    data: {},
    findings: [],
  });
}

/** What a version gives and takes, in actions. */
const countOf = (changes: readonly AccessChange[], gain: boolean): number =>
  changes.filter((one) => isGain(one) === gain).reduce((sum, { count }) => sum + Math.max(count, 1), 0);

function titleOf(versions: readonly DescribedVersion[], policies: readonly string[]): string {
  if (versions.length === 0) return "No version is newer.";
  const [only] = policies;
  const name =
    policies.length === 1
      ? `\`${only}\``
      : many(policies.length, "AWS managed policy", "AWS managed policies");
  const [gains, losses] = [true, false].map((gain) =>
    versions.reduce((sum, { changes }) => sum + countOf(changes, gain), 0),
  );
  const grew = `${gains} ${gains === 1 ? "grant" : "grants"} added`;
  const shrank = losses === 0 ? "nothing taken away" : `${losses} taken away`;
  return `${name}: ${grew} and ${shrank} in ${many(versions.length, "version")}.`;
}

function ledeOf(versions: readonly DescribedVersion[]): string {
  const from = firstSaid(versions);
  const unsaid = versions.filter((one) => isSilent(one, from));
  const silent =
    unsaid.length === 0
      ? ""
      : ` AWS's page says less than that, or something else, of ${joinWithLimit(
          unsaid.map(({ version }) => version),
          6,
        )}.`;
  const short = historyInShort(versions);
  return `${capitalized(short)}.${silent}`;
}

/** A version that gives access of which AWS's page does not speak, although it speaks of earlier ones. */
const isSilent = (version: DescribedVersion, from: string): boolean =>
  version.said !== undefined &&
  version.said.verdict !== "says so" &&
  version.changes.some(isGain) &&
  !isBefore(version, from);

/** Whether a version is older than the first one that AWS's page speaks of. */
const isBefore = ({ date, said }: DescribedVersion, from: string): boolean =>
  said?.sentence === undefined && date !== undefined && date < from;

/** The day of the first version that AWS's page speaks of. */
const firstSaid = (versions: readonly DescribedVersion[]): string =>
  versions.flatMap(({ said, date }) => (said?.sentence === undefined ? [] : (date ?? []))).toSorted()[0] ??
  "";

function sectionOf(policy: string, versions: readonly DescribedVersion[]): Omit<Section, "id" | "title"> {
  const from = firstSaid(versions);
  const drawn = timelineOf(policy, versions, from);
  const orange = hasSaid(versions) ? " Orange: AWS's page does not say all of it." : "";
  const [last] = versions.slice(-1);
  const command =
    last?.previous === undefined
      ? []
      : commandMarkup({
          label: "The latest change, request by request",
          text: `npx planproof diff managed:${policy}@${last.previous} managed:${policy}@${last.version}`,
        });
  return {
    count: versions.length,
    ...(drawn.length > 0 && {
      lead: `Above the line: grants that were added, a square each where there are few. Below: those that were taken away.${orange}`,
    }),
    body: [
      ...drawn,
      ...filterMarkup({
        of: `versions-${policy}`,
        label: `Filter versions of ${policy}`,
        count: versions.length,
      }),
      tableOf(versions, from),
      ...command,
    ],
  };
}

/** The versions with a date to scale in time, and how many have none; nothing where fewer than two have one. */
function timelineOf(policy: string, versions: readonly DescribedVersion[], from: string): readonly Markup[] {
  const points = versions.flatMap((one) =>
    one.date === undefined
      ? []
      : {
          label: one.version,
          date: one.date,
          gains: countOf(one.changes, true),
          losses: countOf(one.changes, false),
          warns: isSilent(one, from),
        },
  );
  if (points.length < 2) return [];
  const scroll = {
    class: "scroll",
    tabindex: 0,
    role: "region",
    "aria-label": "Timeline; the table below says the same",
  };
  const undated = versions.length - points.length;
  const isAre = undated === 1 ? "is" : "are";
  return [
    h("div", scroll, timeline(points, `Versions of ${policy}`)),
    ...(undated === 0
      ? []
      : [
          h(
            "p",
            { class: "small muted" },
            `${many(undated, "version")} of unknown date ${isAre} in the table alone.`,
          ),
        ]),
  ];
}

const tableOf = (versions: readonly DescribedVersion[], from: string): Markup =>
  h(
    "table",
    { class: "tl" },
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        ...["Version", "What it changed", ...(hasSaid(versions) ? ["The page’s words"] : [])].map((head) =>
          h("th", { scope: "col" }, head),
        ),
      ),
    ),
    h(
      "tbody",
      { id: `versions-${versions[0]!.policy}` },
      ...versions.toReversed().map((one) => rowOf(one, { from, isSaid: hasSaid(versions) })),
    ),
  );

/** Whether planproof has what AWS's page says of some. */
const hasSaid = (versions: readonly DescribedVersion[]): boolean =>
  versions.some(({ said }) => said !== undefined);

const rowOf = (
  version: DescribedVersion,
  { from, isSaid }: { readonly from: string; readonly isSaid: boolean },
): Markup =>
  h(
    "tr",
    { id: `v-${version.policy}-${version.version}`, tabindex: -1 },
    h(
      "td",
      {},
      h(
        "a",
        { href: `#v-${version.policy}-${version.version}`, "aria-label": `permalink to ${version.version}` },
        h("b", {}, version.version),
      ),
      " ",
      h("span", { class: "muted" }, version.date ?? "date unknown"),
    ),
    h("td", {}, ...changesIn(version)),
    ...(isSaid ? [h("td", {}, ...saidOf(version, from))] : []),
  );

function changesIn({ changes, undecided, previous, only }: DescribedVersion): readonly Markup[] {
  if (previous === undefined) return [h("span", { class: "muted" }, "the first version that is known")];
  const whole =
    only &&
    {
      identical: "nothing: the document is the same",
      wording: "no access: only the wording",
      "never-sent": "only requests that AWS never sends",
    }[only];
  if (whole) return [h("span", { class: "muted" }, whole)];
  return [
    ...changes.map((change) =>
      h(
        "div",
        {},
        h("span", { class: isGain(change) ? "k n" : "k g" }, wordOf(change)),
        " ",
        h("code", {}, joinWithLimit(change.actions, 8)),
        ...(change.summary === undefined ? [] : [h("span", { class: "muted" }, ` ${change.summary}`)]),
      ),
    ),
    ...undecided.map((one) => h("div", { class: "undecided" }, `undecided: ${describeUndecided(one)}`)),
  ];
}

const wordOf = ({ change }: AccessChange): string =>
  change === "added" ? "new" : change === "removed" ? "gone" : change;

function saidOf(version: DescribedVersion, from: string): readonly Markup[] {
  const { said, changes } = version;
  if (said === undefined) return [];
  if (isBefore(version, from)) return [h("span", { class: "muted" }, "older than the page's table")];
  const { sentence, unsaid = [], misnamed = [] } = said;
  const quote = sentence === undefined ? [] : [h("q", {}, sentence)];
  const isQuiet = sentence === undefined && changes.length > 0;
  return [
    ...quote,
    ...(isQuiet ? [h("div", { class: "warn" }, "not mentioned on the page")] : []),
    ...(unsaid.length > 0 && !isQuiet
      ? [h("div", { class: "warn" }, `not said: ${joinWithLimit(unsaid, 4)}`)]
      : []),
    ...(misnamed.length > 0
      ? [h("div", { class: "warn" }, `said, but not so: ${joinWithLimit(misnamed, 4)}`)]
      : []),
  ];
}
