import type { Evidence } from "../run/access/evidence.js";
import type { Report } from "../run/report.js";
import { html } from "./html.js";
import { human } from "./human.js";
import { json } from "./json.js";
import { paint } from "./paint.js";

export interface ReporterOptions {
  /** default false */
  readonly colour?: boolean;
  /** leave out all but the answer, where the format is for users to read; default false */
  readonly quiet?: boolean;
  /** what a page shows beyond the report; default the report alone */
  readonly evidence?: Evidence;
}

/** One face of a report: a pure function of it. */
export type Reporter = (report: Report, options?: ReporterOptions) => string;

/** Every reporter by the name of its format. A name that is not here is an error, never a fallback. */
export const reporters: ReadonlyMap<string, Reporter> = new Map<string, Reporter>([
  [
    "human",
    (report, { colour = false, quiet = false } = {}) => human(report, { paint: paint(colour), quiet }),
  ],
  ["json", (report) => json(report)],
  ["html", (report, { evidence } = {}) => html(report, evidence)],
]);
