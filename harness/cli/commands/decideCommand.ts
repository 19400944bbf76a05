import { decide, type ExplainedRequest } from "../../api/decide.js";
import { singleTarget } from "../../api/singleTarget.js";
import { decidedInShort, describeDecided } from "../../report/describeDecided.js";
import { describeManagedDate, managedDateIn } from "../../report/describeManagedDate.js";
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
  [decidedInShort(decided), ...(quiet ? [] : ["", ...describeDecided(decided)])]
    .map((line) => `${line}\n`)
    .join("");
