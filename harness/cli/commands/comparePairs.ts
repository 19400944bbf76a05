import { resolve } from "node:path";
import type { Diagnostic } from "../../../policies/text/diagnostic.js";
import { jsonMember, stringValue } from "../../../policies/text/jsonMember.js";
import { parseJson } from "../../../policies/text/parseJson.js";
import type { Target } from "../../../properties/target.js";
import { compareTargets } from "../../api/compareTargets.js";
import { readFileLines } from "../../corpus/readFileLines.js";
import { type Pair, readPair } from "../../corpus/readPair.js";
import type { NumberedLine } from "../../corpus/splitLines.js";
import { printJsonLine } from "../../report/printJson.js";
import type { CompareOptions } from "../../run/compare/comparePolicies.js";
import { referenceFor } from "../../run/referenceFor.js";
import type { Arguments } from "../arguments.js";
import type { CommandResult } from "../command.js";
import { type ExitCode, exitCodes } from "../exitCode.js";
import type { Io } from "../io.js";
import { problemsJson } from "../printProblems.js";
import { type Attempt, attempt, obstructions, type Problem, problemsOf } from "../problem.js";
import { showProgress } from "../showProgress.js";
import { undecidedExit } from "../undecidedExit.js";
import { comparedJson } from "./comparedJson.js";

type Compared = { readonly id: string } & ReturnType<typeof comparedJson>;

/** A line that is not a pair; its id is null where the line does not contain one. */
interface Refused {
  readonly id: string | null;
  readonly diagnostics: readonly Diagnostic[];
}

const isRefused = (row: object): row is Refused => "diagnostics" in row;

/**
 * `planproof compare --pairs`: one line for each pair of documents in a file. As JSON, a line that is not a pair is
 * answered in its place, by `{"id","error"}`; it is reported on stderr in any case.
 */
export async function comparePairs(
  args: Arguments,
  io: Io,
  options: Omit<CompareOptions, "reference">,
): Promise<Attempt<CommandResult>> {
  const file = args.text("pairs")!;
  const rows = await readFileLines(resolve(io.cwd, file), readRows);
  if (!rows.ok) return obstructions(problemsOf(file, rows.diagnostics));
  const refused = rows.value.filter(isRefused);
  const unreadable = problemsOf(
    file,
    refused.flatMap(({ diagnostics }) => diagnostics),
  );
  if (refused.length === rows.value.length)
    return obstructions(refused.length > 0 ? unreadable : problemsOf(file, [noPairs]));
  const pairs = rows.value.filter((row): row is Pair => !isRefused(row));
  const reference = await referenceFor(pairs.flatMap(sidesOf), options.universe);
  const answers: (Compared | Refused)[] = [];
  const progress = showProgress(args, io);
  for (const row of rows.value) {
    progress(`comparing ${answers.length + 1} of ${rows.value.length}`);
    answers.push(isRefused(row) ? row : compareOne(row, io, { ...options, reference }));
  }
  const compared = answers.filter((answer): answer is Compared => !isRefused(answer));
  return attempt({
    exit: exitOf(compared, unreadable, args),
    render: (format) =>
      (format === "json" ? answers.map((answer) => inPlace(answer, file)) : compared)
        .map(printJsonLine)
        .join(""),
    problems: unreadable,
  });
}

const inPlace = (answer: Compared | Refused, file: string): object =>
  isRefused(answer) ? { id: answer.id, ...problemsJson(problemsOf(file, answer.diagnostics)) } : answer;

async function readRows(
  batches: AsyncIterable<readonly NumberedLine[]>,
): Promise<readonly (Pair | Refused)[]> {
  const rows: (Pair | Refused)[] = [];
  for await (const { line, text } of flatten(batches)) {
    if (text.ok && text.value.trim() === "") continue;
    const pair = text.ok ? readPair(text.value, line) : text;
    if (pair.ok) rows.push(pair.value);
    else rows.push({ id: text.ok ? idOf(text.value) : null, diagnostics: pair.diagnostics });
  }
  return rows;
}

/** The id of a line that is not a pair for another reason. */
function idOf(line: string): string | null {
  const row = parseJson(line);
  return (row.ok ? stringValue(jsonMember(row.value, "id")) : undefined) ?? null;
}

const noPairs: Diagnostic = {
  code: "no-pairs",
  severity: "error",
  message: "the file holds no pair",
  hint: 'write one a line: {"id":"a","left":{…},"right":{…}}',
};

function sidesOf({ id, left, right }: Pair): readonly [Target, Target] {
  const side = (name: string, policies: Target["policies"]): Target => ({
    address: { source: `${id} ${name}` },
    principal: "arn:aws:iam::111122223333:role/example",
    policies,
    holes: [],
  });
  return [side("left", left), side("right", right)];
}

function compareOne(pair: Pair, io: Io, options: CompareOptions): Compared {
  const { actions, ...compared } = compareTargets(...sidesOf(pair), {
    ...options,
    actions: options.universe === "any" ? "written" : true,
    now: io.now,
  });
  const classes = actions?.map(({ actions, count, relation }) => ({ actions, count, relation }));
  return { id: pair.id, ...comparedJson({ ...compared, ...(classes && { actions: classes }) }) };
}

function exitOf(compared: readonly Compared[], unreadable: readonly Problem[], args: Arguments): ExitCode {
  if (unreadable.length > 0) return exitCodes.unasked;
  return compared.some(({ relation }) => relation === "undecided") ? undecidedExit(args) : exitCodes.holds;
}

async function* flatten<T>(batches: AsyncIterable<readonly T[]>): AsyncGenerator<T> {
  for await (const batch of batches) yield* batch;
}
