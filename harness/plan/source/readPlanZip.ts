import { type UnzipFileInfo, unzipSync } from "fflate";
import { failure, type Result, success } from "../../../policies/text/diagnostic.js";
import { decodeFile } from "../input/decodeFile.js";
import { showPlanCommand } from "../input/showPlanCommand.js";

/** What terraform puts into a plan file in addition to the plan. */
export interface PlanZip {
  /** the configuration of every module by path, `tfconfig/m-/main.tf`, as it was when the plan was made */
  readonly files: ReadonlyMap<string, string>;
}

/** Configurations are far below these; a zip above them is made to fill the memory. */
const limits = { files: 20_000, bytes: 64 * 1024 * 1024, ratio: 200 };

/**
 * Reads the configuration inside a binary plan file, which is a zip. Literal secrets of the configuration are
 * in it, so nothing of it may be shown.
 *
 * Nothing is unpacked before the sizes in the zip's directory are found to be within bounds (64 MB, 20,000
 * files, 200 to 1), and never more than they say.
 *
 * Source: https://developer.hashicorp.com/terraform/cli/commands/plan#out-filename
 */
export function readPlanZip(bytes: Uint8Array): Result<PlanZip> {
  const entries = list(bytes);
  if (entries === undefined) {
    return refuse("broken-zip", "the file begins like a plan file, but it is cut off or damaged");
  }
  if (!entries.some(({ name }) => name === "tfplan")) {
    return refuse("not-a-plan", "the file is a zip archive without a plan in it");
  }
  const wanted = entries.filter(({ name }) => /^tfconfig\/.*[^/]$/s.test(name));
  return isBounded(wanted) ? unpack(bytes, new Set(wanted.map(({ name }) => name))) : refuseBomb;
}

function list(bytes: Uint8Array): readonly UnzipFileInfo[] | undefined {
  const entries: UnzipFileInfo[] = [];
  const note = (entry: UnzipFileInfo): boolean => {
    // a forged directory may claim billions of entries
    if (entries.push(entry) > limits.files) throw new Error("too many files");
    return false;
  };
  try {
    unzipSync(bytes, { filter: note });
    return entries;
  } catch {
    return undefined;
  }
}

function isBounded(entries: readonly UnzipFileInfo[]): boolean {
  const unpacked = entries.reduce((sum, { originalSize }) => sum + originalSize, 0);
  const packed = entries.reduce((sum, { size }) => sum + size, 0);
  return unpacked <= limits.bytes && unpacked <= limits.ratio * (packed + 1024);
}

function unpack(bytes: Uint8Array, wanted: ReadonlySet<string>): Result<PlanZip> {
  const files = new Map<string, string>();
  try {
    const unpacked = unzipSync(bytes, { filter: ({ name }) => wanted.has(name) });
    for (const [path, content] of Object.entries(unpacked)) {
      const text = decodeFile(content, path, `save it as UTF-8 and ${again}`);
      if (!text.ok) return text;
      files.set(path, text.value);
    }
  } catch {
    return refuse("broken-zip", "the configuration inside the plan file is damaged");
  }
  return success({ files });
}

const refuse = (code: string, message: string): Result<never> =>
  failure({ code, severity: "error", message, hint: again });

const again = `plan again, then ${showPlanCommand}`;

const refuseBomb = refuse(
  "too-large",
  "the configuration inside the plan file is far larger than any that is written by hand",
);
