import type { CompiledDoors } from "./compileDoors.js";
import { doorExports } from "./doorExports.js";

/** The committed report of a door: `specs/house/api/planproof.txt`. */
export const reportPathOf = (door: string): string =>
  `specs/house/api/${door.slice(door.lastIndexOf("/") + 1).replace(/\.ts$/, ".txt")}`;

/** Every export of a door with its signature, sorted by name, without docstrings. */
export function apiReport(door: string, { declarations }: CompiledDoors): string {
  const blocks = doorExports(door).map(({ name, local, file }) => {
    const found = statementsOf(declarations(file)).filter((statement) => declares(statement, local));
    if (found.length === 0) throw new Error(`${file} does not declare ${local}`);
    return found.map((statement) => statement.replace(local, name)).join("\n");
  });
  return `${blocks.join("\n\n")}\n`;
}

/** The statements of a declaration file, without comments. */
const statementsOf = (text: string): readonly string[] =>
  text
    .replaceAll(/^[ \t]*\/\*[\s\S]*?\*\/\n?/gm, "")
    .split(/^(?=(?:export|declare|import|interface|type|const|class|function)\b)/m)
    .map((statement) => statement.trim().replace(/^export (?:declare )?/, ""));

const declares = (statement: string, name: string): boolean =>
  new RegExp(`^(?:abstract )?(?:function|const|class|interface|type|enum) ${name}\\b`).test(statement);
