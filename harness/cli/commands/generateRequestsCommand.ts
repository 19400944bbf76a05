import fc from "fast-check";
import { requestNear } from "../../../generators/requestNear.js";
import type { Request } from "../../../policies/language/request.js";
import { loadServiceReference } from "../../../policies/reference/loadServiceReference.js";
import { printJsonLine } from "../../report/printJson.js";
import { defaultSeed } from "../../run/defaultSeed.js";
import { deriveSeed } from "../../run/deriveSeed.js";
import { servicesOf } from "../../run/servicesOf.js";
import type { Arguments } from "../arguments.js";
import type { CommandBody, CommandResult } from "../command.js";
import { outOption, seedOption } from "../commonOptions.js";
import { exitCodes } from "../exitCode.js";
import type { Io } from "../io.js";
import { loadCheckable } from "../loadCheckable.js";
import { type Attempt, attempt } from "../problem.js";
import { sourceOptions } from "../sourceOptions.js";

const defaultSize = 100;

/** `planproof generate requests`: random requests near these policies. */
export const generateRequestsCommand: CommandBody = {
  fewest: 1,
  details: "planproof generate requests managed:AWSBatchFullAccess --size 10",
  formats: ["jsonl"],
  options: {
    size: { value: "N", minimum: 1, help: `requests to make; default ${defaultSize}` },
    ...seedOption,
    ...sourceOptions,
    ...outOption,
  },
  answer: generateRequests,
};

async function generateRequests(args: Arguments, io: Io): Promise<Attempt<CommandResult>> {
  const sources = await loadCheckable(args, io);
  if (!sources.ok) return sources;
  const { targets } = sources.value[0]!;
  const reference = await loadServiceReference(servicesOf(targets));
  const seed = args.number("seed", defaultSeed);
  const size = args.number("size", defaultSize);
  const draws = targets.map(({ address, principal, policies }) =>
    fc.sample(requestNear(policies, { reference, principal }), {
      seed: deriveSeed(seed, "", address),
      numRuns: Math.ceil(size / targets.length),
    }),
  );
  const requests = Array.from({ length: size }, (_, at) => inTurn(draws, at));
  return attempt({ exit: exitCodes.holds, render: () => requests.map(printJsonLine).join("") });
}

/** One request near the first target, one near the second, and so on around. */
const inTurn = (draws: readonly (readonly Request[])[], at: number): Request =>
  draws[at % draws.length]![Math.floor(at / draws.length)]!;
