import { resolve } from "node:path";
import { type Diagnostic, failure, type Result } from "../../../policies/text/diagnostic.js";
import { readInput } from "../input/readInput.js";
import { showPlanCommand } from "../input/showPlanCommand.js";
import type { Input } from "../resources/input.js";
import { isDirectory, type ReadOptions } from "./readSource.js";
import type { ProgramEnd, RunProgram } from "./runProgram.js";

/** True for the bytes of a zip, as `terraform plan -out` writes. */
export const isZip = (bytes: Uint8Array): boolean =>
  [0x50, 0x4b, 0x03, 0x04].every((byte, index) => bytes[index] === byte);

/**
 * Reads a binary plan file: its JSON from `terraform show -json`, else from `tofu`, and the configuration
 * from the file itself. Only terraform can read the plan inside; it needs a directory with the providers of the
 * plan, and runs them. That is the working directory, or the one that is named; never that of the file, which may
 * contain other providers.
 *
 * Source: https://developer.hashicorp.com/terraform/cli/commands/show
 */
export async function readBinaryPlan(
  bytes: Uint8Array,
  place: string,
  options: ReadOptions,
): Promise<Result<Input>> {
  // few sources are a zip
  const { readPlanZip } = await import("./readPlanZip.js");
  const zip = readPlanZip(bytes);
  if (!zip.ok) return zip;
  if (place === "-") return refuse("binary-plan", "stdin holds a binary plan file", "name the file instead");
  const { run } = options;
  if (run === undefined) return refuse("binary-plan", `\`${place}\` is a binary plan file`, byHand);
  const json = await show(run, place, options);
  const input = json.ok ? readInput(json.value, place) : json;
  if (!input.ok || input.value.kind !== "plan") return input;
  return { ...input, value: { ...input.value, files: zip.value.files, zipBytes: bytes.length } };
}

/** OpenTofu's plan files are its own; the one that made the file can show it. */
const programs = ["terraform", "tofu"];

async function show(run: RunProgram, place: string, options: ReadOptions): Promise<Result<Uint8Array>> {
  const path = resolve(options.cwd ?? "", place);
  const { chdir } = options;
  if (chdir !== undefined && !(await isDirectory(chdir, options))) return noDirectory(chdir);
  const cwd = resolve(options.cwd ?? "", chdir ?? "");
  let failed: ProgramEnd | undefined;
  for (const program of programs) {
    const end = await run({ program, args: ["show", "-json", path], cwd });
    if (end.exit === 0) return { ok: true, value: end.stdout, diagnostics: [] };
    if (end.exit !== undefined) failed ??= end;
  }
  return failed === undefined
    ? refuse(
        "no-terraform",
        `\`${place}\` is a binary plan file, and \`terraform\` is not on the PATH`,
        byHand,
      )
    : refuse("terraform-failed", `terraform cannot show the plan file \`${place}\``, hintFor(failed));
}

const byHand = `turn it into JSON where it was made: ${showPlanCommand}`;

/** What terraform says is not repeated: it may quote the configuration. */
function hintFor({ stderr }: ProgramEnd): string {
  const lacksProviders = /provider|plugin|terraform init/i.test(stderr);
  return lacksProviders
    ? `run planproof again in the directory it was planned in, after \`terraform init\`, or name that directory with \`--chdir DIR\` (option \`chdir\`) if you trust the providers installed there; or ${byHand}`
    : `run ${showPlanCommand} to see why`;
}

const noDirectory = (chdir: string): Result<never> =>
  refuse("no-directory", `the directory \`${chdir}\` to run terraform in does not exist`, "check `--chdir`");

function refuse(code: string, message: string, hint: string): Result<never> {
  const diagnostic: Diagnostic = { code, severity: "error", message, hint };
  return failure(diagnostic);
}
