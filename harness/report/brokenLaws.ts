import type { Verdict } from "../run/report.js";
import { many } from "./describeTargets.js";

/** `2 laws are broken`; where one is broken more than once, `900 violations of 3 laws`. */
export function brokenLaws(refuted: readonly Pick<Verdict, "property">[], isNewly = false): string {
  const laws = lawsIn(refuted);
  return laws === refuted.length
    ? `${many(laws, "law is", "laws are")} ${isNewly ? "newly " : ""}broken`
    : `${many(refuted.length, isNewly ? "new violation" : "violation")} of ${many(laws, "law")}`;
}

/** How many laws some verdicts are about. */
export const lawsIn = (verdicts: readonly Pick<Verdict, "property">[]): number =>
  new Set(verdicts.map(({ property }) => property)).size;
