import { presetNames } from "../../../properties/catalogue/propertiesOf.js";
import { check } from "../../api/check.js";
import { gatherEvidence } from "../../api/gatherEvidence.js";
import { SavedCases } from "../../corpus/savedCases.js";
import { expandVersions } from "../../plan/source/expandVersions.js";
import { reporters } from "../../report/reporters.js";
import { chooseProperties } from "../../run/chooseProperties.js";
import { defaultGate, type FailOn, gates } from "../../run/failOn.js";
import type { Verdict } from "../../run/report.js";
import type { Arguments } from "../arguments.js";
import { chosenProperties } from "../chosenProperties.js";
import type { CommandBody, CommandResult } from "../command.js";
import {
  openOption,
  outOption,
  readSearch,
  readUndecided,
  readUniverse,
  searchOptions,
  undecidedOption,
  universeOption,
} from "../commonOptions.js";
import { gateFlags, readGate } from "../gateFlags.js";
import type { Io } from "../io.js";
import { loadSources } from "../loadSources.js";
import { type Attempt, attempt, attemptOf, obstructions, problemsOf } from "../problem.js";
import { reportExit } from "../reportExit.js";
import { readShard, shardOption } from "../shardOption.js";
import { showProgress } from "../showProgress.js";
import { hclOption, sourceOptions } from "../sourceOptions.js";
import { updateBaseline } from "../updateBaseline.js";
import { verdictFile } from "./verdictFile.js";
import { wantsFormat } from "./wantsFormat.js";

/** `planproof check`: checks properties against each principal. */
export const checkCommand: CommandBody = {
  fewest: 1,
  most: Number.POSITIVE_INFINITY,
  details: "planproof check plan.json --property tag-guard --out json=report.json",
  formats: [...reporters.keys()],
  configured: "sources",
  options: {
    property: {
      value: "ID[:NAME=VALUE,…]",
      repeatable: true,
      help: "check this property; see `planproof list properties`",
    },
    preset: {
      value: presetNames.join("|"),
      words: presetNames,
      help: "the properties that are asked; default recommended, or those named",
    },
    "fail-on": {
      value: "SEVERITY",
      words: gates,
      help: `the least that fails: ${gates.join(", ")}; default high, strict low`,
    },
    ...gateFlags,
    "allow-empty": { help: "exit 0 where no source has anything to check" },
    "save-cases": {
      value: "FILE",
      help: "add requests that violate a property to a corpus; try those in it first",
    },
    ...shardOption,
    resume: {
      value: "FILE",
      help: "keep each verdict in FILE; the same command again goes on from there",
    },
    ...searchOptions,
    ...universeOption,
    ...undecidedOption,
    ...sourceOptions,
    ...hclOption,
    ...outOption,
    ...openOption,
  },
  answer,
};

async function answer(args: Arguments, io: Io): Promise<Attempt<CommandResult>> {
  const asked = chosenProperties(args);
  const { properties, preset, trusted } = asked;
  const failOn = (args.text("fail-on") as FailOn | undefined) ?? defaultGate(preset);
  const known = attemptOf(chooseProperties(properties, preset, trusted));
  if (!known.ok) return known;
  const shard = readShard(args, io);
  if (!shard.ok) return shard;
  const gate = readGate(args, io);
  if (!gate.ok) return gate;
  const sources = await loadSources(args, io, expandVersions);
  if (!sources.ok) return sources;
  const progress = showProgress(args, io);
  const allowEmpty = args.has("allow-empty") || args.configured?.loaded.config.allowEmpty === true;
  const chosen = { ...asked, failOn, allowEmpty, ...shard.value };
  const options = { ...readSearch(args), ...chosen, universe: readUniverse(args) };
  const onVerdict = (_: Verdict, done: number, total: number) => progress(`checked ${done} of ${total}`);
  const casesFile = args.text("save-cases");
  const saved =
    casesFile === undefined ? undefined : attemptOf(await SavedCases.open(casesFile, sources.value, io.cwd));
  if (saved?.ok === false) return saved;
  const file = args.text("resume");
  const journal = file === undefined ? undefined : verdictFile(file, io.cwd);
  const checked = await check(sources.value, {
    ...options,
    ...gate.value,
    onVerdict,
    ...(journal && { journal }),
    ...(saved && { saved: saved.value.requestsOf }),
  });
  journal?.close();
  const found = attemptOf(checked);
  if (!found.ok) return found;
  const report = updateBaseline(found.value, args, io);
  if (!report.ok) return report;
  const written = saved?.value.add(report.value.verdicts);
  if (written?.ok === false) return obstructions(problemsOf(casesFile!, written.diagnostics));
  const evidence = wantsFormat(args, "html")
    ? await gatherEvidence(sources.value, { universe: options.universe })
    : undefined;
  return attempt({
    exit: reportExit(report.value, args),
    render: (format, look) =>
      reporters.get(format)!(report.value, {
        ...look,
        undecided: readUndecided(args),
        ...(evidence && { evidence }),
      }),
    problems: problemsOf(casesFile ?? "", written?.diagnostics ?? []),
  });
}
