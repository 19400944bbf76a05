import { anyRun } from "../../language/glob.js";
import { fromUnits } from "../../text/fromUnits.js";
import type { Budget } from "./budget.js";
import { colon, endOf, isRun, matchesUnit, type Tokens, unitsOf } from "./tokens.js";

/** What a search comes back with; `unsettled` when the budget or the cap was used up. */
export type TextSearch = { readonly text: string } | "none" | "unsettled";

export interface SearchScope {
  readonly budget: Budget;
  /** the strings are in lower case */
  readonly folded: boolean;
}

/** More states than this are not looked at: `*a?????????????` has one for every subset of its places. */
const stateCap = 12_000;
/** characters for places that no pattern names, those a reader likes best first */
const fillers = Array.from("xyzabcdefghijklmnopqrstuvw0123456789-_/.+=@ABCDEFGHIJKLMNOPQRSTUVWXYZ", (one) =>
  one.charCodeAt(0),
);

/**
 * The shortest string that every pattern of `inside` and none of `outside` matches, by walking all patterns at
 * once, each as the set of places it may be at. Exponential in the number of `?` after a `*` at worst.
 */
export function searchText(
  inside: readonly Tokens[],
  outside: readonly Tokens[],
  scope: SearchScope,
): TextSearch {
  const walk = new Walk(inside, outside);
  const start = walk.start();
  if (start === undefined) return "none";
  const queue: Visited[] = [{ places: start, from: -1, code: 0 }];
  const seen = new Set([start.join()]);
  for (let head = 0; head < queue.length; head += 1) {
    const { places } = queue[head]!;
    if (walk.accepts(places)) return { text: spell(queue, head) };
    if (queue.length > stateCap || scope.budget.exhausted) return "unsettled";
    const choices = walk.choices(places, scope.folded);
    scope.budget.spend(2 + choices.length * (1 + (places.length >> 2)));
    for (const code of choices) {
      const next = walk.step(places, code);
      if (next === undefined) continue;
      const key = next.join();
      if (seen.has(key)) continue;
      seen.add(key);
      queue.push({ places: next, from: head, code });
    }
  }
  return "none";
}

interface Visited {
  readonly places: readonly number[];
  readonly from: number;
  readonly code: number;
}

function spell(queue: readonly Visited[], last: number): string {
  const units: number[] = [];
  for (let at = last; at > 0; at = queue[at]!.from) units.push(queue[at]!.code);
  return fromUnits(units.reverse());
}

/** All patterns side by side: a place is a token of one of them, or its end. */
class Walk {
  readonly #tokens: number[] = [];
  readonly #owner: number[] = [];
  readonly #first: number[] = [];
  readonly #inside: number;
  readonly #count: number;

  constructor(inside: readonly Tokens[], outside: readonly Tokens[]) {
    const patterns = [...inside, ...outside];
    this.#inside = inside.length;
    this.#count = patterns.length;
    patterns.forEach((tokens, owner) => {
      this.#first.push(this.#tokens.length);
      for (const token of tokens) this.#tokens.push(token);
      this.#tokens.push(end);
      for (let at = 0; at <= tokens.length; at += 1) this.#owner.push(owner);
    });
  }

  start(): readonly number[] | undefined {
    const places = new Set<number>();
    for (const first of this.#first) this.#enter(places, first);
    return this.#settle(places);
  }

  step(places: readonly number[], code: number): readonly number[] | undefined {
    const next = new Set<number>();
    for (const place of places) {
      const token = this.#tokens[place]!;
      if (isRun(token) && code !== endOf(token)) this.#enter(next, place);
      else if (token !== end && matchesUnit(token, code)) this.#enter(next, place + 1);
    }
    return this.#settle(next);
  }

  accepts(places: readonly number[]): boolean {
    const ended = new Set<number>();
    for (const place of places) if (this.#tokens[place] === end) ended.add(this.#owner[place]!);
    if (ended.size !== this.#inside) return false;
    for (const owner of ended) if (owner >= this.#inside) return false;
    return true;
  }

  /** The code units that lead to a separate place, after one that represents all others. */
  choices(places: readonly number[], folded: boolean): readonly number[] {
    const named = new Set<number>();
    for (const place of places) {
      const token = this.#tokens[place]!;
      const end = endOf(token);
      if (end !== undefined) named.add(end);
      else if (token >= 0) for (const unit of unitsOf(token)) named.add(unit);
    }
    return [otherUnit(named, folded), ...named];
  }

  #enter(places: Set<number>, place: number): void {
    places.add(place);
    if (isRun(this.#tokens[place])) this.#enter(places, place + 1);
  }

  /** The places in order, without those that a free run at a pattern's end makes idle; undefined if lost. */
  #settle(places: Set<number>): readonly number[] | undefined {
    const alive = new Uint8Array(this.#count);
    const sealed = new Uint8Array(this.#count);
    for (const place of places) {
      const owner = this.#owner[place]!;
      alive[owner] = 1;
      if (this.#tokens[place] === anyRun && this.#tokens[place + 1] === end) sealed[owner] = 1;
    }
    for (let owner = 0; owner < this.#count; owner += 1) {
      if (owner < this.#inside ? !alive[owner] : sealed[owner]) return undefined;
    }
    const kept: number[] = [];
    for (const place of places) {
      const last = this.#tokens[place] === end || this.#tokens[place + 1] === end;
      if (!sealed[this.#owner[place]!] || (last && this.#idles(place))) kept.push(place);
    }
    return kept.sort((one, other) => one - other);
  }

  #idles(place: number): boolean {
    const run = this.#tokens[place] === end ? place - 1 : place;
    return this.#tokens[run] === anyRun;
  }
}

const end = -9;

function otherUnit(named: ReadonlySet<number>, folded: boolean): number {
  for (const code of fillers) if (!named.has(code) && !(folded && code >= 65 && code <= 90)) return code;
  for (let code = 0x21; ; code += 1) {
    const letter = String.fromCharCode(code);
    if (code !== colon && !named.has(code) && (!folded || letter.toLowerCase() === letter)) return code;
  }
}
