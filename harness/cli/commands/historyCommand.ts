import { type History, type HistoryVersion, history } from "../../api/history.js";
import { describeHistory, historyInShort } from "../../report/describeHistory.js";
import { describeManagedDate } from "../../report/describeManagedDate.js";
import { describeUndecided } from "../../report/describeUndecided.js";
import { historyHtml } from "../../report/historyHtml.js";
import { printJson } from "../../report/printJson.js";
import type { Arguments } from "../arguments.js";
import type { CommandBody, CommandResult } from "../command.js";
import { openOption, outOption, readUniverse, undecidedOption, universeOption } from "../commonOptions.js";
import { type ExitCode, exitCodes } from "../exitCode.js";
import type { Io } from "../io.js";
import { loadSources } from "../loadSources.js";
import { type Attempt, attempt, attemptOf } from "../problem.js";
import { showProgress } from "../showProgress.js";
import { sourceOptions } from "../sourceOptions.js";
import { undecidedExit } from "../undecidedExit.js";
import { changeInJson } from "./changeInJson.js";

/** `planproof history`: lists what AWS changed in its managed policies, version by version. */
export const historyCommand: CommandBody = {
  fewest: 1,
  details: "planproof history managed:BatchServiceRolePolicy; planproof history plan.json --since 2024-01-01",
  formats: ["human", "json", "html"],
  configured: "sources",
  options: {
    since: {
      value: "DATE",
      day: true,
      help: "only versions that AWS made after this day, UTC, as YYYY-MM-DD",
    },
    ...universeOption,
    ...undecidedOption,
    ...sourceOptions,
    ...outOption,
    ...openOption,
  },
  answer,
};

async function answer(args: Arguments, io: Io): Promise<Attempt<CommandResult>> {
  const [operand = ""] = args.operands;
  const input = operand.startsWith("managed:")
    ? ({ ok: true, value: operand } as const)
    : await load(args, io);
  if (!input.ok) return input;
  const progress = showProgress(args, io);
  const since = args.text("since");
  const result = await history(input.value, {
    universe: readUniverse(args),
    ...(since !== undefined && { since }),
    onVersion: (version, index, total) => progress(`comparing ${version}, ${index + 1} of ${total}`),
  });
  const attempted = attemptOf(result);
  if (!attempted.ok) return attempted;
  const found = attempted.value;
  return attempt({
    exit: exitOf(found, args),
    render: (format, { quiet }) => faces[format]?.(found) ?? human(found, quiet),
  });
}

async function load(args: Arguments, io: Io) {
  const sources = await loadSources(args, io);
  return sources.ok ? attempt(sources.value[0]!) : sources;
}

const exitOf = ({ versions, holes }: History, args: Arguments): ExitCode =>
  holes.length > 0 || versions.some(({ undecided }) => undecided.length > 0)
    ? undecidedExit(args)
    : exitCodes.holds;

/** The formats other than for a terminal. */
const faces: Readonly<Record<string, (found: History) => string>> = {
  json: (found) => printJson(historyJson(found)),
  html: ({ versions, managedPoliciesDate }) => historyHtml(versions, managedPoliciesDate),
};

const historyJson = ({ versions, holes, ...known }: History) => ({
  versions: versions.map(versionJson),
  ...(holes.length > 0 && { holes }),
  ...known,
});

const versionJson = ({ changes, undecided, ...version }: HistoryVersion) => ({
  ...version,
  changes: changes.map(changeInJson),
  ...(undecided.length > 0 && {
    undecided: undecided.map((one) => ({ reason: describeUndecided(one), actions: one.actions })),
  }),
});

function human(found: History, quiet: boolean): string {
  const { versions, holes } = found;
  const details = quiet ? [] : [...describeHistory(versions, holes), ...describeManagedDate(found)];
  return [historyInShort(versions), ...details].map((block) => `${block}\n`).join("\n");
}
