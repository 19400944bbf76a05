import { countPolicies } from "../../plan/countPolicies.js";
import type { LoadedSource } from "../../plan/source/loadSource.js";
import { joinWithLimit } from "../../report/joinWithLimit.js";
import { reporters } from "../../report/reporters.js";
import { chooseProperties } from "../../run/chooseProperties.js";
import { defaultRuns, defaultSeed } from "../../run/defaultSeed.js";
import { documentsToAsk } from "../../run/documentsToAsk.js";
import { referenceFor } from "../../run/referenceFor.js";
import type { Note, Report } from "../../run/report.js";
import { run } from "../../run/run.js";
import { unlistedActions } from "../../run/warnings/unlistedActions.js";
import type { Arguments } from "../arguments.js";
import type { CommandBody, CommandResult } from "../command.js";
import { outOption, readUniverse, searchOptions, undecidedOption, universeOption } from "../commonOptions.js";
import { type ExitCode, exitCodes } from "../exitCode.js";
import type { Io } from "../io.js";
import { loadCheckable } from "../loadCheckable.js";
import { type Attempt, attempt, obstructions, type Problem } from "../problem.js";
import { showProgress } from "../showProgress.js";
import { sourceFlags, sourceOptions } from "../sourceOptions.js";
import { undecidedExit } from "../undecidedExit.js";

/** `planproof check`: do the properties hold? */
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
  answer: check,
};

async function check(args: Arguments, io: Io): Promise<Attempt<CommandResult>> {
  const properties = chooseProperties(args.texts("property"));
  if (!properties.ok) return obstructions(properties.diagnostics.map((diagnostic) => ({ diagnostic })));
  const isNamed = args.texts("property").length > 0;
  const documentsOf = (source: LoadedSource) => documentsToAsk(source, properties.value, isNamed);
  const sources = await loadCheckable(args, io, documentsOf);
  if (!sources.ok) return sources;
  const targets = sources.value.flatMap((source) => [...source.targets, ...documentsOf(source)]);
  const universe = readUniverse(args);
  const reference = await referenceFor(targets, universe);
  const tell = showProgress(args, io);
  const report = run(targets, properties.value, {
    reference,
    universe,
    seed: args.number("seed", defaultSeed),
    runs: args.number("runs", defaultRuns),
    sources: sources.value.map(({ name }) => name),
    policies: sources.value.reduce((sum, source) => sum + policiesWritten(source), 0),
    notes: [...sources.value.flatMap(notesOf), ...(await unlistedActions(targets, reference))],
    given: sourceFlags(args),
    onVerdict: (_, done, total) => tell(`checked ${done} of ${total}`),
  });
  if (report.verdicts.length === 0)
    return obstructions(report.sources.map((source) => noProperty(source, report)));
  return attempt({
    exit: exitOf(report, args),
    render: (format, look) => reporters.get(format)!(report, look),
  });
}

/** What nobody wrote is no policy to check. */
function policiesWritten({ extraction }: LoadedSource): number {
  const { documents, unknown } = countPolicies(extraction);
  return documents + unknown;
}

const notesOf = ({ name, extraction }: LoadedSource): readonly Note[] =>
  extraction.notes.map((diagnostic) => ({ source: name, diagnostic }));

function exitOf({ counts }: Report, args: Arguments): ExitCode {
  if (counts.refuted > 0) return exitCodes.refuted;
  return counts.undecided > 0 ? undecidedExit(args) : exitCodes.holds;
}

function noProperty(source: string, { targets }: Report): Problem {
  const names = targets.map(({ address }) => address).filter((address) => address.startsWith(source));
  return {
    source,
    diagnostic: {
      code: "no-property",
      severity: "error",
      message: `no property says anything about ${joinWithLimit(names, 3)}, so there is nothing to check`,
      hint: "`planproof list properties` tells what each is about; `planproof diff` tells what access is new",
    },
  };
}
