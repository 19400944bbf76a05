import type { Project } from "./detectProject.js";

/** The files with tests, by what they are about. */
export const testFile = (name: string, { typescript }: Project): string =>
  `${name}.test.${typescript ? "mts" : "mjs"}`;

/** What runs one file with tests, as a script of package.json. */
export function runnerCommand(project: Project, file: string): string {
  const { runner, typescript } = project;
  const loader = typescript ? "--import tsx " : "";
  switch (runner) {
    case "mocha":
      return typescript ? `node --import tsx node_modules/mocha/bin/mocha.js ${file}` : `mocha ${file}`;
    case "vitest":
      return `vitest run ${file}`;
    case "jest":
      return `node --experimental-vm-modules node_modules/jest/bin/jest.js --testMatch "**/${file}"`;
    case "node":
      return `node ${loader}--test ${file}`;
  }
}
