import type { Config } from "../config/config.js";
import { type LoadedConfig, loadConfig } from "../config/loadConfig.js";
import type { Arguments } from "./arguments.js";
import type { Command } from "./command.js";
import type { Io } from "./io.js";
import { type Attempt, attempt, attemptOf, obstructed, usageProblem } from "./problem.js";

/** The flags whose values a configuration has, by its keys. */
export const configuredFlags = {
  preset: "preset",
  managed: "managed",
  account: "account",
  region: "region",
  chdir: "chdir",
  hcl: "hcl",
  failOn: "fail-on",
  gate: "gate",
  universe: "universe",
  undecided: "undecided",
  seed: "seed",
  runs: "runs",
  baseline: "baseline",
} as const satisfies Partial<Record<keyof Config, string>>;

/** The arguments of a command with what the configuration says where they say nothing; fails where operands are still missing. */
export async function configuredArguments(
  command: Command,
  args: Arguments,
  io: Io,
): Promise<Attempt<Arguments>> {
  const file = args.text("config");
  const read = attemptOf(await loadConfig({ cwd: io.cwd, ...(file !== undefined && { file }) }));
  if (!read.ok) return read;
  const loaded = read.value;
  const operands = operandsOf(command, args, loaded);
  if (!operands.ok || loaded === undefined) return operands.ok ? attempt(args) : operands;
  return attempt(args.configuredWith({ loaded, values: flagValues(command, loaded.config) }, operands.value));
}

function operandsOf(
  { configured, most, fewest, name, operands: usage }: Command,
  args: Arguments,
  loaded: LoadedConfig | undefined,
): Attempt<readonly string[]> {
  const { operands } = args;
  if (operands.length > 0 || configured !== "sources") return attempt(operands);
  const sources = loaded?.config.sources ?? [];
  if (sources.length === 0) {
    if (args.has("show-config")) return attempt([]);
    const hint = `usage: planproof ${name} ${usage}; or name \`sources\` in ${loaded?.file ?? "planproof.config.json"}`;
    return obstructed(usageProblem(`\`${name}\` needs an operand`, hint));
  }
  const takesAny = (most ?? fewest) === Number.POSITIVE_INFINITY;
  if (takesAny || sources.length === 1 || args.has("show-config")) return attempt(sources);
  const message = `\`${name}\` takes one of the ${sources.length} sources that ${loaded!.file} names`;
  return obstructed(usageProblem(message, `name it: \`planproof ${name} ${sources[0]}\``));
}

/** The values of those of its flags that the configuration has, if the command takes such a value. */
function flagValues(command: Command, config: Config): ReadonlyMap<string, readonly string[]> {
  const values = Object.entries(configuredFlags).flatMap(([key, flag]) => {
    const value = config[key as keyof typeof configuredFlags];
    const option = Object.hasOwn(command.options, flag) ? command.options[flag] : undefined;
    if (value === undefined || option === undefined) return [];
    const isTaken = option.words === undefined || option.words.includes(String(value));
    return isTaken ? [[flag, [String(value)]] as const] : [];
  });
  const outputs = Object.entries(config.outputs ?? {}).map(([format, path]) => `${format}=${path}`);
  const isCheck = command.name === "check" && outputs.length > 0;
  return new Map<string, readonly string[]>([...values, ...(isCheck ? [["out", outputs] as const] : [])]);
}
