import { check } from "../../api/check.js";
import { expandVersions } from "../../plan/source/expandVersions.js";
import { reporters } from "../../report/reporters.js";
import { chooseProperties } from "../../run/chooseProperties.js";
import type { Report, Verdict } from "../../run/report.js";
import type { Arguments } from "../arguments.js";
import type { CommandBody, CommandResult } from "../command.js";
import {
  outOption,
  readSearch,
  readUniverse,
  searchOptions,
  undecidedOption,
  universeOption,
} from "../commonOptions.js";
import { type ExitCode, exitCodes } from "../exitCode.js";
import type { Io } from "../io.js";
import { loadSources } from "../loadSources.js";
import { type Attempt, attempt, attemptOf } from "../problem.js";
import { showProgress } from "../showProgress.js";
import { sourceOptions } from "../sourceOptions.js";
import { undecidedExit } from "../undecidedExit.js";

/** `planproof check`: checks properties against each principal. */
export const checkCommand: CommandBody = {
  fewest: 1,
  most: Number.POSITIVE_INFINITY,
  details: "planproof check plan.json --property tag-guard --out json=report.json",
  formats: [...reporters.keys()],
  options: {
    property: {
      value: "ID",
      repeatable: true,
      help: "check this property only; see `planproof list properties`",
    },
    ...searchOptions,
    ...universeOption,
    ...undecidedOption,
    ...sourceOptions,
    ...outOption,
  },
  answer,
};

async function answer(args: Arguments, io: Io): Promise<Attempt<CommandResult>> {
  const properties = args.texts("property");
  const known = attemptOf(chooseProperties(properties));
  if (!known.ok) return known;
  const sources = await loadSources(args, io, expandVersions);
  if (!sources.ok) return sources;
  const progress = showProgress(args, io);
  const options = { ...readSearch(args), properties, universe: readUniverse(args) };
  const onVerdict = (_: Verdict, done: number, total: number) => progress(`checked ${done} of ${total}`);
  const report = attemptOf(await check(sources.value, { ...options, onVerdict }));
  if (!report.ok) return report;
  return attempt({
    exit: exitOf(report.value, args),
    render: (format, look) => reporters.get(format)!(report.value, look),
  });
}

function exitOf({ counts }: Report, args: Arguments): ExitCode {
  if (counts.refuted > 0) return exitCodes.refuted;
  return counts.undecided > 0 ? undecidedExit(args) : exitCodes.holds;
}
