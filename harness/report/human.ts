import { excuseOf } from "../run/failOn.js";
import type { Report, Verdict } from "../run/report.js";
import { describeExcused, excusedInShort } from "./describeExcused.js";
import { describeManagedDate } from "./describeManagedDate.js";
import { describeTargets, many } from "./describeTargets.js";
import { escapeControls } from "./escapeControls.js";
import { heldBlock } from "./heldBlock.js";
import type { Paint } from "./paint.js";
import { refutedBlocks } from "./refutedBlocks.js";
import { shortAddress } from "./shortAddress.js";
import { undecidedBlocks } from "./undecidedBlocks.js";

export interface HumanOptions {
  readonly paint: Paint;
  /** only the first line: the answer */
  readonly quiet: boolean;
}

/** The report for users: the answer, then what needs attention, then what holds. */
export function human(report: Report, { paint, quiet }: HumanOptions): string {
  const listed = { ...report, verdicts: report.verdicts.filter((one) => isListed(one, report)) };
  const blocks = () => [
    ...refutedBlocks(listed, paint("red", "REFUTED")),
    ...undecidedBlocks(listed, paint("yellow", "UNDECIDED")),
    ...describeExcused(report, paint),
    ...heldBlock(report, paint("green", "HOLDS")),
    ...unasked(report, paint),
    ...notes(report, paint),
    ...describeManagedDate(report),
  ];
  return [answer(report, paint), ...(quiet ? [] : blocks())].map((block) => `${block}\n`).join("\n");
}

/** Not what is listed apart, for it fails nothing. */
function isListed(verdict: Verdict, { failOn }: Report): boolean {
  const excuse = excuseOf(verdict, failOn);
  return verdict.outcome.verdict === "holds" || excuse === undefined || excuse === "below";
}

function answer(report: Report, paint: Paint): string {
  const { refuted, undecided, holds } = report.counts;
  const all = refuted + undecided === 0 && holds > 1 ? "all " : "";
  const parts = [
    ...(refuted > 0
      ? [paint(["bold", "red"], `${refuted} refuted`) + excusedInShort(report, "refuted")]
      : []),
    ...(undecided > 0
      ? [paint(["bold", "yellow"], `${undecided} undecided`) + excusedInShort(report, "undecided")]
      : []),
    ...(holds > 0 ? [paint(["bold", "green"], `${all}${holds} ${holds === 1 ? "holds" : "hold"}`)] : []),
  ];
  const nothing = report.shard === undefined ? "nothing was checked" : "nothing asked";
  const answered = parts.length === 0 ? paint(["bold", "yellow"], nothing) : parts.join(", ");
  return `${answered} — ${escapeControls(describeTargets(report))}${inShard(report)}`;
}

/** `; shard 1 of 3, with 8 of 24 questions`, where it is not the whole run. */
const inShard = ({ shard, verdicts }: Report): string =>
  shard === undefined
    ? ""
    : `; shard ${shard.index} of ${shard.total}, with ${verdicts.length} of ${many(shard.questions, "question")}`;

function unasked(report: Report, paint: Paint): readonly string[] {
  const addresses = report.targets
    .filter(({ properties }) => properties === 0)
    .map(({ address }) => shortAddress(address, report));
  if (addresses.length === 0) return [];
  const more = addresses.length - mostUnasked;
  const rows = [...addresses.slice(0, mostUnasked), ...(more > 0 ? [`... and ${more} more`] : [])];
  return [
    [paint("yellow", "NO PROPERTY APPLIES"), ...rows.map((row) => `  ${escapeControls(row)}`)].join("\n"),
  ];
}

/** `--format json` lists all. */
const mostUnasked = 10;

function notes(report: Report, paint: Paint): readonly string[] {
  const rows = report.notes.map(({ source, diagnostic: { message, hint } }) =>
    escapeControls(`  ${source}: ${message} (${hint})`),
  );
  return rows.length === 0 ? [] : [[paint("yellow", "NOTES"), ...rows].join("\n")];
}

/** The answer in one line, without colours. */
export const answerInShort = (report: Report): string => answer(report, (_, text) => text);
