import type { Policy, PolicySet } from "../../policies/language/policySet.js";
import { batchPolicies } from "../generators/batchPolicies.js";
import { Dice, type Draw, generateDocument } from "../policies/prove/generatedPolicies.js";
import { policySetOf, rowsOf } from "../policies/prove/policySets.js";

/** Whether `left` lies within `right`, with a name to find it again. */
export interface Question {
  readonly name: string;
  readonly left: PolicySet;
  readonly right: PolicySet;
}

type Document = Policy["document"];

function newest(name: string, copy: (document: Document) => Document): Policy {
  const { version, document } = batchPolicies.find((policy) => policy.name === name)!.versions.at(-1)!;
  return { source: `${name}@${version}`, document: copy(document) };
}

/** The statements that ask for the guard tag. */
function guarded({ source, document }: Policy): Policy {
  const asks = ({ conditions }: (typeof document.statements)[number]) =>
    conditions.some(({ operator }) => operator.name === "Null");
  return {
    source: `${source}, guarded`,
    document: { ...document, statements: document.statements.filter(asks) },
  };
}

/**
 * The six ordered pairs of the three Batch policies, and the tag-guard law with its converse.
 *
 * @param copy @defaultValue the documents themselves
 */
export function batchQuestions(
  copy: (document: Document) => Document = (document) => document,
): readonly Question[] {
  const linked = newest("BatchServiceRolePolicy", copy);
  const service = newest("AWSBatchServiceRole", copy);
  const full = newest("AWSBatchFullAccess", copy);
  const pairs = [
    [linked, service],
    [linked, full],
    [service, linked],
    [service, full],
    [full, linked],
    [full, service],
    [guarded(linked), service],
    [service, guarded(linked)],
  ] as const;
  return pairs.map(([left, right]) => ({
    name: `${left.source} in ${right.source}`,
    left: { identity: [left] },
    right: { identity: [right] },
  }));
}

/** Pairs made to be hard, in the direction that is. */
export const adversarialQuestions = (): readonly Question[] =>
  rowsOf<{ id: string; left: unknown; right: unknown }>(
    new URL("../policies/prove/adversarialPairs.jsonl", import.meta.url),
  ).map(({ id, left, right }) => ({ name: id, left: policySetOf(left), right: policySetOf(right) }));

/** Families of operators, so that few keys are read in two ways. */
const draws: readonly Draw[] = [
  { operators: /^(?:For\w+:)?(?:String|Arn|Bool|Binary|Null)/ },
  { operators: /^For\w+:(?:String|Arn)|StringEquals$|Null/ },
  { operators: /^(?:For\w+:)?(?:Numeric|Null)/ },
  { operators: /^(?:For\w+:)?(?:Date|Null)/ },
  { operators: /^(?:For\w+:)?(?:Ip|NotIp|Null)/ },
  { operators: /./ },
];

export function firstGenerated(seed: number, most: number): readonly Question[] {
  const questions = generatedQuestions(seed);
  return Array.from({ length: most }, () => questions.next().value as Question);
}

/**
 * Pairs from a seed, without end: in half of them the right side is the left one with a document more, so that
 * containment is neither rare nor the rule.
 */
export function* generatedQuestions(seed: number): Generator<Question> {
  const dice = new Dice(seed);
  const policies = (draw: Draw): readonly Policy[] =>
    Array.from(
      { length: dice.chance(20) ? 2 : 1 },
      () => policySetOf(generateDocument(dice, { ...draw, variables: false })).identity[0]!,
    );
  for (let round = 0; ; round += 1) {
    const draw = draws[round % draws.length]!;
    const one = policies(draw);
    const other = dice.chance(50) ? [...one, ...policies(draw)] : policies(draw);
    const [left, right] = dice.chance(30) ? [other, one] : [one, other];
    yield { name: `seed ${seed} round ${round}`, left: { identity: left }, right: { identity: right } };
  }
}
