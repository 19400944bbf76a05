import { decide, type ExplainedRequest } from "../../api/decide.js";
import { singleTarget } from "../../api/singleTarget.js";
import { alignColumns, type Line } from "../../report/alignColumns.js";
import { describeManagedDate, managedDateIn } from "../../report/describeManagedDate.js";
import { describeDecision, describeRequest } from "../../report/describeWitness.js";
import { escapeControls } from "../../report/escapeControls.js";
import { printJson } from "../../report/printJson.js";
import type { Arguments } from "../arguments.js";
import type { CommandBody, CommandResult } from "../command.js";
import { outOption, undecidedOption } from "../commonOptions.js";
import { exitCodes } from "../exitCode.js";
import type { Io } from "../io.js";
import { loadSources } from "../loadSources.js";
import { type Attempt, attempt, attemptOf, sourcedProblems } from "../problem.js";
import { requestFromArguments, requestOptions } from "../requestFromArguments.js";
import { sourceOptions } from "../sourceOptions.js";
import { undecidedExit } from "../undecidedExit.js";

/** `planproof decide`: decides whether a request is allowed, and why. */
export const decideCommand: CommandBody = {
  fewest: 1,
  details: "planproof decide managed:AWSBatchFullAccess --action batch:ListJobs --resource '*'",
  formats: ["human", "json"],
  configured: "sources",
  options: { ...requestOptions, ...undecidedOption, ...sourceOptions, ...outOption },
  answer,
};

async function answer(args: Arguments, io: Io): Promise<Attempt<CommandResult>> {
  const sources = await loadSources(args, io);
  if (!sources.ok) return sources;
  const source = sources.value[0]!;
  const request = await requestFromArguments(args, io, singleTarget(source));
  if (!request.ok) return request;
  const result = await decide(source, request.value);
  const decided = attemptOf(result);
  if (!decided.ok) return decided;
  return attempt({
    exit: decided.value.certain ? exitCodes.holds : undecidedExit(args),
    render: (format, { quiet }) =>
      format === "json"
        ? printJson({ ...decided.value, ...managedDateIn([source]) })
        : [
            human(decided.value, quiet),
            ...(quiet ? [] : describeManagedDate(source)).map((block) => `${block}\n`),
          ].join("\n"),
    problems: sourcedProblems(result.diagnostics),
  });
}

const human = (decided: ExplainedRequest, quiet: boolean): string =>
  quiet ? inShort(decided) : `${inShort(decided)}\n${details(decided)}`;

/** What is unknown may allow what nothing known allows, so that the decision alone would mislead. */
function inShort({ decision, statements, certain }: ExplainedRequest): string {
  const known = escapeControls(describeDecision(decision, statements));
  return `${certain ? known : `undecided — by what is known it is ${known}`}\n`;
}

function details({ why, missingKeys, request, certain, holes }: ExplainedRequest): string {
  const lines: readonly Line[] = [
    ...describeRequest(request),
    ...why.map((sentence, index): Line => [index === 0 ? "why" : "", sentence]),
    ...(missingKeys.length === 0 ? [] : [["not given", missingKeys.join(", ")] as const]),
    ...(certain ? [] : holes).map(({ address, reason }): Line => ["unknown", `${address}: ${reason}`]),
  ];
  return `${alignColumns(lines, "  ").join("\n")}\n`;
}
