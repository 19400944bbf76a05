import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { type Diagnostic, failure, type Result, success } from "../../../policies/text/diagnostic.js";
import { showPlanCommand } from "../input/showPlanCommand.js";
import type { ExtractOptions } from "../policies/extractOptions.js";
import type { RunProgram } from "./runProgram.js";

export interface ReadOptions extends ExtractOptions {
  /** what `-` reads; absent: stdin is not available */
  readonly stdin?: AsyncIterable<Uint8Array | string>;
  /** directory that paths are relative to; default: that of the process */
  readonly cwd?: string;
  /** directory that terraform runs in, with the providers that are installed there; default: {@link cwd} */
  readonly chdir?: string;
  /** a folder with the `.tf` files that were planned, for the lines of targets and nothing else; default: none */
  readonly hcl?: string;
  /** runs terraform, for binary plan files; absent: they are refused */
  readonly run?: RunProgram;
}

/** The bytes of a file, or of stdin for `-`. A missing file, a directory and a locked file are diagnostics. */
export async function readSource(path: string, options: ReadOptions): Promise<Result<Uint8Array>> {
  if (path === "-") return readStdin(options.stdin);
  if (path === "") return failure(nameless);
  try {
    return success(await readFile(resolve(options.cwd ?? "", path)));
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code ?? "";
    const { is, hint } = (code === "ENOENT" && urlPattern.test(path) ? isUrl : problems.get(code)) ?? {
      is: `cannot be read (${code})`,
      hint: "check the path",
    };
    return failure({
      code: codes.get(code) ?? "unreadable",
      severity: "error",
      message: `\`${path}\` ${is}`,
      hint,
    });
  }
}

const nameless: Diagnostic = {
  code: "no-file",
  severity: "error",
  message: "the source has no name",
  hint: "name a file, `-` for standard input, or a managed policy as `managed:NAME`",
};

/** Whether a file, a directory or anything else exists at a path. */
export const exists = async (path: string, { cwd = "" }: ReadOptions): Promise<boolean> =>
  stat(resolve(cwd, path)).then(
    () => true,
    () => false,
  );

/** Whether there is a directory at a path. */
export const isDirectory = async (path: string, { cwd = "" }: ReadOptions): Promise<boolean> =>
  stat(resolve(cwd, path)).then(
    (found) => found.isDirectory(),
    () => false,
  );

const codes: ReadonlyMap<string, string> = new Map([
  ["ENOENT", "no-file"],
  ["EISDIR", "directory"],
]);

const problems: ReadonlyMap<string, { is: string; hint: string }> = new Map([
  ["ENOENT", { is: "does not exist", hint: `check the path, or make it: ${showPlanCommand}` }],
  [
    "EISDIR",
    {
      is: "is a directory",
      hint: `name the plan file in it, made with ${showPlanCommand}, or a \`cdktf.out\` folder`,
    },
  ],
  ["EACCES", { is: "may not be read", hint: "check the permissions of the file" }],
  ["ERR_INVALID_ARG_VALUE", { is: "is not a path", hint: "check the path" }],
  ["ERR_FS_FILE_TOO_LARGE", { is: "is larger than 2 GB", hint: "keep only the IAM resources of the plan" }],
]);

/** `https://example.com/plan.json`, `s3://bucket/plan.json`. */
const urlPattern = /^[a-z][a-z0-9+.-]+:\/\//i;
const isUrl = { is: "is a URL, and planproof sends no requests", hint: "download it, and name the file" };

async function readStdin(stdin: ReadOptions["stdin"]): Promise<Result<Uint8Array>> {
  if (stdin === undefined) {
    const hint = "pipe a plan into the command: `terraform show -json tfplan | planproof check -`";
    return failure({
      code: "no-stdin",
      severity: "error",
      message: "`-` means stdin, which is not available",
      hint,
    });
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  return success(Buffer.concat(chunks));
}
