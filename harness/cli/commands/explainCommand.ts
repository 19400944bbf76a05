import { didYouMean } from "../../../policies/text/nearestNames.js";
import { builtInProperties } from "../../../properties/catalogue/builtInProperties.js";
import { type Example, exampleSource } from "../../../properties/catalogue/exampleSource.js";
import examples from "../../../properties/catalogue/examples.json" with { type: "json" };
import type { Parameters } from "../../../properties/parameters.js";
import type { Property } from "../../../properties/property.js";
import { defaultSeverity } from "../../../properties/severity.js";
import { printJson } from "../../report/printJson.js";
import type { CommandBody } from "../command.js";
import { exitCodes } from "../exitCode.js";
import { attempt, obstructions, usageProblem } from "../problem.js";

/** `planproof explain`: what a property says, how to mend a violation, and what it is refuted and proved for. */
export const explainCommand: CommandBody = {
  fewest: 1,
  details:
    "planproof explain oidc-subject\nThe examples can be checked: save one and give it to `planproof check`.",
  formats: ["human", "json"],
  options: {},
  answer: async (args) => {
    const [id = ""] = args.operands;
    const property = builtInProperties.find((one) => one.id === id);
    if (property === undefined) {
      const ids = builtInProperties.map((one) => one.id);
      return obstructions([
        usageProblem(`unknown property \`${id}\``, didYouMean(id, ids, "`planproof list properties`")),
      ]);
    }
    const explanation = explain(property);
    const { firing, quiet } = explanation;
    const readable = { ...explanation, firing: readableExample(firing), quiet: readableExample(quiet) };
    return attempt({
      exit: exitCodes.holds,
      render: (format) => (format === "json" ? printJson(readable) : describe(explanation)),
    });
  },
};

const readableExample = (example: Example | null): unknown =>
  example === null ? null : (JSON.parse(exampleSource(example)) as unknown);

/** What is known of a property without asking it. */
interface Explanation {
  readonly id: string;
  readonly sentence: string;
  readonly severity: string;
  readonly preset: string | null;
  readonly parameters: readonly {
    readonly name: string;
    readonly help: string;
    readonly default: readonly string[] | null;
  }[];
  readonly page: string | null;
  readonly remedy: string | null;
  /** as arguments of `--property`, where the examples need parameters */
  readonly with?: readonly string[];
  readonly firing: Example | null;
  readonly quiet: Example | null;
}

interface Examples {
  readonly parameters?: readonly string[];
  readonly firing: Example;
  readonly quiet: Example;
}

function explain({ id, sentence, severity, preset, parameters, page, remedy }: Property): Explanation {
  const own = new Map<string, Examples>(Object.entries(examples)).get(id);
  return {
    id,
    sentence,
    severity: severity ?? defaultSeverity,
    preset: preset ?? null,
    parameters: parametersOf(parameters),
    page: page ?? null,
    remedy: remedy ?? null,
    ...(own?.parameters && { with: own.parameters.map((parameter) => `${id}:${parameter}`) }),
    firing: own?.firing ?? null,
    quiet: own?.quiet ?? null,
  };
}

const parametersOf = (parameters: Parameters = {}): Explanation["parameters"] =>
  Object.entries(parameters).map(([name, one]) => ({ name, help: one.help, default: one.default ?? null }));

function describe({
  id,
  sentence,
  severity,
  preset,
  parameters,
  page,
  remedy,
  ...examplesOf
}: Explanation): string {
  const { with: named = [id], firing, quiet } = examplesOf;
  const asked = named.map((one) => ` --property ${one}`).join("");
  const lines = [
    `${id}  ${severity}  ${preset === null ? "asked where it is named" : `in the preset ${preset}`}`,
    `  ${sentence}`,
    ...(remedy === null ? [] : [`  to mend it: ${remedy}`]),
    ...(page === null ? [] : [`  ${page}`]),
    ...(parameters.length === 0 ? [] : ["", "PARAMETERS"]),
    ...parameters.map((one) => `  ${one.name}  ${one.help}${describeDefault(one)}`),
    ...describeExample(`REFUTED BY planproof check FILE${asked}`, firing),
    ...describeExample("HOLDS", quiet),
  ];
  return `${lines.join("\n")}\n`;
}

/** Long lists are in the data, and `--format json` has them. */
function describeDefault({ help, default: values }: Explanation["parameters"][number]): string {
  if (values === null) return "; must be given";
  if (values.length === 0) return help.includes("by default") ? "" : "; default none";
  return values.length > 6 ? `; default ${values.length} of them` : `; default ${values.join(", ")}`;
}

const describeExample = (title: string, example: Example | null): readonly string[] =>
  example === null ? [] : ["", title, JSON.stringify(readableExample(example), undefined, 2)];
