import { operatorNames } from "../../../policies/language/policyDocument.js";
import { builtInProperties } from "../../../properties/catalogue/builtInProperties.js";
import { defaultSeverity } from "../../../properties/severity.js";
import { printJson } from "../../report/printJson.js";
import type { CommandBody } from "../command.js";
import { exitCodes } from "../exitCode.js";
import { attempt } from "../problem.js";
import { printTable } from "./printTable.js";

/** `planproof list properties` and `list operators`: each lists all that there are. */
export const listCommands = {
  /** the properties that `check` knows */
  properties: listing("properties", () =>
    builtInProperties.map(({ id, severity = defaultSeverity, preset = "", sentence }) => ({
      id,
      severity,
      preset,
      sentence,
    })),
  ),
  /** the condition operators */
  operators: listing("operators", () => operatorNames),
} as const;

type Row = string | Readonly<Record<string, string>>;

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

const table = (rows: readonly Row[]): string =>
  printTable(rows.map((row) => (typeof row === "string" ? [row] : Object.values(row))));
