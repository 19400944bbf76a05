import type { Decision } from "../../policies/language/request.js";
import { greatest } from "../../policies/text/greatest.js";
import { type Candidate, statementKey } from "./candidates.js";

const rotation: readonly Decision[] = ["allowed", "implicitDeny", "explicitDeny"];

/**
 * Chooses at most `size` candidates that differ as much as they can: first one for each statement that
 * decides anything, then one for each way of deciding an action, the decisions in turn, then the rest.
 * The order of the candidates breaks ties.
 */
export function chooseCases(candidates: readonly Candidate[], size: number): readonly Candidate[] {
  const chosen = new Set<Candidate>();
  const take = (ranked: Iterable<Candidate>) => {
    for (const candidate of ranked) if (chosen.size < size) chosen.add(candidate);
  };
  take(firstOfEach(candidates, statementsOf));
  take(inTurn(firstOfEach(candidates, (candidate) => [signature(candidate)])));
  take(inTurn(candidates));
  return [...chosen];
}

const statementsOf = ({ explanation }: Candidate): readonly string[] =>
  explanation.statements.map(statementKey);

const signature = (candidate: Candidate): string =>
  JSON.stringify([candidate.explanation.decision, candidate.request.action, statementsOf(candidate)]);

/** The candidates that are the first to have some key. */
function firstOfEach(
  candidates: readonly Candidate[],
  keysOf: (candidate: Candidate) => readonly string[],
): readonly Candidate[] {
  const seen = new Set<string>();
  return candidates.filter((candidate) => {
    const before = seen.size;
    for (const key of keysOf(candidate)) seen.add(key);
    return seen.size > before;
  });
}

/** One allowed, one denied, one denied explicitly, and so on, while there are any. */
function* inTurn(candidates: readonly Candidate[]): Iterable<Candidate> {
  const queues = rotation.map((decision) =>
    candidates.filter(({ explanation }) => explanation.decision === decision),
  );
  const longest = greatest(queues.map(({ length }) => length));
  for (let at = 0; at < longest; at += 1) {
    for (const queue of queues) yield* queue.slice(at, at + 1);
  }
}
