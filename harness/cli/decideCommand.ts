import { compile } from "../../policies/evaluate/compile.js";
import { type Explanation, explain } from "../../policies/evaluate/explain.js";
import type { Request } from "../../policies/language/request.js";
import type { Target } from "../../properties/target.js";
import { aligned, type Line } from "../report/aligned.js";
import { describeDecision, describeRequest } from "../report/describeWitness.js";
import { printJson } from "../report/printJson.js";
import { visible } from "../report/visible.js";
import { holesOf } from "../run/holesOf.js";
import type { Arguments } from "./arguments.js";
import type { Answer, Command } from "./command.js";
import { outOption, undecidedOption } from "./commonOptions.js";
import { exitCodes } from "./exitCode.js";
import type { Io } from "./io.js";
import { loadSources } from "./loadSources.js";
import { oneTarget } from "./oneTarget.js";
import { type Attempt, attempt } from "./problem.js";
import { requestFromArguments, requestOptions } from "./requestFromArguments.js";
import { sourceOptions } from "./sourceOptions.js";
import { undecidedExit } from "./undecidedExit.js";

/** `planproof decide`: is this request allowed, and why? */
export const decideCommand: Command = {
  name: "decide",
  operands: "SOURCE",
  fewest: 1,
  summary: "is this request allowed, and why?",
  details: "planproof decide managed:AWSBatchFullAccess --action batch:SubmitJob --resource '*'",
  formats: ["human", "json"],
  options: { ...requestOptions, ...undecidedOption, ...sourceOptions, ...outOption },
  answer: decide,
};

async function decide(args: Arguments, io: Io): Promise<Attempt<Answer>> {
  const sources = await loadSources(args, io);
  if (!sources.ok) return sources;
  const target = oneTarget(sources.value[0]!);
  if (!target.ok) return target;
  const request = await requestFromArguments(args, io, target.value.principal);
  if (!request.ok) return request;
  const { explanation, isSure } = explainReadings(target.value, request.value);
  const holes = holesOf(target.value);
  return attempt({
    exit: isSure ? exitCodes.holds : undecidedExit(args),
    render: (format, { quiet }) =>
      format === "json"
        ? printJson({ ...explanation, request: request.value, holes })
        : human(explanation, request.value, quiet ? undefined : target.value),
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

/** Without a target: the answer alone. */
function human(explanation: Explanation, request: Request, target: Target | undefined): string {
  const { decision, statements, why, missingKeys } = explanation;
  const answer = `${visible(describeDecision(decision, statements))}\n`;
  if (target === undefined) return answer;
  const lines: readonly Line[] = [
    ...describeRequest(request),
    ...why.map((sentence, index): Line => [index === 0 ? "why" : "", sentence]),
    ...(missingKeys.length === 0 ? [] : [["not given", missingKeys.join(", ")] as const]),
    ...holesOf(target).map(({ address, reason }): Line => ["open", `${address}: ${reason}`]),
  ];
  return `${[answer, ...aligned(lines, "  ")].join("\n")}\n`;
}
