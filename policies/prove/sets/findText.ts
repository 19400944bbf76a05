import { instantiate, partsOf, withParts } from "./instantiate.js";
import { isWithin } from "./isWithin.js";
import { matchPattern, type Pattern, plainGlob } from "./pattern.js";
import { patternEdits } from "./patternEdits.js";
import { type SearchScope, searchText } from "./searchText.js";
import { coversPattern, mayHold, patternsDisjoint, surelyHolds, type TextSet } from "./textSet.js";

/** A string asked for: one that lies in every set of `inside` and in none of `outside`. */
export interface TextQuestion {
  readonly inside: readonly TextSet[];
  readonly outside: readonly TextSet[];
  /** strings to be preferred when they fit */
  readonly hints: () => Iterable<string>;
  /** the strings to be preferred to all others; @defaultValue none */
  readonly examples?: readonly string[];
  /** whether a string one edit away from a pattern outside is better still; @defaultValue false */
  readonly near?: boolean;
}

/** A string, or the sets that already leave none, or `unsettled` when the budget was used up. */
export type TextAnswer =
  | { readonly kind: "found"; readonly text: string }
  | { readonly kind: "none"; readonly blamed: ReadonlySet<TextSet> }
  | { readonly kind: "unsettled" };

export interface TextScope extends SearchScope {}

const anything = plainGlob("*");
/** hints tried for one choice of patterns */
const hintCap = 48;

/**
 * Finds a string, sets with the fewest patterns first: each of their patterns is a case, which is closed when
 * a set outside covers it or a set inside is disjoint from it. The other cases are tried with readable strings,
 * then searched character by character.
 */
export function findText(question: TextQuestion, scope: TextScope): TextAnswer {
  const inside = question.inside
    .filter(({ everything }) => !everything)
    .toSorted((one, other) => rank(one) - rank(other));
  const finder = new Finder({ ...question, inside }, scope);
  const text = finder.choose(0, []);
  if (text !== undefined) return { kind: "found", text };
  return finder.unsettled ? { kind: "unsettled" } : { kind: "none", blamed: finder.blamed };
}

/** Sets of literals leave no search; among the others the smaller are the better. */
const rank = ({ globs, patterns }: TextSet): number => (globs.length === 0 ? 0 : 1000) + patterns.length;

class Finder {
  readonly blamed = new Set<TextSet>();
  unsettled = false;
  readonly #question: TextQuestion;
  readonly #scope: TextScope;

  constructor(question: TextQuestion, scope: TextScope) {
    this.#question = question;
    this.#scope = scope;
  }

  /** A string for one pattern of each set from the `level`th on, next to those chosen; undefined when none. */
  choose(level: number, chosen: readonly Pattern[]): string | undefined {
    this.#scope.budget.spend(1);
    if (this.#scope.budget.exhausted) this.unsettled = true;
    if (this.unsettled) return undefined;
    const set = this.#question.inside[level];
    if (set === undefined) return this.#settle(chosen);
    if (chosen.some((pattern) => coversPattern(set, pattern))) return this.choose(level + 1, chosen);
    this.blamed.add(set);
    for (const pattern of set.patterns) {
      if (chosen.some((other) => patternsDisjoint(pattern, other))) continue;
      const text =
        pattern.literal === undefined
          ? this.choose(level + 1, [...withoutCovered(chosen, pattern), pattern])
          : this.#tryLiteral(pattern.literal, level);
      if (text !== undefined) return text;
    }
    return undefined;
  }

  #tryLiteral(literal: string, level: number): string | undefined {
    const { inside, outside } = this.#question;
    this.#scope.budget.spend(1);
    for (let at = level + 1; at < inside.length; at += 1) {
      if (mayHold(inside[at]!, literal)) continue;
      this.blamed.add(inside[at]!);
      return undefined;
    }
    return this.#blameFirst(outside, (set) => surelyHolds(set, literal)) ? undefined : literal;
  }

