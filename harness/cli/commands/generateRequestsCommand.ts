import { defaultRequests, generateRequests } from "../../api/generateRequests.js";
import { printJsonLine } from "../../report/printJson.js";
import { defaultSeed } from "../../run/defaultSeed.js";
import type { Arguments } from "../arguments.js";
import type { CommandBody, CommandResult } from "../command.js";
import { outOption, seedOption } from "../commonOptions.js";
import { exitCodes } from "../exitCode.js";
import type { Io } from "../io.js";
import { loadSources } from "../loadSources.js";
import { mostRequests } from "../option.js";
import { type Attempt, attempt, attemptOf } from "../problem.js";
import { sourceOptions } from "../sourceOptions.js";

/** `planproof generate requests`: makes random requests near the policies. */
export const generateRequestsCommand: CommandBody = {
  fewest: 1,
  details: "planproof generate requests managed:AWSBatchFullAccess --size 10",
  formats: ["jsonl"],
  configured: "sources",
  options: {
    size: {
      value: "N",
      minimum: 1,
      maximum: mostRequests,
      help: `requests to make; default ${defaultRequests}`,
    },
    ...seedOption,
    ...sourceOptions,
    ...outOption,
  },
  answer,
};

async function answer(args: Arguments, io: Io): Promise<Attempt<CommandResult>> {
  const sources = await loadSources(args, io);
  if (!sources.ok) return sources;
  const seed = args.number("seed", defaultSeed);
  const size = args.number("size", defaultRequests);
  const requests = attemptOf(await generateRequests(sources.value, { seed, size }));
  if (!requests.ok) return requests;
  return attempt({ exit: exitCodes.holds, render: () => requests.value.map(printJsonLine).join("") });
}
