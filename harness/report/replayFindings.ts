import type { Diagnostic } from "../../policies/text/diagnostic.js";
import type { ChangedAccess } from "../corpus/changedAccess.js";
import { digestOf } from "../run/shards/digestOf.js";
import { alignColumns } from "./alignColumns.js";
import { describeChangedAccess, describeDrift, describeUndecidedCases, missing } from "./describeReplay.js";
import { describeDecision } from "./describeWitness.js";
import { escapeControls } from "./escapeControls.js";
import type { Findings, ReviewFinding, Rule } from "./formats/findings.js";
import { describeHoles } from "./reasonOf.js";
import type { InFile, ReplayedCases } from "./replayAnswer.js";

interface ReplayLook {
  readonly answer: string;
  readonly undecided: "fail" | "allow";
  /** lines that could not be read */
  readonly unreadable: readonly { readonly source?: string; readonly diagnostic: Diagnostic }[];
}

/** A replay as the formats for a pull request write it; a finding is at the line of its case. */
export function replayFindings(
  replay: ReplayedCases,
  { answer, undecided, unreadable }: ReplayLook,
): Findings {
  const { drifted, changes = [], missingTargets = [], newTargets = [], undecided: open = [] } = replay;
  return {
    answer,
    rules,
    findings: [
      ...unreadable.map(({ source = "", diagnostic: { message, position } }) =>
        finding("line-unreadable", { source, ...(position && { line: position.line }) }, [message]),
      ),
      ...drifted.map(driftFinding),
      ...changes.map((one) =>
        finding("access-changed", one, [changedMessage(one), ...describeChangedAccess(one)]),
      ),
      ...missingTargets.map((one) => finding("target-missing", one, [missing(one.cases)])),
      ...newTargets.map((target) =>
        finding("target-new", { target, source: target.split("#", 1)[0]! }, ["the corpus has no case of it"]),
      ),
      ...open.map((one) => ({
        ...finding("case-undecided", one, [describeHoles(one.holes), ...describeUndecidedCases([one])]),
        state: "undecided" as const,
        isCounted: undecided === "fail",
      })),
    ],
    passed: replay.matched === 0 ? [] : [{ rule: "cases-match", subject: "", source: "the corpus" }],
    notes: (replay.refused ?? []).map(({ id, source, line, message }) =>
      escapeControls(`${source}:${line}: ${id}: ${message}`),
    ),
    properties: {},
  };
}

const ruleOf = (id: string, sentence: string): Rule => ({ id, sentence, severity: "high" });

const rules: readonly Rule[] = [
  ruleOf("line-unreadable", "each line of a corpus can be read"),
  ruleOf("case-drifted", "a case is decided as the corpus expects"),
  ruleOf("access-changed", "access that no case asks about is as it was"),
  ruleOf("target-missing", "the targets of the corpus are in the source"),
  ruleOf("target-new", "the corpus has cases of each target"),
  ruleOf("case-undecided", "what decides a case is known"),
];

function driftFinding(drift: ReplayedCases["drifted"][number]): ReviewFinding {
  const { id, expected, actual, statements } = drift;
  const details =
    "target" in drift
      ? describeDrift(drift)
      : alignColumns([
          ["expected", expected],
          ["actual", describeDecision(actual, statements)],
        ]);
  return finding("case-drifted", drift, [
    `case \`${id}\` is ${actual}, and ${expected} is expected`,
    ...details,
  ]);
}

const changedMessage = ({ change, request }: ChangedAccess): string =>
  `${change === "added" ? "new" : "less"} access: \`${request.action}\` on \`${request.resource}\``;

type About = InFile<{ readonly target?: string; readonly id?: string; readonly line?: number }>;

function finding(
  rule: string,
  about: About,
  [message, ...details]: readonly [message: string, ...details: string[]],
): ReviewFinding {
  const { source, target, id, line } = about;
  const file = escapeControls(source.replace(/^(?:\.\/)+/, ""));
  const isInside = !/^(?:\/|[A-Za-z]:|\.\.(?:\/|$))/.test(file);
  const subject = escapeControls([target, id].filter((part) => part !== undefined).join(" "));
  return {
    id: digestOf([rule, target, id, message]),
    rule,
    severity: "high",
    state: "refuted",
    isCounted: true,
    source: file,
    subject,
    name: subject === "" ? file : subject,
    message: escapeControls(message),
    details,
    ...(line !== undefined && isInside && { location: { file, line } }),
  };
}
