import { escapeControls } from "../../report/escapeControls.js";
import { paint } from "../../report/paint.js";
import { printJson } from "../../report/printJson.js";
import { wrapLines } from "../../report/wrapLines.js";
import { packageVersion } from "../../run/shards/packageVersion.js";
import { untilSettled } from "../../run/untilSettled.js";
import type { Arguments } from "../arguments.js";
import { type Command, type CommandResult, type Look, loadCommand } from "../command.js";
import { commands } from "../commands/commands.js";
import { type ExitCode, exitCodes } from "../exitCode.js";
import type { Io } from "../io.js";
import { printProblems, problemsJson } from "../printProblems.js";
import { type Attempt, attempt, obstructions, type Problem } from "../problem.js";
import { readArguments } from "../readArguments.js";
import { showProgress } from "../showProgress.js";
import { findCommand } from "./findCommand.js";
import { outConflicts } from "./outConflicts.js";
import { appendStepSummary, type OutFile, readOutFiles, writeOutFiles } from "./outFile.js";
import { printCommandHelp, printHelp } from "./printHelp.js";

/**
 * The whole command line in process: reads the arguments, asks one command, writes its answer.
 *
 * Never throws; {@link exitCodes} has the meaning of the exit code.
 */
export async function planproof(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    return await untilSettled(answer(argv, io), { what: "the answer", exit: exitCodes.bug });
  } catch (thrown) {
    return reportBug(thrown, argv, io);
  }
}

async function answer(argv: readonly string[], io: Io): Promise<ExitCode> {
  const [first, ...others] = argv;
  if (first === undefined) {
    io.stderr.write(printHelp(commands));
    return exitCodes.unasked;
  }
  if (first === "--version" || first === "version") return print(io, await versions());
  if (first === "help") return help(others, io);
  if (argv.some((word) => word === "--help" || word === "-h")) {
    return help(
      argv.slice(
        0,
        argv.findIndex((word) => word.startsWith("-")),
      ),
      io,
    );
  }
  const found = findCommand(argv, commands);
  return found.ok
    ? ask(await loadCommand(found.value.command), found.value.rest, io)
    : refuse(found.problems, argv, io);
}

/** The help of a command, of those that begin alike, or of all. */
async function help(words: readonly string[], io: Io): Promise<ExitCode> {
  if (words.length === 0) return print(io, printHelp(commands));
  const family = commands.filter(({ name }) => name.startsWith(`${words[0]} `));
  if (words.length === 1 && family.length > 0) return print(io, printHelp(family));
  const found = findCommand(words, commands);
  return found.ok
    ? print(io, printCommandHelp(await loadCommand(found.value.command)))
    : refuse(found.problems, words, io);
}

async function ask(command: Command, rest: readonly string[], io: Io): Promise<ExitCode> {
  const given = readArguments(command, rest);
  if (!given.ok) return refuse(given.problems, rest, io);
  const args = await withConfiguration(command, given.value, io);
  if (!args.ok) return refuse(args.problems, rest, io);
  if (args.value.has("show-config")) {
    const { showConfig } = await import("./showConfig.js");
    io.stdout.write(showConfig(args.value));
    return exitCodes.holds;
  }
  const answered = await answerTo(command, args.value, io).finally(() => showProgress(args.value, io)(""));
  if (!answered.ok) return refuse(answered.problems, rest, io);
  const { text, exit, problems, opened } = answered.value;
  io.stdout.write(text);
  if (!args.value.has("quiet") || exit === exitCodes.unasked)
    io.stderr.write(printProblems(problems, paintFor(rest, io)));
  if (opened !== "") io.stderr.write(opened);
  return exit;
}

/** Only a command that reads a configuration loads what that takes. */
async function withConfiguration(command: Command, args: Arguments, io: Io): Promise<Attempt<Arguments>> {
  if (command.configured === undefined) return attempt(args);
  const { configuredArguments } = await import("../configuredArguments.js");
  return configuredArguments(command, args, io);
}

/** What a command results in: its output on stdout and stderr, and the exit code. */
interface Answered extends Required<Pick<CommandResult, "exit" | "problems">> {
  readonly text: string;
  /** whether the page was opened, where that was asked for */
  readonly opened: string;
}

