import { compile } from "../../../policies/evaluate/compile.js";
import { type Explanation, explain } from "../../../policies/evaluate/explain.js";
import type { Request } from "../../../policies/language/request.js";
import type { Hole, Target } from "../../../properties/target.js";
import { alignColumns, type Line } from "../../report/alignColumns.js";
import { describeDecision, describeRequest } from "../../report/describeWitness.js";
import { escapeControls } from "../../report/escapeControls.js";
import { printJson } from "../../report/printJson.js";
import { holesOf } from "../../run/holesOf.js";
import { requestWarnings } from "../../run/warnings/requestWarnings.js";
import type { Arguments } from "../arguments.js";
import type { CommandBody, CommandResult } from "../command.js";
import { outOption, undecidedOption } from "../commonOptions.js";
import { exitCodes } from "../exitCode.js";
import type { Io } from "../io.js";
import { loadSources } from "../loadSources.js";
import { type Attempt, attempt } from "../problem.js";
import { requestFromArguments, requestOptions } from "../requestFromArguments.js";
import { singleTarget } from "../singleTarget.js";
import { sourceOptions } from "../sourceOptions.js";
import { undecidedExit } from "../undecidedExit.js";

/** `planproof decide`: is this request allowed, and why? */
export const decideCommand: CommandBody = {
  fewest: 1,
  details: "planproof decide managed:AWSBatchFullAccess --action batch:ListJobs --resource '*'",
  formats: ["human", "json"],
  options: { ...requestOptions, ...undecidedOption, ...sourceOptions, ...outOption },
  answer: decide,
};

async function decide(args: Arguments, io: Io): Promise<Attempt<CommandResult>> {
  const sources = await loadSources(args, io);
  if (!sources.ok) return sources;
  const target = singleTarget(sources.value[0]!);
  if (!target.ok) return target;
  const request = await requestFromArguments(args, io, target.value.principal);
  if (!request.ok) return request;
  const { explanation, isSure } = explainReadings(target.value, request.value);
  const holes = holesOf(target.value);
  return attempt({
    exit: isSure ? exitCodes.holds : undecidedExit(args),
    render: (format, { quiet }) => {
      if (format === "json") {
        return printJson({ ...explanation, certain: isSure, request: request.value, holes });
      }
      const answer = inShort(explanation, isSure);
      return quiet ? answer : `${answer}\n${details(explanation, request.value, isSure ? [] : holes)}`;
    },
    problems: (await requestWarnings(request.value)).map((diagnostic) => ({ diagnostic })),
  });
}

/** Where the readings of a policy disagree, the narrowest is told, of which every part is known. */
function explainReadings({ policies, narrowest = policies, holes }: Target, request: Request) {
  const [widest, explanation] = [policies, narrowest].map((set) => explain(compile(set), request)) as [
    Explanation,
    Explanation,
  ];
  const agree = widest.decision === explanation.decision;
  // What is known to be denied explicitly stays denied, whatever the rest turns out to be.
  return { explanation, isSure: agree && (holes.length === 0 || widest.decision === "explicitDeny") };
}

/** What is not known may yet allow what nothing allows today, so that a decision alone would mislead. */
function inShort({ decision, statements }: Explanation, isSure: boolean): string {
  const told = escapeControls(describeDecision(decision, statements));
  return `${isSure ? told : `undecided — by what is known it is ${told}`}\n`;
}

function details({ why, missingKeys }: Explanation, request: Request, open: readonly Hole[]): string {
  const lines: readonly Line[] = [
    ...describeRequest(request),
    ...why.map((sentence, index): Line => [index === 0 ? "why" : "", sentence]),
    ...(missingKeys.length === 0 ? [] : [["not given", missingKeys.join(", ")] as const]),
    ...open.map(({ address, reason }): Line => ["open", `${address}: ${reason}`]),
  ];
  return `${alignColumns(lines, "  ").join("\n")}\n`;
}
