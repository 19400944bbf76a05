import type { Mutation, MutationOutcome } from "../run/mutate/mutationOutcome.js";
import { alignColumns } from "./alignColumns.js";
import { describeMutant } from "./describeMutant.js";
import { many } from "./describeTargets.js";
import { describeRequest } from "./describeWitness.js";
import { escapeControls } from "./escapeControls.js";
import { type MutationAnswer, mutationJson, type SurvivorJson } from "./mutationJson.js";

/** What the tests notice, in one line. */
export const describeScore = (mutation: Mutation): string => describeAnswer(mutationJson(mutation));

/** The same of the JSON, such as that of several shards. */
export function describeAnswer({ score, mutants, ...counts }: MutationAnswer): string {
  const share = score === null ? "no mutant can be noticed" : `score ${percent(score)}`;
  const rest = (["equivalent", "untyped", "undecided"] as const)
    .filter((status) => counts[status] > 0)
    .map((status) => `${counts[status]} ${status}`);
  const late = counts.timeouts;
  const killed = `${counts.killed} killed${late > 0 ? ` (${late} by a timeout)` : ""}`;
  return [
    `${share} — ${many(mutants, "mutant")}: ${killed}, ${counts.survived.length} survived`,
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

/** Survivors of which no more is known than the JSON has. */
export const describeListed = ({ survived }: MutationAnswer): readonly string[] => [
  ...survived.slice(0, mostSurvivors).map(listedSurvivor),
  ...(survived.length > mostSurvivors
    ? [`and ${survived.length - mostSurvivors} more; --format json lists them all`]
    : []),
];

function listedSurvivor({ operator, source, pointer, ...one }: SurvivorJson): string {
  const head = escapeControls(
    `SURVIVED  ${operator}  ${pointer === "" ? source : `${pointer} of ${source}`}`,
  );
  if (one.witness === undefined) return head;
  const lines = alignColumns(
    [
      ["target", one.target ?? ""],
      ...describeRequest(one.witness),
      ["decision", `${one.expected}; with the mistake ${one.mutated}`],
    ],
    "  ",
  );
  return [head, ...lines].join("\n");
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
