import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { isObject } from "../../../policies/text/isObject.js";
import { nearestNames } from "../../../policies/text/nearestNames.js";
import { readJson } from "../../../policies/text/readJson.js";
import { presetNames } from "../../../properties/catalogue/propertiesOf.js";
import type { Witness } from "../../../properties/property.js";
import { check } from "../../api/check.js";
import { exceptionsFile } from "../../config/readGateFile.js";
import { writeFileAtomic } from "../../corpus/writeFileAtomic.js";
import { addExceptions } from "../../gate/addExceptions.js";
import { placeIn } from "../../gate/baseline.js";
import type { Exception } from "../../gate/exception.js";
import { type ExceptedVerdict, exceptionsFor, type Given } from "../../gate/exceptionsFor.js";
import { expandVersions } from "../../plan/source/expandVersions.js";
import { escapeControls } from "../../report/escapeControls.js";
import { printJson } from "../../report/printJson.js";
import type { Report } from "../../run/report.js";
import type { Arguments } from "../arguments.js";
import { chosenProperties } from "../chosenProperties.js";
import type { CommandBody, CommandResult } from "../command.js";
import { readSearch, readUniverse, searchOptions, universeOption } from "../commonOptions.js";
import { exitCodes } from "../exitCode.js";
import { exceptionsPath, gateFlags, readExceptionsFile, readGate, readUntil } from "../gateFlags.js";
import type { Io } from "../io.js";
import { loadNamedSources } from "../loadSources.js";
import {
  type Attempt,
  attempt,
  attemptOf,
  obstructed,
  obstructions,
  problemsOf,
  usageProblem,
} from "../problem.js";
import { sourceOptions } from "../sourceOptions.js";

const { exceptions, baseline, gate, today } = gateFlags;

/** `planproof except`: writes the exception for one violation. */
export const exceptCommand: CommandBody = {
  fewest: 2,
  most: Number.POSITIVE_INFINITY,
  details:
    'planproof except 0a1b2c3d4e5f plan.json --reason "a public website" --owner web-team --until 2027-01-31\n' +
    "SOURCE is what was checked, or the JSON report of it. The exception is for that statement alone.",
  formats: ["human", "json"],
  options: {
    reason: { value: "TEXT", help: "why the violation is intended" },
    owner: { value: "NAME", help: "who answers for it" },
    until: {
      value: "DATE",
      day: true,
      help: "the last day of the exception, YYYY-MM-DD; default it does not expire",
    },
    exceptions: { ...exceptions!, help: `the file to write to; default ${exceptionsFile}, found upward` },
    baseline: baseline!,
    gate: { ...gate!, help: "new: for what the change of a plan makes new alone; default all" },
    today: today!,
    property: { value: "ID[:NAME=VALUE,…]", repeatable: true, help: "what was checked, as for `check`" },
    preset: { value: presetNames.join("|"), words: presetNames, help: "what was checked, as for `check`" },
    ...searchOptions,
    ...universeOption,
    ...sourceOptions,
  },
  answer,
};

async function answer(args: Arguments, io: Io): Promise<Attempt<CommandResult>> {
  const given = givenIn(args);
  if (!given.ok) return given;
  const [id = "", ...specs] = args.operands;
  const found = await findVerdicts(specs, args, io);
  if (!found.ok) return found;
  const verdict = found.value.find((one) => one.id === id || one.findings?.some((other) => other.id === id));
  if (verdict === undefined) return obstructed(noVerdict(id, found.value));
  return write(exceptionsFor(verdict, id, given.value), args, io);
}

function givenIn(args: Arguments): Attempt<Given> {
  const [reason, owner] = [args.text("reason"), args.text("owner")];
  for (const [name, value] of [["reason", reason] as const, ["owner", owner] as const]) {
    if ((value ?? "").trim() === "")
      return obstructed(usageProblem(`\`--${name}\` is missing`, "an exception needs a reason and an owner"));
  }
  const until = readUntil(args);
  if (!until.ok) return until;
  return attempt({
    reason: reason!,
    owner: owner!,
    ...(until.value !== undefined && { until: until.value }),
  });
}

const noVerdict = (id: string, verdicts: readonly ExceptedVerdict[]) =>
  usageProblem(`no violation has the id \`${id}\``, nearest(id, verdicts));

/** An id that was not copied as a whole, else where ids come from. */
function nearest(id: string, verdicts: readonly ExceptedVerdict[]): string {
  if (verdicts.length === 0) return "nothing is violated there";
  const ids = verdicts.flatMap((one) => [one.id, ...(one.findings ?? []).map((other) => other.id)]);
  const [near] = nearestNames(id, ids);
  const place = "name all sources of that check, in the same way, or its JSON report";
  return near === undefined
    ? `copy it from \`planproof check\`; an id is of what was checked: ${place}`
    : `did you mean \`${near}\`?`;
}

