import type { Decision, Request } from "../../policies/language/request.js";
import type { Diagnostic } from "../../policies/text/diagnostic.js";
import type { Target } from "../../properties/target.js";
import { CaseTargets } from "./caseTargets.js";
import { CorpusReader, type ReadCase } from "./corpusReader.js";
import type { CorpusTarget } from "./corpusTargets.js";
import { noTarget } from "./replayAgainst.js";
import { requestsNow } from "./requestsNow.js";
import type { NumberedLine } from "./splitLines.js";

/** A case with its target as it is in a source now. */
export interface CaseOfTarget {
  readonly id: string;
  readonly target: Target;
  readonly request: Request;
  readonly expected: Decision;
}

/** The cases of a corpus of which the source has the target. */
export interface CasesOfTargets {
  /** lines with a case */
  readonly total: number;
  readonly cases: readonly CaseOfTarget[];
  readonly unreadable: readonly Diagnostic[];
}

/** Reads all cases of a corpus about the targets of a source; those about other targets are left out. */
export async function casesOfTargets(
  batches: AsyncIterable<readonly NumberedLine[]> | Iterable<readonly NumberedLine[]>,
  targets: readonly CorpusTarget[],
): Promise<CasesOfTargets> {
  const reader = new CorpusReader();
  const rows: ReadCase[] = [];
  const unreadable: Diagnostic[] = [];
  for await (const lines of batches) {
    for (const line of lines) {
      const read = reader.read(line);
      if (read.kind === "unreadable") unreadable.push(read.diagnostic);
      else if (read.kind === "case" && read.row.target === undefined)
        unreadable.push(noTarget(read.row.line));
      else if (read.kind === "case") rows.push(read.row);
    }
  }
  const named = new CaseTargets(targets);
  const cases = rows.flatMap(({ id, target: name = "", request, expected }): readonly CaseOfTarget[] => {
    const found = named.find(name, reader.targets.size);
    if (found === undefined) return [];
    const { target } = found;
    const before = reader.targets.get(name)?.principal;
    return [{ id, target, request: requestsNow(target.principal, before)(request), expected }];
  });
  return { total: rows.length, cases, unreadable };
}
