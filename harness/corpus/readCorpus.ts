import { resolve } from "node:path";
import { type Diagnostic, failure, failures, type Result, success } from "../../policies/text/diagnostic.js";
import { readFileLines } from "./readFileLines.js";
import { type NumberedLine, splitLines } from "./splitLines.js";

/** The path of a file with one row per line, or its bytes in chunks. */
export type Corpus = string | AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** What is counted of a corpus while it is read. */
interface Asked {
  readonly total: number;
  readonly elsewhere?: number;
  readonly unreadable: readonly Diagnostic[];
  readonly missingTargets?: readonly object[];
}

/**
 * Gives the lines of a corpus to a function; failed, with the name of the file, where it cannot be read or holds no
 * case.
 *
 * @param cwd directory that a relative path starts from
 */
export async function readCorpus<T extends Asked>(
  corpus: Corpus,
  cwd: string,
  ask: (batches: AsyncIterable<readonly NumberedLine[]>) => Promise<T>,
): Promise<Result<T>> {
  if (typeof corpus !== "string") {
    const asked = await ask(splitLines(corpus));
    return isEmpty(asked) ? failure(noCases) : success(asked);
  }
  const asked = await readFileLines(resolve(cwd, corpus), ask);
  if (asked.ok && !isEmpty(asked.value)) return asked;
  const faults = asked.ok ? [noCases] : asked.diagnostics;
  return failures(faults.map((fault) => ({ ...fault, source: corpus })));
}

const isEmpty = ({ total, elsewhere = 0, unreadable, missingTargets = [] }: Asked): boolean =>
  total + elsewhere + unreadable.length + missingTargets.length === 0;

const noCases: Diagnostic = {
  code: "no-cases",
  severity: "error",
  message: "the file holds no case",
  hint: "write one case a line, or make some with `planproof corpus generate`",
};
