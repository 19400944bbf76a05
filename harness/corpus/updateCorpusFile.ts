import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import { type Diagnostic, failure, type Result, success } from "../../policies/text/diagnostic.js";
import { completeCases } from "./completeCases.js";
import type { CorpusTarget } from "./corpusTargets.js";
import type { TargetReplay } from "./replayAgainst.js";
import { rewriteFile } from "./rewriteFile.js";
import { type UpdatedCorpus, updateCorpus } from "./updateCorpus.js";

/** What a file held when it was replayed, and what that found. */
export interface ReplayedFile {
  readonly text: string;
  readonly replayed: TargetReplay;
}

/**
 * Rewrites a corpus file so that it expects what a replay found, see {@link updateCorpus}; the targets that it lacks
 * get complete cases. Fails, and leaves the file as it is, where it was changed since it was replayed.
 */
export async function updateCorpusFile(
  path: string,
  { text, replayed }: ReplayedFile,
  targets: readonly CorpusTarget[],
): Promise<Result<UpdatedCorpus>> {
  const lacking = targets.filter(({ name }) => replayed.newTargets.includes(name));
  const { cases } = completeCases(lacking, { reference: await loadServiceReference() });
  const updated = updateCorpus(text, replayed, { targets, cases });
  if (!updated.ok) return updated;
  const written = rewriteFile(path, (now) => (now === text ? success(updated.value.text) : failure(changed)));
  return written.ok ? updated : written;
}

const changed: Diagnostic = {
  code: "changed-file",
  severity: "error",
  message: "the file was changed while it was replayed",
  hint: "run the command again",
};
