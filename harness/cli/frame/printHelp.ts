import { greatest } from "../../../policies/text/greatest.js";
import type { Command, CommandEntry } from "../command.js";
import type { OptionTable } from "../option.js";
import { optionsOf } from "../readArguments.js";

/** The help of the whole: what can be asked, of what, and what the exit codes mean. */
export const printHelp = (commands: readonly CommandEntry[]): string =>
  [
    "planproof tests what AWS IAM policies mean.",
    "usage: planproof COMMAND ...\n",
    "commands",
    ...columns(commands.map(({ name, operands, summary }) => [`${name} ${operands}`.trim(), summary])),
    "\nsources: a plan file, a plan or state as JSON (`terraform show -json tfplan`), `-` for standard input,",
    "a policy document, or `managed:NAME@vN`; each narrowed by `#ADDRESS`, `#Sid=NAME`, `#statement=N` or `#tag-guarded`",
    "\nexit codes",
    ...columns([
      ["0", "everything was answered, and every property holds"],
      ["1", "something is refuted, or a case drifted"],
      ["2", "the question could not be asked, or there is nothing to check"],
      ["3", "something depends on a value known only after apply"],
      ["4", "a bug in planproof"],
    ]),
    "\n`planproof COMMAND --help` lists its options; `planproof --version` prints the version.\n",
  ].join("\n");

/** The help of one command, with every option it takes. */
export const printCommandHelp = (command: Command): string =>
  [
    command.summary,
    `usage: planproof ${command.name} ${command.operands}`.trimEnd(),
    `\n${command.details}\n`,
    "options",
    ...columns(optionRows(optionsOf(command))),
    "",
  ].join("\n");

const optionRows = (table: OptionTable): readonly (readonly [string, string])[] =>
  Object.entries(table).map(([name, { value, help, repeatable }]) => [
    `--${name}${value === undefined ? "" : ` ${value}`}`,
    repeatable ? `${help} (repeatable)` : help,
  ]);

function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = greatest(rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
