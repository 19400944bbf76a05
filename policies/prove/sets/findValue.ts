import { findText, type TextScope } from "./findText.js";
import { respell } from "./respell.js";
import { sampleValues } from "./sampleValues.js";
import { mayHold, type TextSet } from "./textSet.js";
import { type ComparedSet, holdsValue, type ValueSet } from "./valueSet.js";

/** One value asked for: in every set of `inside`, in none of `outside`. */
export interface ValueQuestion {
  readonly inside: readonly ValueSet[];
  readonly outside: readonly ValueSet[];
  readonly hints: () => Iterable<string>;
}

/** A value, or the sets that already leave none, or `unsettled`. */
export type ValueAnswer =
  | { readonly kind: "found"; readonly text: string }
  | { readonly kind: "none"; readonly blamed: ReadonlySet<ValueSet> }
  | { readonly kind: "unsettled" };

/**
 * Finds one value of a context key. Sets of one family are solved exactly; where a key is compared as a string
 * and as a number, date or address at once, a value is found or one family alone leaves none, otherwise the
 * answer is `unsettled`.
 */
export function findValue(question: ValueQuestion, scope: TextScope): ValueAnswer {
  const { inside, outside, hints } = question;
  const compared = [...inside, ...outside].filter((set) => set.family !== "text");
  const texts = {
    inside: inside.filter((set) => set.family === "text"),
    outside: outside.filter((set) => set.family === "text"),
    hints,
    near: true,
  };
  if (compared.length === 0) return findText(texts, scope);
  const answer = findCompared(question, compared, scope);
  if (answer !== undefined) return answer;
  return findMixed(question, texts.inside, scope);
}

function findCompared(
  question: ValueQuestion,
  compared: readonly ComparedSet[],
  scope: TextScope,
): ValueAnswer | undefined {
  const families = new Set(compared.map(({ family }) => family));
  for (const family of families) {
    const sets = compared.filter((set) => set.family === family);
    const { texts, complete } = sampleValues(sets);
    scope.budget.spend(texts.length * sets.length);
    const found = texts.find((text) => fits(question, text));
    if (found !== undefined) return { kind: "found", text: found };
    const other = findRespelled(question, texts, scope);
    if (other !== undefined) return { kind: "found", text: other };
    const own = {
      inside: question.inside.filter((set) => set.family === family),
      outside: question.outside.filter((set) => set.family === family),
    };
    if (complete && !texts.some((text) => fits(own, text))) return { kind: "none", blamed: new Set(sets) };
  }
  return undefined;
}

/** A number or date of which only some strings are excluded: another string for it is not. */
function findRespelled(
  question: ValueQuestion,
  texts: readonly string[],
  scope: TextScope,
): string | undefined {
  const excluded = question.outside.flatMap((set) => (set.family === "text" ? [...set.literals] : []));
  if (excluded.length === 0) return undefined;
  const count = Math.min(excluded.length, mostSpellings) + 1;
  scope.budget.spend(texts.length * count);
  for (const text of texts) {
    const other = respell(text, count).find((spelling) => fits(question, spelling));
    if (other !== undefined) return other;
  }
  return undefined;
}

/** More strings for one number than this are not tried. */
const mostSpellings = 64;

/** A key compared as a string and otherwise: the strings of a finite set are all there are to try. */
function findMixed(question: ValueQuestion, texts: readonly TextSet[], scope: TextScope): ValueAnswer {
  const finite = texts.find(({ globs }) => globs.length === 0);
  if (finite === undefined) return sampleMixed(question, texts, scope);
  scope.budget.spend(finite.literals.size);
  const found = [...finite.literals].find((text) => fits(question, text));
  if (found !== undefined) return { kind: "found", text: found };
  return { kind: "none", blamed: new Set([...question.inside, ...question.outside]) };
}

function sampleMixed(question: ValueQuestion, texts: readonly TextSet[], scope: TextScope): ValueAnswer {
  const outside = question.outside.filter((set) => set.family === "text");
  const answer = findText({ inside: texts, outside, hints: question.hints }, scope);
  if (answer.kind === "found" && !fits(question, answer.text)) return { kind: "unsettled" };
  return answer;
}

const fits = (
  { inside, outside }: { inside: readonly ValueSet[]; outside: readonly ValueSet[] },
  text: string,
): boolean =>
  inside.every((set) => (set.family === "text" ? mayHold(set, text) : set.holds(text))) &&
  !outside.some((set) => holdsValue(set, text));
