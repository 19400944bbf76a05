import type { ReportedApproval } from "../run/diff/approval.js";
import type { Diff } from "../run/diff/diff.js";
import { escapeControls } from "./escapeControls.js";
import { joinWithLimit } from "./joinWithLimit.js";

/** What is added and approved, a line each; and the approvals that expired or match nothing. */
export const describeApprovals = ({ approvals = [] }: Diff): readonly string[] =>
  (
    [
      ["matched", "APPROVED"],
      ["expired", "APPROVALS THAT EXPIRED"],
      ["unmatched", "APPROVALS THAT NO LONGER MATCH: let --update-approved take them out"],
    ] as const
  ).flatMap(([state, title]) => {
    const lines = approvals
      .filter((one) => one.state === state)
      .map((one) => escapeControls(`  ${lineOf(one)}`));
    return lines.length === 0 ? [] : [[title, ...lines].join("\n")];
  });

function lineOf({ target, actions, caller, step, reason, owner, until }: ReportedApproval): string {
  const what = step ?? joinWithLimit(actions ?? []);
  const to = caller === undefined ? "" : ` for ${caller}`;
  return `${what}  ${target}${to}: ${reason} (${owner}${until === undefined ? "" : `, until ${until}`})`;
}
