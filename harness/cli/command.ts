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
export interface Answer {
  readonly exit: ExitCode;
  /** @param format one of the command's formats */
  readonly render: (format: string, look: Look) => string;
  /** told on stderr, beside the answer; default none */
  readonly problems?: readonly Problem[];
}

/** One thing planproof can be asked. It reads its arguments and calls one function below. */
export interface Command {
  /** one word or two: `corpus replay` */
  readonly name: string;
  /** what stands for its operands: `SOURCE...` */
  readonly operands: string;
  readonly fewest: number;
  /** default {@link fewest} */
  readonly most?: number;
  /** one line */
  readonly summary: string;
  /** what the summary leaves out: a few lines, with an example that works */
  readonly details: string;
  /** the default one first */
  readonly formats: readonly string[];
  readonly options: OptionTable;
  readonly answer: (args: Arguments, io: Io) => Promise<Attempt<Answer>>;
}
