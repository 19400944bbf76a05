import type { Evidence } from "../run/access/evidence.js";
import type { Report } from "../run/report.js";
import { packageVersion } from "../run/shards/packageVersion.js";
import type { Findings } from "./formats/findings.js";
import { github } from "./formats/github.js";
import { gitlab } from "./formats/gitlab.js";
import { junit } from "./formats/junit.js";
import { markdown } from "./formats/markdown.js";
import { sarif } from "./formats/sarif.js";
import { tap } from "./formats/tap.js";
import { html } from "./html.js";
import { human } from "./human.js";
import { json } from "./json.js";
import { jsonl } from "./jsonl.js";
import { paint } from "./paint.js";
import { reportFindings } from "./reportFindings.js";

export interface ReporterOptions {
  /** default false */
  readonly colour?: boolean;
  /** leave out all but the answer, where the format is for users to read; default false */
  readonly quiet?: boolean;
  /** what a page shows beyond the report; default the report alone */
  readonly evidence?: Evidence;
  /** `allow` where what is undecided is to fail no test and no gate; default `fail` */
  readonly undecided?: "fail" | "allow";
}

/** One face of a report: a pure function of it. */
export type Reporter = (report: Report, options?: ReporterOptions) => string;

/** The formats that are made of findings: of a report, of what changed, of cases that drifted. */
export const findingFormats: ReadonlyMap<string, (findings: Findings) => string> = new Map([
  ["junit", junit],
  ["sarif", (findings: Findings) => sarif(findings, packageVersion())],
  ["github", github],
  ["gitlab", gitlab],
  ["markdown", markdown],
  ["tap", tap],
]);

/** Every reporter by the name of its format. A name that is not here is an error, never a fallback. */
export const reporters: ReadonlyMap<string, Reporter> = new Map<string, Reporter>([
  [
    "human",
    (report, { colour = false, quiet = false } = {}) => human(report, { paint: paint(colour), quiet }),
  ],
  ["json", (report) => json(report)],
  ["html", (report, { evidence } = {}) => html(report, evidence)],
  ["jsonl", (report) => jsonl(report)],
  ...[...findingFormats].map(([name, print]): readonly [string, Reporter] => [
    name,
    (report, { undecided = "fail" } = {}) => print(reportFindings(report, undecided)),
  ]),
]);