/** The violations of a JSON report, or of a check of the sources. */
async function findVerdicts(
  specs: readonly string[],
  args: Arguments,
  io: Io,
): Promise<Attempt<readonly ExceptedVerdict[]>> {
  const [only, another] = specs;
  const report = another === undefined ? reportIn(only!, io) : undefined;
  if (report !== undefined) return attempt(report);
  const sources = await loadNamedSources(specs.flatMap(expandVersions), args, io);
  if (!sources.ok) return sources;
  const gate = readGate(args, io, exceptionsSoFar(args, io));
  if (!gate.ok) return gate;
  const checked = attemptOf(
    await check(sources.value, {
      ...readSearch(args),
      ...gate.value,
      universe: readUniverse(args),
      ...chosenProperties(args),
    }),
  );
  return checked.ok ? attempt(verdictsOf(checked.value)) : checked;
}

/** The file may be one that is to be written. */
function exceptionsSoFar(args: Arguments, io: Io): Attempt<readonly Exception[]> {
  const path = exceptionsPath(args, io);
  return path === undefined || !existsSync(resolve(io.cwd, path))
    ? attempt([])
    : readExceptionsFile(args, io);
}

const verdictsOf = ({ verdicts, sources }: Report): readonly ExceptedVerdict[] =>
  verdicts.flatMap(({ id, property, target, findings, outcome }) => {
    if (outcome.verdict !== "refuted") return [];
    const { witness, witnesses = witness === undefined ? [] : [witness] } = outcome;
    return [{ id, property, target: placeIn(target, sources), ...(findings && { findings }), witnesses }];
  });

interface VerdictInReport extends Omit<ExceptedVerdict, "witnesses"> {
  readonly verdict: string;
  readonly witness?: Witness;
  readonly witnesses?: readonly Witness[];
}

/** The violations of a JSON report of `check`; undefined for what is not one. */
function reportIn(file: string, { cwd }: Io): readonly ExceptedVerdict[] | undefined {
  const json = readJson(textOf(resolve(cwd, file)) ?? "");
  if (!isObject(json) || !Array.isArray(json["verdicts"])) return undefined;
  const verdicts = json["verdicts"] as readonly VerdictInReport[];
  const sources = [...new Set(verdicts.map(({ target }) => target.split("#", 1)[0]!))];
  return verdicts
    .filter((one) => one.verdict === "refuted")
    .map(({ witness, witnesses = witness === undefined ? [] : [witness], ...one }) => ({
      ...one,
      target: placeIn(one.target, sources),
      witnesses,
    }));
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined; // it is a source, and reading that says what is wrong
  }
}

/** Where an installed planproof has it, from the root of a repository. */
const schemaPath = "node_modules/planproof/harness/gate/planproof.exceptions.schema.json";

function write(made: readonly Exception[], args: Arguments, io: Io): Attempt<CommandResult> {
  const file = exceptionsPath(args, io) ?? besideConfig(args);
  const path = resolve(io.cwd, file);
  const text = textOf(path);
  if (text === undefined && existsSync(path))
    return obstructed(usageProblem(`\`${file}\` cannot be read`, "make it a file that may be read"));
  const hasSchema = existsSync(join(dirname(path), schemaPath));
  const exceptions = { exceptions: made, ...(hasSchema && { schema: `./${schemaPath}` }) };
  const added = attemptOf(addExceptions(file, text, exceptions));
  if (!added.ok) return added;
  const isNew = added.value.added.length > 0;
  const written = isNew ? writeFileAtomic(path, added.value.content) : undefined;
  if (written?.ok === false) return obstructions(problemsOf(file, written.diagnostics));
  const lines = isNew
    ? [`wrote ${file}`, ...added.value.added.map(describeException)]
    : [`${file} has this exception already`];
  return attempt({
    exit: exitCodes.holds,
    render: (format) =>
      format === "json" ? printJson(isNew ? [file] : []) : `${lines.map(escapeControls).join("\n")}\n`,
  });
}

/** A new file is next to the configuration, where there is one. */
const besideConfig = ({ configured }: Arguments): string =>
  configured === undefined ? exceptionsFile : join(dirname(configured.loaded.file), exceptionsFile);

const describeException = ({ property, target, statement, caller, until }: Exception): string =>
  [
    `  ${property} of ${target}`,
    ...(statement === undefined ? [] : [`, statement ${statement}`]),
    ...(caller === undefined ? [] : [`, for ${caller}`]),
    until === undefined ? ", without a last day" : `, until ${until}`,
  ].join("");
