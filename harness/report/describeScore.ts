import type { Mutation, MutationOutcome } from "../run/mutate/mutationOutcome.js";
import { alignColumns } from "./alignColumns.js";
import { describeMutant } from "./describeMutant.js";
import { many } from "./describeTargets.js";
import { describeRequest } from "./describeWitness.js";
import { escapeControls } from "./escapeControls.js";

/** What the tests notice, in one line. */
export function describeScore({ mutants, counts, score }: Mutation): string {
  const share = score === null ? "no mutant can be noticed" : `score ${percent(score)}`;
  const rest = (["equivalent", "untyped", "undecided"] as const)
    .filter((status) => counts[status] > 0)
    .map((status) => `${counts[status]} ${status}`);
  const late = mutants.filter(({ timeout }) => timeout).length;
  const killed = `${counts.killed} killed${late > 0 ? ` (${late} by a timeout)` : ""}`;
  return [
    `${share} — ${many(mutants.length, "mutant")}: ${killed}, ${counts.survived} survived`,
    ...rest,
  ].join(", ");
}

/** Rounded down: 100 % only where none survived. */
const percent = (share: number): string => `${Math.floor(share * 1000) / 10} %`;

const mostSurvivors = 20;

/** Survivors with the request that would have noticed each. */
export function describeSurvivors({ mutants, counts }: Mutation): readonly string[] {
  const survivors = mutants.filter(({ status }) => status === "survived");
  const rest = counts.survived - mostSurvivors;
  return [
    ...survivors.slice(0, mostSurvivors).map(describeSurvivor),
    ...(rest > 0 ? [`and ${rest} more; --format json lists them all`] : []),
  ];
}

function describeSurvivor(mutant: MutationOutcome): string {
  const { operator, source, pointer, witness } = mutant;
  const head = escapeControls(
    `SURVIVED  ${operator}  ${pointer === "" ? source : `${pointer} of ${source}`}`,
  );
  if (witness === undefined) return head;
  const { target, request, expected, mutated } = witness;
  const lines = alignColumns(
    [
      ["change", describeMutant(mutant)],
      ["target", target],
      ...describeRequest(request),
      ["decision", `${expected}; with the mistake ${mutated}`],
    ],
    "  ",
  );
  return [head, ...lines].join("\n");
}
