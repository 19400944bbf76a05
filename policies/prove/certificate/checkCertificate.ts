import type { Access } from "../question/access.js";
import type { Atom, Literal } from "../question/atom.js";
import { encodeAccess } from "../question/encodeAccess.js";
import type { Encoding } from "../question/encoding.js";
import type { Formula } from "../question/formula.js";
import { goalsOf } from "../question/goalsOf.js";
import type { ProveOptions } from "../question/proveOptions.js";
import { Prover } from "../question/prover.js";
import { resourcesAsked } from "../question/resourcesAsked.js";
import { atomsOf } from "../question/typedBoxes.js";
import { typedUniverse } from "../question/typedUniverse.js";
import { uncoveredIn } from "../question/uncoveredIn.js";
import { encodeGoal } from "../solve/encodeGoal.js";
import type { Refutation } from "../solve/solveGoal.js";
import type { Certificate } from "./certificate.js";
import { isLemma } from "./isLemma.js";
import { prunesRightly } from "./prunesRightly.js";

/**
 * Whether a certificate shows that no request is in a set. It trusts the translation of policies into
 * formulas, but for the resources that this leaves out, which kinds of resource of the typed universe no pattern of a
 * formula matches, and nothing of the search: lemmas are decided again, clauses must follow by unit propagation.
 * Slow; meant for tests and audits.
 *
 * @param options those that the question was asked with
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { accessOf, checkCertificate, parsePolicy } from "planproof/policies";
 *
 * const allowing = (action: string) => {
 *   const statement = { Effect: "Allow", Action: action, Resource: "*" };
 *   const parsed = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statement }), "identity");
 *   assert(parsed.ok);
 *   return { identity: [{ source: action, document: parsed.value }] };
 * };
 * const all = accessOf(allowing("s3:*"));
 * const added = accessOf(allowing("s3:GetObject")).minus(all);
 * const answer = added.witness();
 * assert(answer.kind === "empty");
 * assert(checkCertificate(added.access, answer.certificate));
 * ```
 */
export function checkCertificate(
  access: Access,
  certificate: Certificate,
  options: ProveOptions = {},
): boolean {
  const own = new Prover(options); // nothing that the search has made is taken over
  if (!isPrunedRightly(access, own.encoding.requester.principal)) return false;
  if (certificate.kind === "covering") return checkCovering(access, certificate.pairs, own.encoding);
  const { division, refutations } = certificate;
  if (division.typed && !isTypedQuestion(access, options)) return false;
  const goals = goalsOf(access, own, division);
  const { principal } = own.encoding.requester;
  const lists = division.typed ? typedUniverse(access, options.reference!, principal).lists : () => true;
  return (
    goals.length === refutations.length &&
    goals.every((goal, at) => checkRefutation(goal, refutations[at]!, lists))
  );
}

/** Whether the formula of a set leaves out only resources that none of its requests is on. */
function isPrunedRightly(access: Access, principal: string): boolean {
  switch (access.kind) {
    case "both": {
      const pruned = resourcesAsked(access.parts, principal);
      const isRight = pruned === access.parts || prunesRightly(access.parts, pruned, principal);
      return isRight && pruned.every((part) => isPrunedRightly(part, principal));
    }
    case "either":
      return access.parts.every((part) => isPrunedRightly(part, principal));
    case "not":
      return isPrunedRightly(access.part, principal);
    case "as":
      return isPrunedRightly(access.part, access.principal);
    default:
      return true;
  }
}

/** Whether the kinds of request of the typed universe are all that the question is about. */
const isTypedQuestion = (access: Access, { universe, reference }: ProveOptions): boolean =>
  universe === "typed" && reference !== undefined && uncoveredIn(access, reference) === undefined;

function checkRefutation(
  goal: Formula,
  { lemmas, trace }: Refutation,
  lists: (name: string) => boolean,
): boolean {
  const { atoms, clauses } = encodeGoal(goal);
  const holds = (lemma: readonly number[]) => {
    const answers = answersOf(atoms, lemma);
    return answers.length === lemma.length && isLemma(answers, lists);
  };
  if (!lemmas.every(holds)) return false;
  const known = [...clauses, ...lemmas];
  for (const clause of [...trace, []]) {
    if (!follows(known, clause)) return false;
    known.push([...clause]);
  }
  return true;
}

/** The answers that a lemma excludes; none for a certificate that names atoms of another goal. */
const answersOf = (atoms: readonly Atom[], lemma: readonly number[]): readonly Literal[] =>
  lemma.flatMap((number) => {
    const atom = atoms[Math.abs(number) - 1];
    return atom === undefined ? [] : [{ atom, positive: number < 0 }];
  });

/** Whether denying a clause leads to a contradiction by unit propagation alone. */
function follows(known: readonly (readonly number[])[], clause: readonly number[]): boolean {
  const falsified = new Set(clause);
  for (let changed = true; changed; ) {
    changed = false;
    for (const one of known) {
      const open = one.filter((literal) => !falsified.has(literal));
      if (open.length === 0) return true;
      if (open.length > 1 || falsified.has(-open[0]!)) continue;
      falsified.add(-open[0]!);
      changed = true;
    }
  }
  return false;
}

function checkCovering(
  access: Access,
  pairs: readonly (readonly [string, string])[],
  encoding: Encoding,
): boolean {
  const [left, right] = access.kind === "both" ? access.parts : [];
  if (access.kind !== "both" || access.parts.length !== 2 || left === undefined || right?.kind !== "not")
    return false;
  const formulas = [left, right.part].map((part) => encodeAccess(part, encoding));
  const atoms = new Map(formulas.flatMap(atomsOf).map((atom) => [atom.key, atom]));
  const allowed = new Set<string>();
  for (const [one, other] of pairs) {
    const [first, second] = [one, other].map((text): Literal | undefined => {
      const atom = atoms.get(text.slice(1));
      return atom && { atom, positive: text.startsWith("+") };
    });
    if (first === undefined || second === undefined) return false;
    if (!isLemma([first, { ...second, positive: !second.positive }], () => true)) return false;
    allowed.add(`${one}\u0002${other}`);
  }
  return isCovered(formulas[0]!, formulas[1]!, allowed);
}

function isCovered(left: Formula, right: Formula, allowed: ReadonlySet<string>): boolean {
  const again = (one: Formula, other: Formula) => isCovered(one, other, allowed);
  if (left.kind === "any") return left.parts.every((part) => again(part, right));
  if (right.kind === "all") return right.parts.every((part) => again(left, part));
  if (left.kind === "all" && left.parts.some((part) => again(part, right))) return true;
  if (right.kind === "any") return right.parts.some((part) => again(left, part));
  if (left.kind !== "atom" || right.kind !== "atom") return false;
  const [one, other] = [left, right].map(({ atom, positive }) => `${positive ? "+" : "-"}${atom.key}`);
  return one === other || allowed.has(`${one}\u0002${other}`);
}
