import { greatest } from "../../policies/text/greatest.js";
import type { Outcome } from "../../properties/property.js";
import { groupBy } from "../plan/resources/groupBy.js";
import { notSeenCode } from "../run/notSeen.js";
import type { Report } from "../run/report.js";
import { many } from "./describeTargets.js";
import { escapeControls } from "./escapeControls.js";
import { reasonOf } from "./reasonOf.js";
import { shortAddress } from "./shortAddress.js";

/** Above so many rows those of a property are one. */
const mostRows = 10;

interface HeldRow {
  readonly property: string;
  readonly by: string;
  readonly aside: string;
  readonly targets: readonly string[];
}

/**
 * What holds, a row for each verdict; of many, one for each property.
 *
 * @param word `HOLDS`, perhaps in colour
 */
export function heldBlock(report: Report, word: string): readonly string[] {
  const held = report.verdicts.filter(({ outcome }) => outcome.verdict === "holds");
  if (held.length === 0) return [];
  const rows = held.map(({ property, target, outcome }): HeldRow => {
    const reason = reasonOf(outcome);
    const aside = reason === undefined ? "" : ` (${reason})`;
    return { property, by: byWhat(outcome), aside, targets: [shortAddress(target, report)] };
  });
  const shown = rows.length > mostRows ? joined(rows) : rows;
  const width = greatest(shown.map(({ property }) => property.length));
  const lines = shown.map(({ property, by, aside, targets: [first, ...others] }) => {
    const where = others.length === 0 ? first : many(others.length + 1, "target");
    return `  ${property.padEnd(width)}  ${by.padEnd(8)}  ${where}${aside}`;
  });
  return [[`${word}${withResources(report)}`, ...lines.sort().map(escapeControls)].join("\n")];
}

const joined = (rows: readonly HeldRow[]): readonly HeldRow[] =>
  [...groupBy(rows, ({ property, by, aside }) => JSON.stringify([property, by, aside])).values()].map(
    (some) => ({ ...some[0]!, targets: some.flatMap(({ targets }) => targets) }),
  );

/** What a proof covers where plans have resources with policies. */
function withResources({ notes }: Report): string {
  const plans = notes.filter(({ diagnostic }) => diagnostic.code === notSeenCode);
  if (plans.length === 0) return "";
  return `, with the resource policies of ${plans.length === 1 ? "this plan" : "each plan"}`;
}

/** For all requests, for as many as were tried, or by what is written. */
const byWhat = ({ by }: Outcome): string =>
  by === "proof" ? "proved" : by === "count" ? "counted" : "searched";
