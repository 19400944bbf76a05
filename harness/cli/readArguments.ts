import { parseArgs } from "node:util";
import { didYouMean } from "../../policies/text/nearestNames.js";
import { isDay } from "../gate/isDay.js";
import { Arguments } from "./arguments.js";
import type { Command } from "./command.js";
import { commonOptions, configOptions } from "./commonOptions.js";
import type { Option, OptionTable } from "./option.js";
import { type Attempt, attempt, obstructions, type Problem, usageProblem } from "./problem.js";

/** Every flag of a command: its own, `--format`, and those that all commands take. */
export const optionsOf = (command: Command): OptionTable => ({
  ...command.options,
  format: formatOption(command.formats),
  ...(command.configured && configOptions),
  ...commonOptions,
});

/** Where a command has many formats, they are in the help and not in the column of values. */
function formatOption(formats: readonly string[]): Option {
  const isFew = formats.length <= 3;
  return {
    value: isFew ? formats.join("|") : "FORMAT",
    words: formats,
    help: isFew
      ? `how the answer is written; default ${formats[0]}`
      : `${formats.join(", ")}; default ${formats[0]}`,
  };
}

/** Reads what follows the command's name; everything that is wrong with it is a separate problem. */
export function readArguments(command: Command, argv: readonly string[]): Attempt<Arguments> {
  const table = optionsOf(command);
  const { tokens } = parseArgs({
    args: argv.map(hideStdin),
    options: Object.fromEntries(
      Object.entries(table).map(([name, { value }]) => [name, { type: kind(value) }]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const problems: Problem[] = [];
  const operands: string[] = [];
  const values = new Map<string, readonly string[]>();
  for (const token of tokens) {
    if (token.kind === "positional") operands.push(showStdin(token.value));
    if (token.kind !== "option") continue;
    for (const one of complaints(table, { ...token, again: values.has(token.name) })) problems.push(one);
    values.set(token.name, [...(values.get(token.name) ?? []), token.value ?? ""]);
  }
  const args = new Arguments(operands, values);
  if (!args.has("help")) for (const one of operandComplaints(command, operands)) problems.push(one);
  return problems.length === 0 ? attempt(args) : obstructions(problems);
}

// `-#ADDRESS` is standard input narrowed, which would be read as flags.
const hidden = "\0";
const hideStdin = (word: string): string => (word.startsWith("-#") ? hidden + word : word);
const showStdin = (word: string): string => (word.startsWith(`${hidden}-#`) ? word.slice(1) : word);

const kind = (value: string | undefined): "boolean" | "string" =>
  value === undefined ? "boolean" : "string";

interface GivenFlag {
  readonly name: string;
  /** as it was written, with its dashes */
  readonly rawName: string;
  readonly value: string | undefined;
  /** true when it was given before */
  readonly again: boolean;
}

function complaints(table: OptionTable, flag: GivenFlag): readonly Problem[] {
  const option = Object.hasOwn(table, flag.name) ? table[flag.name] : undefined;
  if (option === undefined) {
    const isFormat = table["format"]?.words?.includes(flag.name);
    if (isFormat) return [noOption(flag, `write \`--format ${flag.name}\``)];
    const hint = didYouMean(
      flag.rawName,
      Object.keys(table).map((name) => `--${name}`),
    );
    return [noOption(flag, hint)];
  }
  const name = `\`--${flag.name}\``;
  if (flag.again && option.repeatable !== true)
    return [usageProblem(`${name} is given twice`, "keep one of them")];
  return option.value === undefined
    ? switchComplaints(name, flag.value)
    : valueComplaints(name, option, flag.value);
}

const noOption = ({ rawName }: GivenFlag, hint: string): Problem =>
  usageProblem(`unknown option \`${rawName}\``, hint);

const switchComplaints = (name: string, value: string | undefined): readonly Problem[] =>
  value === undefined ? [] : [usageProblem(`${name} takes no value`, `leave out \`=${value}\``)];

function valueComplaints(name: string, option: Option, value: string | undefined): readonly Problem[] {
  if (value === undefined || isBlank(value)) {
    return [usageProblem(`${name} has no value`, `write ${name} and then ${option.value}`)];
  }
  if (option.words !== undefined && !option.words.includes(value)) {
    return [usageProblem(`${name} cannot be \`${value}\``, didYouMean(value, option.words))];
  }
  if (option.form?.test(value) === false) {
    return [usageProblem(`${name} cannot be \`${value}\``, `it takes ${option.help}`)];
  }
  if (option.day && !isDay(value)) {
    return [
      usageProblem(
        `${name} cannot be \`${value}\``,
        "write a day of the calendar as YYYY-MM-DD, such as 2027-01-31",
      ),
    ];
  }
  const { minimum, maximum = Number.POSITIVE_INFINITY } = option;
  if (minimum === undefined) return [];
  if (/^\d{1,15}$/.test(value) && Number(value) >= minimum && Number(value) <= maximum) return [];
  const upTo = Number.isFinite(maximum) ? `to ${maximum}` : "up";
  return [usageProblem(`${name} cannot be \`${value}\``, `write a whole number from ${minimum} ${upTo}`)];
}

/** A file named with blanks alone is given as `./` and its name. */
const isBlank = (word: string): boolean => word.trim() === "";

function operandComplaints(command: Command, operands: readonly string[]): readonly Problem[] {
  const { fewest, most = fewest } = command;
  const usage = `usage: planproof ${command.name} ${command.operands}`;
  // the configuration may name them
  if (operands.length === 0 && command.configured === "sources") return [];
  if (operands.length < fewest) {
    return [
      usageProblem(`\`${command.name}\` needs ${fewest === 1 ? "an operand" : `${fewest} operands`}`, usage),
    ];
  }
  if (operands.some(isBlank)) return [usageProblem("an operand is blank", usage)];
  if (operands.length <= most) return [];
  return [usageProblem(`unexpected argument \`${operands[most]}\``, usage)];
}
