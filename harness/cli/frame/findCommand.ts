import { didYouMean } from "../../../policies/text/nearestNames.js";
import type { CommandEntry } from "../command.js";
import { type Attempt, attempt, obstructed, usageProblem } from "../problem.js";

/** A command and the arguments after its name. */
export interface FoundCommand {
  readonly command: CommandEntry;
  readonly rest: readonly string[];
}

/** Finds the command whose one or two words the arguments begin with. */
export function findCommand(
  argv: readonly string[],
  commands: readonly CommandEntry[],
): Attempt<FoundCommand> {
  for (const words of [2, 1]) {
    const name = argv.slice(0, words).join(" ");
    const command = commands.find((candidate) => candidate.name === name);
    if (command !== undefined) return attempt({ command, rest: argv.slice(words) });
  }
  return obstructed(unknown(argv[0] ?? "", argv[1], commands));
}

/** What looks like a file or a managed policy, where the command is missing. */
const isSource = (word: string): boolean => /[./#]|^managed:/.test(word);

function unknown(first: string, second: string | undefined, commands: readonly CommandEntry[]) {
  if (first.startsWith("-")) {
    return usageProblem(`the command comes before \`${first}\``, "write `planproof COMMAND ...`");
  }
  const names = commands.map(({ name }) => name);
  const family = names.filter((name) => name.startsWith(`${first} `));
  if (family.length === 0) {
    const hint = isSource(first) ? `write \`planproof check ${first}\`` : didYouMean(first, names);
    return usageProblem(`unknown command \`${first}\``, hint);
  }
  const said =
    second === undefined ? `\`${first}\` needs a subcommand` : `unknown command \`${first} ${second}\``;
  return usageProblem(said, didYouMean(`${first} ${second ?? ""}`, family));
}
