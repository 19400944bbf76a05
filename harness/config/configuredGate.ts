import { type Result, success } from "../../policies/text/diagnostic.js";
import { type Baseline, readBaseline } from "../gate/baseline.js";
import { type Exception, exceptionOf } from "../gate/exception.js";
import { readExceptions } from "../gate/readExceptions.js";
import type { GateOptions } from "../run/openGate.js";
import type { LoadedConfig } from "./loadConfig.js";
import { findExceptionsFile, readGateFile } from "./readGateFile.js";

/** Which violations fail nothing, by the configuration and by `planproof.exceptions.json`. */
export function configuredGate(
  loaded: LoadedConfig | undefined,
  { cwd = ".", today }: { readonly cwd?: string; readonly today?: string },
): Result<GateOptions> {
  const path = findExceptionsFile(cwd);
  const written = path === undefined ? success([]) : readWith(path, cwd, readExceptions);
  if (!written.ok) return written;
  const exceptions: readonly Exception[] = [...configuredExceptions(loaded), ...written.value];
  const { gate, baseline: file } = loaded?.config ?? {};
  const baseline = file === undefined ? undefined : readWith(file, cwd, readBaseline);
  if (baseline?.ok === false) return baseline;
  return success({
    ...(gate && { gate }),
    ...(baseline && { baseline: baseline.value }),
    ...(exceptions.length > 0 && { exceptions }),
    ...(today !== undefined && { today }),
  });
}

/** The exceptions that a configuration has. */
export const configuredExceptions = (loaded: LoadedConfig | undefined): readonly Exception[] =>
  (loaded?.config.exceptions ?? []).map((one) => exceptionOf(one, { file: loaded!.file }));

function readWith<T extends readonly Exception[] | Baseline>(
  path: string,
  cwd: string,
  read: (file: string, text: string) => Result<T>,
): Result<T> {
  const text = readGateFile(path, cwd);
  return text.ok ? read(path, text.value) : text;
}
