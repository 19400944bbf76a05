import { expect } from "chai";
import { isAlwaysAllowed } from "../../policies/evaluate/authorize.js";
import { caseFiles } from "./caseFiles.js";
import { type DecidedRow, decideRow } from "./decideRow.js";

describe("the cases", () => {
  for (const { name, lines } of caseFiles) {
    describe(name, () => {
      lines.forEach((line, index) => {
        const { id, description } = JSON.parse(line) as { id: string; description: string };
        it(`${id}: ${description}`, () => {
          const decided = decideRow(line, index + 1);
          expect(decided.decision).to.equal(decided.row.expected);
          if (decided.explanation === undefined) return;
          expect(decided.explanation.decision).to.equal(decided.decision);
          if (isDecidedByStatements(decided)) expect(decided.explanation.statements).not.to.be.empty;
        });
      });
    });
  }
});

/** True when only identity policies are there and the decision is not what happens without any. */
const isDecidedByStatements = ({ row, decision }: DecidedRow): boolean =>
  row.policies.members.every(({ key }) => key.value === "identity") &&
  decision !== "implicitDeny" &&
  !row.request.principal.endsWith(":root") &&
  !isAlwaysAllowed(row.request.action);
