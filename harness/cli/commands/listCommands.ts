import { operatorNames } from "../../../policies/language/document.js";
import { managedPolicies } from "../../../policies/managed/managedPolicies.js";
import { greatest } from "../../../policies/text/greatest.js";
import { builtInProperties } from "../../../properties/builtInProperties.js";
import { printJson } from "../../report/printJson.js";
import type { CommandBody } from "../command.js";
import { exitCodes } from "../exitCode.js";
import { attempt } from "../problem.js";

/** `planproof list policies`, `list properties` and `list operators`: each lists all that there are. */
export const listCommands = {
  /** the bundled AWS managed policies, in every version */
  policies: listing("policies", () =>
    managedPolicies.flatMap(({ versions }) =>
      versions.map(({ name, version, arn, kind, newest, createDate }) => ({
        name,
        version,
        kind,
        createDate,
        newest,
        arn,
      })),
    ),
  ),
  /** the properties that `check` knows */
  properties: listing("properties", () => builtInProperties.map(({ id, sentence }) => ({ id, sentence }))),
  /** the condition operators */
  operators: listing("operators", () => operatorNames),
} as const;

type Row = string | Readonly<Record<string, string | boolean>>;

function listing(what: string, rows: () => readonly Row[]): CommandBody {
  return {
    fewest: 0,
    details: `planproof list ${what} --format json`,
    formats: ["human", "json"],
    options: {},
    answer: async () =>
      attempt({
        exit: exitCodes.holds,
        render: (format) => (format === "json" ? printJson(rows()) : table(rows())),
      }),
  };
}

/** One row a line, columns below one another; a switch that is on shows its name. */
function table(rows: readonly Row[]): string {
  const cells = rows.map(cellsOf);
  const widths = (cells[0] ?? []).map((_, at) => greatest(cells.map((row) => row[at]!.length)));
  const line = (row: readonly string[]) => row.map((cell, at) => cell.padEnd(widths[at]!)).join("  ");
  return cells.map((row) => `${line(row).trimEnd()}\n`).join("");
}

const cellsOf = (row: Row): readonly string[] =>
  typeof row === "string"
    ? [row]
    : Object.entries(row).map(([key, value]) => (typeof value === "string" ? value : value ? key : ""));
