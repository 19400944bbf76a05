import { who } from "../../api/who.js";
import { describeManagedDate, managedDateIn } from "../../report/describeManagedDate.js";
import { describeWho, whoInShort } from "../../report/describeWho.js";
import { printJson } from "../../report/printJson.js";
import { describeHoles } from "../../report/reasonOf.js";
import type { Source } from "../../run/openSource.js";
import type { Who, WhoUndecided } from "../../run/who/who.js";
import type { Arguments } from "../arguments.js";
import type { CommandBody, CommandResult } from "../command.js";
import { outOption, readUniverse, undecidedOption, universeOption } from "../commonOptions.js";
import { exitCodes } from "../exitCode.js";
import type { Io } from "../io.js";
import { loadSources } from "../loadSources.js";
import { type Attempt, attempt, attemptOf, sourcedProblems } from "../problem.js";
import { accessFromFlags, requestOptions } from "../requestFromArguments.js";
import { sourceOptions } from "../sourceOptions.js";
import { undecidedExit } from "../undecidedExit.js";

const { context } = requestOptions;

/** `planproof who`: lists who may make a request. */
export const whoCommand: CommandBody = {
  fewest: 1,
  details: "planproof who plan.json --action s3:GetObject --resource 'arn:aws:s3:::results/*'",
  formats: ["human", "json"],
  configured: "sources",
  options: {
    action: { value: "ACTION", help: "such as s3:GetObject; s3:Get* for any action that it matches" },
    resource: { value: "ARN", help: "the resource's ARN, or a pattern for any that it matches" },
    context: { ...context!, help: "a context key, as for `decide`; one that is not given has any value" },
    ...universeOption,
    ...undecidedOption,
    ...sourceOptions,
    ...outOption,
  },
  answer,
};

async function answer(args: Arguments, io: Io): Promise<Attempt<CommandResult>> {
  const asked = accessFromFlags(args);
  if (!asked.ok) return asked;
  const sources = await loadSources(args, io);
  if (!sources.ok) return sources;
  const source = sources.value[0]!;
  const result = await who(source, asked.value, { universe: readUniverse(args) });
  const found = attemptOf(result);
  if (!found.ok) return found;
  return attempt({
    exit: found.value.undecided.length > 0 ? undecidedExit(args) : exitCodes.holds,
    render: (format, { quiet }) =>
      format === "json"
        ? printJson({
            allowed: found.value.allowed,
            undecided: found.value.undecided.map(undecidedJson),
            ...managedDateIn([source]),
          })
        : human(found.value, source, quiet),
    problems: sourcedProblems(result.diagnostics),
  });
}

const undecidedJson = (one: WhoUndecided): object => {
  const { target, caller, holes, gap = describeHoles(holes) } = one;
  return { target, ...(caller && { caller }), reason: gap, holes };
};

function human(found: Who, source: Source, quiet: boolean): string {
  const blocks = [
    whoInShort(found, source.name),
    ...(quiet ? [] : [...describeWho(found), ...describeManagedDate(source)]),
  ];
  return blocks.map((block) => `${block}\n`).join("\n");
}
