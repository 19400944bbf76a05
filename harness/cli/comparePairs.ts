import { resolve } from "node:path";
import type { Diagnostic } from "../../policies/text/diagnostic.js";
import type { Target } from "../../properties/target.js";
import { readFileLines } from "../corpus/readFileLines.js";
import { type Pair, readPair } from "../corpus/readPair.js";
import { printJsonLine } from "../report/printJson.js";
import { type CompareOptions, type Comparison, comparePolicies } from "../run/comparePolicies.js";
import { type DifferingAction, differingActions } from "../run/differingActions.js";
import { referenceFor } from "../run/referenceFor.js";
import type { Arguments } from "./arguments.js";
import type { Answer } from "./command.js";
import { type ExitCode, exitCodes } from "./exitCode.js";
import type { Io } from "./io.js";
import { type Attempt, attempt, obstructed, problemsOf } from "./problem.js";
import { undecidedExit } from "./undecidedExit.js";

interface Compared extends Comparison {
  readonly id: string;
  readonly actions?: readonly Pick<DifferingAction, "action" | "relation">[];
  readonly milliseconds: number;
}

/** `planproof compare --pairs`: one line for each pair of documents in a file. */
export async function comparePairs(
  args: Arguments,
  io: Io,
  options: Omit<CompareOptions, "reference">,
): Promise<Attempt<Answer>> {
  const file = args.text("pairs")!;
  const lines = await readFileLines(resolve(io.cwd, file), async (batches) => {
    const read = { pairs: [] as Pair[], unreadable: [] as Diagnostic[] };
    for await (const { line, text } of flatten(batches)) {
      const pair = text.ok ? readPair(text.value, line) : text;
      if (pair.ok) read.pairs.push(pair.value);
      else if (!text.ok || text.value.trim() !== "") read.unreadable.push(...pair.diagnostics);
    }
    return read;
  });
  if (!lines.ok) return obstructed(...problemsOf(file, lines.diagnostics));
  const { pairs, unreadable } = lines.value;
  if (pairs.length === 0)
    return obstructed(...problemsOf(file, unreadable.length > 0 ? unreadable : [noPairs]));
  const compared: Compared[] = [];
  for (const pair of pairs) compared.push(await compareOne(pair, io, options));
  return attempt({
    exit: exitOf(compared, unreadable, args),
    render: () => compared.map(printJsonLine).join(""),
    problems: problemsOf(file, unreadable),
  });
}

const noPairs: Diagnostic = {
  code: "no-pairs",
  severity: "error",
  message: "the file holds no pair",
  hint: 'write one a line: {"id":"a","left":{…},"right":{…}}',
};

async function compareOne(
  { id, left, right }: Pair,
  io: Io,
  options: Omit<CompareOptions, "reference">,
): Promise<Compared> {
  const side = (name: string, policies: Target["policies"]): Target => ({
    address: `${id} ${name}`,
    principal: "arn:aws:iam::111122223333:role/example",
    policies,
    holes: [],
  });
  const sides = [side("left", left), side("right", right)] as const;
  const reference = await referenceFor(sides, options.universe);
  const start = io.now();
  const comparison = comparePolicies(...sides, { ...options, reference });
  const milliseconds = Math.round((io.now() - start) * 100) / 100;
  const typed = options.universe === "typed" ? ({ universe: "typed", reference } as const) : {};
  const actions = differingActions(...sides, typed)?.map(({ action, relation }) => ({ action, relation }));
  return { id, ...comparison, ...(actions && { actions }), milliseconds };
}

function exitOf(compared: readonly Compared[], unreadable: readonly Diagnostic[], args: Arguments): ExitCode {
  if (unreadable.length > 0) return exitCodes.unasked;
  return compared.some(({ relation }) => relation === "undecided") ? undecidedExit(args) : exitCodes.holds;
}

async function* flatten<T>(batches: AsyncIterable<readonly T[]>): AsyncGenerator<T> {
  for await (const batch of batches) yield* batch;
}
