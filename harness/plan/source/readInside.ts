import { readFile, realpath, stat } from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";
import { type Diagnostic, failure, type Result, success } from "../../../policies/text/diagnostic.js";

/**
 * The bytes of a file in a folder of unknown origin. Nothing outside of the folder is read, through
 * `..`, an absolute path or a symbolic link, and nothing that is not a file, such as a device or a pipe.
 *
 * @param folder a path that may itself be a link
 * @param path of the file, from the folder
 * @param shown what diagnostics call the file
 */
export async function readInside(folder: string, path: string, shown = path): Promise<Result<Uint8Array>> {
  if (isAbsolute(path)) return failure(leadsOutside(shown));
  try {
    const [base, real] = [await realpath(folder), await realpath(join(folder, path))];
    const inside = relative(base, real);
    if (inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
      return failure(leadsOutside(shown));
    }
    return (await stat(real)).isFile() ? success(await readFile(real)) : failure(isNotFile(shown));
  } catch (thrown) {
    return failure(unreadable(shown, (thrown as NodeJS.ErrnoException).code ?? ""));
  }
}

const leadsOutside = (path: string): Diagnostic => ({
  code: "outside-folder",
  severity: "error",
  message: `\`${path}\` leads out of the folder`,
  hint: "copy the file into the folder; nothing outside of it is read",
});

const isNotFile = (path: string): Diagnostic => ({
  code: "not-a-file",
  severity: "error",
  message: `\`${path}\` is not a file`,
  hint: "put a file there; devices, pipes and folders are not read",
});

const unreadable = (path: string, code: string): Diagnostic =>
  code === "ENOENT"
    ? {
        code: "no-file",
        severity: "error",
        message: `\`${path}\` does not exist`,
        hint: "make the folder again",
      }
    : {
        code: "unreadable",
        severity: "error",
        message: `\`${path}\` cannot be read (${code})`,
        hint: "check the path and the permissions of the file",
      };
