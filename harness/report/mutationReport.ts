import type { PolicyDocument } from "../../policies/language/policyDocument.js";
import { policyJson, printPolicy } from "../../policies/language/printPolicy.js";
import type { Mutation, MutationOutcome } from "../run/mutate/mutationOutcome.js";
import { describeMutant } from "./describeMutant.js";

interface Location {
  /** lines and columns count from 1 */
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

const statuses = {
  killed: "Killed",
  survived: "Survived",
  equivalent: "Ignored",
  untyped: "Ignored",
  undecided: "Ignored",
} as const satisfies Readonly<Record<MutationOutcome["status"], string>>;

/**
 * A mutation run as dashboards read it. A file is a policy as it is printed here; what is attached is in the file of
 * the policy that is not.
 *
 * Source: https://github.com/stryker-mutator/mutation-testing-elements/tree/master/packages/report-schema
 *
 * @param documents the policies without a mistake, by source
 */
export const mutationReport = (
  { mutants }: Mutation,
  documents: ReadonlyMap<string, PolicyDocument>,
): object => ({
  schemaVersion: "2",
  thresholds: { high: 95, low: 80 },
  files: Object.fromEntries(
    [...documents].map(([source, document]) => [
      source,
      {
        language: "json",
        source: printPolicy(document),
        mutants: mutants
          .map((mutant, at) => ({ mutant, id: String(at + 1) }))
          .filter(({ mutant }) => mutant.source === source)
          .map(({ mutant, id }) => mutantResult(mutant, id, document)),
      },
    ]),
  ),
});

function mutantResult(mutant: MutationOutcome, id: string, document: PolicyDocument): object {
  const { operator, status, by, timeout, after, witness, reason } = mutant;
  return {
    id,
    mutatorName: operator,
    description: describeMutant(mutant),
    status: timeout ? "Timeout" : statuses[status],
    location: locate(mutant, document),
    ...(after && { replacement: JSON.stringify(statementJson(after), null, 2) }),
    ...(status === "killed" &&
      by !== undefined && {
        statusReason: `noticed by ${by}${timeout ? ", which did not end in time" : ""}`,
      }),
    ...(status === "survived" && { statusReason: `not noticed: ${JSON.stringify(witness?.request)}` }),
    ...(statuses[status] === "Ignored" && {
      statusReason: reason ?? ignored[status as keyof typeof ignored],
    }),
  };
}

const ignored = {
  equivalent: "it allows the same requests, which is proved",
  untyped: "only requests that AWS never sends distinguish it",
  undecided: "whether it allows the same requests is not known",
};

type Statement = PolicyDocument["statements"][number];

const statementJson = (statement: Statement): unknown =>
  (policyJson({ version: "2012-10-17", statements: [statement] })["Statement"] as unknown[])[0];

/** The lines of a statement in the printed document; the whole of it where the mistake is not in one statement. */
function locate({ before }: MutationOutcome, document: PolicyDocument): Location {
  const lines = printPolicy(document).trimEnd().split("\n");
  const at = before === undefined ? -1 : document.statements.indexOf(before);
  if (at < 0)
    return { start: { line: 1, column: 1 }, end: { line: lines.length, column: lines.at(-1)!.length + 1 } };
  const heights = document.statements.map(
    (statement) => JSON.stringify(statementJson(statement), null, 2).split("\n").length,
  );
  const first = lines.findIndex((line) => line.startsWith('  "Statement"')) + 2;
  const start = heights.slice(0, at).reduce((line, height) => line + height, first);
  const end = start + heights[at]! - 1;
  return {
    start: { line: start, column: 5 },
    end: { line: end, column: lines[end - 1]!.replace(/,$/, "").length + 1 },
  };
}
