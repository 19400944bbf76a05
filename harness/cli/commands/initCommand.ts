import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Diagnostic } from "../../../policies/text/diagnostic.js";
import { errorCode, unwritableFile } from "../../corpus/unwritableFile.js";
import { writeFileAtomic } from "../../corpus/writeFileAtomic.js";
import { detectProject, type Project } from "../../init/detectProject.js";
import { projectFiles } from "../../init/projectFiles.js";
import { projectScripts, withScripts } from "../../init/projectScripts.js";
import { repositoryRoot } from "../../plan/source/repositoryPath.js";
import { escapeControls } from "../../report/escapeControls.js";
import { printJson } from "../../report/printJson.js";
import type { Arguments } from "../arguments.js";
import type { CommandBody, CommandResult } from "../command.js";
import { exitCodes } from "../exitCode.js";
import type { Io } from "../io.js";
import { type Attempt, attempt, obstructions, problemsOf } from "../problem.js";

/** `planproof init`: the first tests, configuration, scripts and CI jobs of a project. */
export const initCommand: CommandBody = {
  fewest: 0,
  details:
    "planproof init\n" +
    "Run it where package.json is, or is to be. It finds the test runner, the folder with .tf files and the CI service.\n" +
    "A file that exists is kept as it is; package.json only gets the scripts that it lacks.",
  formats: ["human", "json"],
  options: {},
  answer: async (_args: Arguments, io: Io) => answer(io),
};

interface Outcome {
  readonly path: string;
  readonly done: "wrote" | "added scripts to" | "kept";
}

function answer({ cwd }: Io): Attempt<CommandResult> {
  const project = detectProject(cwd, repositoryRoot(cwd));
  if (project.manifest === null) return obstructions(problemsOf("package.json", [brokenManifest]));
  const outcomes: Outcome[] = [];
  for (const { path, content } of projectFiles(project, placeIn(cwd))) {
    const done = writeNew(join(cwd, path), content);
    if (typeof done !== "string") return obstructions(problemsOf(path, [done]));
    outcomes.push({ path, done });
  }
  const manifest = withScripts(project.manifest, projectScripts(project));
  const written = manifest === undefined ? undefined : writeFileAtomic(join(cwd, "package.json"), manifest);
  if (written?.ok === false) return obstructions(problemsOf("package.json", written.diagnostics));
  const changed = project.manifest === undefined ? "wrote" : "added scripts to";
  outcomes.push({ path: "package.json", done: written === undefined ? "kept" : changed });
  const made = outcomes.filter(({ done }) => done !== "kept").map(({ path }) => path);
  return attempt({
    exit: exitCodes.holds,
    render: (format) => (format === "json" ? printJson(made) : describe(project, outcomes)),
  });
}

/** The way up to the root of the repository, and back. */
function placeIn(cwd: string): { up: string; inside: string } {
  const inside = relative(repositoryRoot(cwd), resolve(cwd)).split(sep).join("/");
  return { up: inside === "" ? "" : "../".repeat(inside.split("/").length), inside };
}

function writeNew(path: string, content: string): "wrote" | "kept" | Diagnostic {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content, { flag: "wx" });
    return "wrote";
  } catch (thrown) {
    const code = errorCode(thrown);
    return code === "EEXIST" ? "kept" : unwritableFile(code);
  }
}

const brokenManifest: Diagnostic = {
  code: "package-json",
  severity: "error",
  message: "`package.json` is not a JSON object",
  hint: "correct it, then run `planproof init` again; nothing was written",
};

const describe = ({ runner, terraform, manifest }: Project, outcomes: readonly Outcome[]): string =>
  [
    `tests run in ${runner === "node" ? "node:test" : runner}, terraform in ${terraform}`,
    ...outcomes.map(({ done, path }) => `${done} ${path}`),
    "",
    "next:",
    ...(/"planproof"\s*:/.test(manifest ?? "") ? [] : ["  npm install --save-dev planproof"]),
    "  npm run iam:example   # one test passes, one fails on purpose",
    "  npm run iam:plan && npm run iam:check && npm run iam:test",
    "",
  ]
    .map(escapeControls)
    .join("\n");