  #settle(chosen: readonly Pattern[]): string | undefined {
    const patterns = chosen.length === 0 ? [anything] : chosen;
    const { outside } = this.#question;
    this.#scope.budget.spend(outside.length * patterns.length);
    if (patterns.some((one) => this.#blameFirst(outside, (set) => coversGlob(set, one)))) return undefined;
    const relevant = outside.map((set) => ({
      set,
      globs: set.globs.filter(
        (glob) => !glob.open && !patterns.some((pattern) => patternsDisjoint(glob, pattern)),
      ),
    }));
    const candidate = this.#candidate(patterns);
    if (candidate !== undefined) return candidate;
    return this.#search(patterns, relevant);
  }

  #search(
    patterns: readonly Pattern[],
    relevant: readonly { set: TextSet; globs: readonly Pattern[] }[],
  ): string | undefined {
    const inside = patterns.map(({ bound }) => bound);
    const globs = relevant.flatMap((one) => one.globs.map(({ bound }) => bound));
    const found = searchText(inside, globs, this.#scope);
    if (found === "none") {
      for (const one of relevant) if (one.globs.length > 0) this.blamed.add(one.set);
      return undefined;
    }
    if (found !== "unsettled" && this.#fits(found.text, patterns)) return found.text;
    if (found === "unsettled") {
      this.unsettled = true;
      return undefined;
    }
    return this.#searchPastLiterals(patterns, globs);
  }

  /** The shortest string is a literal of a set outside: these take part in the walk, too. */
  #searchPastLiterals(patterns: readonly Pattern[], globs: readonly Pattern["bound"][]): string | undefined {
    const literals = this.#question.outside.flatMap((set) =>
      set.patterns.filter(
        ({ literal }) => literal !== undefined && patterns.every((p) => matchPattern(p, literal)),
      ),
    );
    const inside = patterns.map(({ bound }) => bound);
    const outside = [...globs, ...literals.map(({ bound }) => bound)];
    const found = searchText(inside, outside, this.#scope);
    if (found === "unsettled") this.unsettled = true;
    else if (found !== "none") return found.text;
    for (const set of this.#question.outside) this.blamed.add(set);
    return undefined;
  }

  /** Actions that exist come first; elsewhere a pattern's literal does, unless it has none. */
  #candidate(patterns: readonly Pattern[]): string | undefined {
    const fits = (text: string) => this.#fits(text, patterns);
    const parts = partsOf(patterns);
    const { examples = [], near = false } = this.#question;
    const first =
      examples.flatMap((text) => [text, withParts(text, parts)]).find(fits) ??
      (near ? this.#nearMiss(fits) : undefined);
    if (first !== undefined) return first;
    const hints = () => {
      let tried = 0;
      for (const text of this.#question.hints()) {
        if (!patterns.every((pattern) => matchPattern(pattern, text))) continue;
        if (fits(text)) return text;
        tried += 1;
        if (tried === hintCap) break;
      }
      return undefined;
    };
    const own = () => {
      const filling = { parts, joint: this.#scope.folded ? "" : "-" };
      for (const { bound } of patterns)
        for (const text of instantiate(bound, filling)) if (fits(text)) return text;
      return undefined;
    };
    const named = !this.#scope.folded && patterns.some(({ bound }) => bound[0]! >= 0);
    return named ? (own() ?? hints()) : (hints() ?? own());
  }

  #nearMiss(fits: (text: string) => boolean): string | undefined {
    for (const set of this.#question.outside) {
      if (set.open) continue;
      for (const pattern of set.patterns.slice(0, hintCap)) {
        const text = patternEdits(pattern).find(fits);
        if (text !== undefined) return text;
      }
    }
    return undefined;
  }

  #fits(text: string, patterns: readonly Pattern[]): boolean {
    const { inside, outside } = this.#question;
    this.#scope.budget.spend(1);
    return (
      patterns.every((pattern) => matchPattern(pattern, text)) &&
      inside.every((set) => mayHold(set, text)) &&
      !outside.some((set) => surelyHolds(set, text))
    );
  }

  /** Whether a set answers for closing a case; one that is blamed already is preferred. */
  #blameFirst(sets: readonly TextSet[], closes: (set: TextSet) => boolean): boolean {
    const known = sets.find((set) => this.blamed.has(set) && closes(set));
    const closing = known ?? sets.find(closes);
    if (closing !== undefined) this.blamed.add(closing);
    return closing !== undefined;
  }
}

const withoutCovered = (chosen: readonly Pattern[], pattern: Pattern): readonly Pattern[] =>
  chosen.filter((other) => !isWithin(pattern.tokens, other.tokens));

const coversGlob = (set: TextSet, pattern: Pattern): boolean =>
  set.everything ||
  set.globs.some((glob) => glob.key === pattern.key || isWithin(pattern.tokens, glob.tokens));
