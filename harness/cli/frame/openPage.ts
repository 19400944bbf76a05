import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { writeFileAtomic } from "../../corpus/writeFileAtomic.js";
import { escapeControls } from "../../report/escapeControls.js";
import type { CommandResult } from "../command.js";
import type { Io } from "../io.js";
import type { OutFile } from "./outFile.js";

/** What opens a file in the program that the user has for it; `start` of Windows needs a shell, and this does not. */
const openers: Readonly<Record<string, readonly [string, ...(readonly string[])]>> = {
  darwin: ["open"],
  win32: ["rundll32.exe", "url.dll,FileProtocolHandler"],
};

/**
 * Opens the page of an answer: the file that `--out html=PATH` wrote, or a temporary one. Returns a sentence for
 * stderr; that a page cannot be opened never changes the exit code.
 */
export async function openPage(answer: CommandResult, files: readonly OutFile[], io: Io): Promise<string> {
  const written = files.find(({ format }) => format === "html");
  const page = written === undefined ? writeTemporary(answer) : resolve(io.cwd, written.path);
  if (page === undefined)
    return "the page is not opened: no temporary file can be written; name one by `--out html=PATH`";
  const why = await startOpener(page, io);
  const shown = escapeControls(page);
  return why === undefined ? `opened ${shown}` : `the page is not opened (${why}); it is in ${shown}`;
}

/** In a folder that only this user can read. */
function writeTemporary(answer: CommandResult): string | undefined {
  try {
    const path = join(mkdtempSync(join(tmpdir(), "planproof-")), "report.html");
    return writeFileAtomic(path, answer.render("html", { colour: false, quiet: false })).ok
      ? path
      : undefined;
  } catch (thrown) {
    if (thrown instanceof Error && "code" in thrown) return undefined;
    throw thrown;
  }
}

/** Why nothing opens a file; undefined where something does. */
async function startOpener(path: string, { env, platform, start }: Io): Promise<string | undefined> {
  if ((env["CI"] ?? "") !== "") return "this is CI";
  const [program, ...args] = openers[platform] ?? ["xdg-open"];
  const failure = await start(program, [...args, path]);
  if (failure === undefined) return undefined;
  return failure === "ENOENT" ? `\`${program}\` is not on the PATH` : `\`${program}\`: ${failure}`;
}