/** Asks a command and writes its answer to the files that are named. */
async function answerTo(command: Command, args: Arguments, io: Io): Promise<Attempt<Answered>> {
  const hasFormats = command.options["out"]?.value === "FORMAT=PATH";
  const outFiles = readOutFiles(command, hasFormats ? args.texts("out") : []);
  if (!outFiles.ok) return outFiles;
  const outs = hasFormats ? outFiles.value.map(({ path }) => path) : args.texts("out");
  const conflicts = outConflicts(outs, args, io.cwd);
  if (conflicts.length > 0) return obstructions(conflicts);
  const answered = await command.answer(args, io);
  if (!answered.ok) return answered;
  const written = writeOutFiles(answered.value, outFiles.value, io.cwd);
  if (!written.ok) return written;
  const { exit, render, problems = [] } = answered.value;
  const format = args.text("format") ?? command.formats[0]!;
  const summarized = format === "github" ? appendStepSummary(answered.value, io) : attempt(undefined);
  if (!summarized.ok) return summarized;
  const text = render(format, look(args, io));
  const opened = args.has("open") ? await openAnswer(answered.value, outFiles.value, io) : "";
  return attempt({ exit, problems, text: format === "human" ? toWidth(text, io) : text, opened });
}

/** Only who asks for it loads what opening a page takes. */
async function openAnswer(answer: CommandResult, files: readonly OutFile[], io: Io): Promise<string> {
  const { openPage } = await import("./openPage.js");
  return `planproof: ${await openPage(answer, files, io)}\n`;
}

const look = (args: Arguments, io: Io): Look => ({
  colour: mayColour(args.has("no-color") ? ["--no-color"] : [], io) && io.stdout.isTTY === true,
  quiet: args.has("quiet"),
});

const paintFor = (argv: readonly string[], io: Io) => paint(mayColour(argv, io) && io.stderr.isTTY === true);

/** Source: https://no-color.org */
const mayColour = (argv: readonly string[], { env }: Io): boolean =>
  !argv.includes("--no-color") && (env["NO_COLOR"] ?? "") === "";

function print(io: Io, text: string): ExitCode {
  io.stdout.write(toWidth(text, io));
  return exitCodes.holds;
}

/** On a terminal no line is longer than it is wide. */
const toWidth = (text: string, { stdout: { isTTY, columns = 0 } }: Io): string =>
  isTTY === true && columns > 0 ? wrapLines(text, columns) : text;

function refuse(problems: readonly Problem[], argv: readonly string[], io: Io): ExitCode {
  if (wantsJson(argv)) io.stdout.write(printJson(problemsJson(problems)));
  else io.stderr.write(printProblems(problems, paintFor(argv, io)));
  return exitCodes.unasked;
}

/** Also when the arguments do not parse, so that a script always gets what it asked for. */
const wantsJson = (argv: readonly string[]): boolean =>
  argv.some((word, index) => word === "--format=json" || (word === "json" && argv[index - 1] === "--format"));

function reportBug(thrown: unknown, argv: readonly string[], io: Io): ExitCode {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const hint = "this is a bug in planproof, please report it";
  if (wantsJson(argv)) {
    const diagnostic = { code: "bug", severity: "error", message, hint } as const;
    io.stdout.write(printJson(problemsJson([{ diagnostic }])));
  }
  io.stderr.write(`planproof: ${hint}: ${escapeControls(message)}\n`);
  if (io.env["PLANPROOF_DEBUG"] && thrown instanceof Error) io.stderr.write(`${thrown.stack}\n`);
  return exitCodes.bug;
}

/** The version of the package, and the days of its data. */
async function versions(): Promise<string> {
  const { managedPoliciesDate } = await import("../../../policies/managed/managedPoliciesDate.js");
  const { serviceReferenceDate } = await import("../../../policies/reference/serviceReferenceDate.js");
  const dates = [
    `AWS managed policies as of ${managedPoliciesDate()}`,
    `AWS service reference as of ${await serviceReferenceDate()}`,
  ];
  return `${[packageVersion(), ...dates].join("\n")}\n`;
}
