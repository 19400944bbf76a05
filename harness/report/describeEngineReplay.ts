import { alignColumns } from "./alignColumns.js";
import { describeDecision } from "./describeWitness.js";
import { escapeControls } from "./escapeControls.js";
import type { ReplayedCases } from "./replayAnswer.js";

/** The cases that drifted, and those with refused documents, of a replay by the policies in the corpus. */
export const describeEngineReplay = ({
  drifted,
  refused = [],
}: Pick<ReplayedCases, "drifted" | "refused">): readonly string[] => [
  ...drifted.flatMap(({ id, source, line, expected, actual, statements }) => [
    escapeControls(`DRIFTED  ${id}  ${source}:${line}`),
    ...alignColumns([
      ["expected", expected],
      ["actual", describeDecision(actual, statements)],
    ]),
  ]),
  ...refused.map(({ id, source, line, message }) =>
    escapeControls(`REFUSED  ${id}  ${source}:${line}  ${message}`),
  ),
];
