import type { Arguments } from "./arguments.js";
import type { ExitCode } from "./exitCode.js";
import type { Io } from "./io.js";
import type { OptionTable } from "./option.js";
import type { Attempt, Problem } from "./problem.js";

/** How an answer is to look. */
export interface Look {
  readonly colour: boolean;
  readonly quiet: boolean;
}

/** What a command found out, ready to be written in any of its formats. */
export interface CommandResult {
  readonly exit: ExitCode;
  /** @param format one of the command's formats */
  readonly render: (format: string, look: Look) => string;
  /** printed on stderr, in addition to the answer; @defaultValue none */
  readonly problems?: readonly Problem[];
}

/** What the help says of a command in one line, and the way to the rest. */
export interface CommandEntry {
  /** one word or two: `corpus replay` */
  readonly name: string;
  /** its operands, as usage shows them: `SOURCE...` */
  readonly operands: string;
  /** one line */
  readonly summary: string;
  /** imports the command's module, so that no other is loaded */
  readonly load: () => Promise<CommandBody>;
}

/** What a command does. It reads its arguments and calls one function below. */
export interface CommandBody {
  readonly fewest: number;
  /** default {@link fewest} */
  readonly most?: number;
  /** what the summary leaves out: a few lines, with an example that works */
  readonly details: string;
  /** the default one first */
  readonly formats: readonly string[];
  readonly options: OptionTable;
  /**
   * What it takes of `planproof.config`: the values of its options, or also the sources where no operand is given.
   * @defaultValue nothing, and no configuration is looked for
   */
  readonly configured?: "options" | "sources";
  readonly answer: (args: Arguments, io: Io) => Promise<Attempt<CommandResult>>;
}

/** A command. */
export interface Command extends CommandEntry, CommandBody {}

/** Loads the rest of a command. */
export const loadCommand = async (entry: CommandEntry): Promise<Command> => ({
  ...entry,
  ...(await entry.load()),
});
