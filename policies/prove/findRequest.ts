import { policiesIn } from "../language/policiesIn.js";
import type { Policy, PolicySet } from "../language/policySet.js";
import { newerThanData } from "../reference/newerThanData.js";
import type { ServiceReference } from "../reference/serviceReference.js";
import type { Answer, Found } from "./answer.js";
import type { Certificate } from "./certificate/certificate.js";
import { coveringOf } from "./coveringOf.js";
import { membershipOf } from "./membershipOf.js";
import { type Access, type Contains, policySetsIn } from "./question/access.js";
import { isOpen } from "./question/atom.js";
import { boundTo } from "./question/bindCallerKeys.js";
import type { Encoding } from "./question/encoding.js";
import { type Formula, nodesOf } from "./question/formula.js";
import { type Division, goalOf, goalOfCarried, goalOfCase } from "./question/goalsOf.js";
import { budgetOf, type ProveOptions } from "./question/proveOptions.js";
import { type Prover, proverFor } from "./question/prover.js";
import { dependsOnPrincipal } from "./question/requesterOf.js";
import { resourcesAsked } from "./question/resourcesAsked.js";
import { atomsOf } from "./question/typedBoxes.js";
import { type TypedUniverse, typedUniverse } from "./question/typedUniverse.js";
import { uncoveredIn } from "./question/uncoveredIn.js";
import {
  anyValues,
  choices,
  type VariableCase,
  variableCases,
  variablesOf,
} from "./question/variableCases.js";
import { Budget } from "./sets/budget.js";
import type { Model } from "./solve/solveGoal.js";
import { type Solution, solveIn } from "./solve/solveIn.js";
import { callerInKeys } from "./witness/callerInKeys.js";
import type { Tries } from "./witness/minimizeWitness.js";
import { nameRequest } from "./witness/nameRequest.js";
import { ownersAccount } from "./witness/ownersAccount.js";

/**
 * Whether a set of requests is empty: a certificate that it is, or a request of it that the evaluator has
 * replayed, with as few context keys as it can be shown with, or why neither was found.
 *
 * @throws Error when a request that was found is not in the set by the evaluator: a bug
 */
export const findRequest = (access: Access, options: ProveOptions = {}): Answer =>
  new Question(access, proverFor(options)).answer();

/** The same without the request, among those that AWS never sends, that contradicts the answer: in less time. */
export const findSendable = (access: Access, options: ProveOptions): Answer =>
  new Question(access, proverFor(options), { contradicted: false }).answer();

class Question {
  readonly #access: Access;
  /** the policy sets, with the resources that the question is about */
  readonly #sets: readonly PolicySet[];
  readonly #prover: Prover;
  readonly #encoding: Encoding;
  readonly #budget: Budget;
  /** whether a request that AWS never sends is looked for where it sends none */
  readonly #contradicted: boolean;
  #made: TypedUniverse | undefined;

  constructor(access: Access, prover: Prover, { contradicted = true } = {}) {
    this.#access = access;
    this.#prover = prover;
    this.#contradicted = contradicted;
    this.#encoding = prover.encoding;
    this.#budget = budgetOf(prover);
    const { principal } = this.#encoding.requester;
    this.#sets = (
      access.kind === "both" ? resourcesAsked(access.parts, principal, this.#encoding.cache) : [access]
    ).flatMap(policySetsIn);
  }

  /** Made when it is asked for: what no request at all does is decided without it. */
  get #typed(): TypedUniverse {
    this.#made ??= typedUniverse(this.#access, this.#prover.reference!, this.#encoding.requester.principal);
    return this.#made;
  }

  answer(): Answer {
    const { principal, universe = "any", reference } = this.#prover;
    if (this.#budget.exhausted) return this.#undecided(this.#budget.reason);
    if (principal === undefined && policySetsIn(this.#access).some(dependsOnPrincipal)) {
      return this.#undecided("a statement distinguishes principals; say who asks with `principal`");
    }
    if (principal === undefined && boundTo(this.#encoding.requester) !== undefined) {
      return this.#undecided("keys about the caller are bound; say who asks with `principal`");
    }
    if (universe === "typed" && reference === undefined) {
      return this.#undecided("the typed universe needs a service reference");
    }
    const long = this.#prover.tooLong(this.#sets);
    if (long !== undefined) return this.#undecided(long, true);
    this.#budget.spend(this.#size() / statementsPerStep);
    const covering = coveringOf(this.#access, this.#encoding, this.#budget);
    if (covering !== undefined) return { kind: "empty", certificate: covering };
    const goal = goalOf(this.#access, this.#encoding);
    if (universe === "typed") return this.#searchTyped(goal, reference!);
    const answer = this.#search(goal, "any");
    if (answer.kind !== "found" || reference === undefined) return answer;
    const typed = this.#search(goal, "typed");
    return typed.kind === "found" ? typed : answer;
  }

  /** What no request at all does, none that AWS could send does either; and that is the shorter proof. */
  #searchTyped(goal: Formula, reference: ServiceReference): Answer {
    const solution = this.#solve(goal, "any");
    if (solution.kind === "never") return this.#empty("any", false, [solution]);
    // a request of all is needed only where AWS could send none, unless it takes cases to find whether there is one
    const isByCases = this.#contradicted && atomsOf(goal).some(isOpen);
    const cases = isByCases ? this.#answerBy(solution, goal, "any") : undefined;
    if (cases?.kind === "empty") return cases;
    const answer = this.#search(goal, "typed");
    if (answer.kind !== "empty") return answer;
    const missing = uncoveredIn(this.#access, reference);
    if (missing !== undefined)
      return this.#undecided(`the service reference at hand is not all there is of \`${missing}\``);
    if (!this.#contradicted) return answer;
    const wider = cases ?? this.#answerBy(solution, goal, "any");
    return wider.kind === "found" ? { ...answer, contradicted: wider.witness } : answer;
  }

  #search(goal: Formula, universe: "any" | "typed"): Answer {
    return this.#answerBy(this.#solve(goal, universe), goal, universe);
  }

  #answerBy(solution: Solution, goal: Formula, universe: "any" | "typed"): Answer {
    if (solution.kind === "never") return this.#empty(universe, false, [solution]);
    if (solution.kind === "unsettled") return this.#undecided(solution.reason);
    const found = this.#found(solution, goal, universe);
    if (found !== undefined) return found;
    if (atomsOf(goal).some(isOpen)) return this.#searchCases(universe, solution.model.context);
    throw new Error(`the prover and the evaluator disagree on ${JSON.stringify(solution.model)}`);
  }

  /** Takes the question apart by the values of the policy variables. */
  #searchCases(universe: "any" | "typed", context: Model["context"]): Answer {
    const never = universe === "typed" && this.#neverCarried();
    if (never) return this.#empty(universe, "carried", [never]);
    return this.#tryCases(universe, context);
  }

  /** That no request is in the set, where this shows from which keys requests may carry; in as many steps again as are left. */
  #neverCarried(): Solution | undefined {
    const typed = this.#typed;
    const goal = goalOfCarried(this.#access, this.#encoding, typed.reference);
    const { limit, spent } = this.#budget;
    const solution = goal && solveIn(goal, { budget: new Budget(limit - spent), typed });
    return solution?.kind === "never" ? solution : undefined;
  }

  #tryCases(universe: "any" | "typed", context: Model["context"]): Answer {
    const names = variablesOf(this.#access, this.#encoding);
    const example = this.#tryValues(anyValues, names, universe, context);
    if (example !== undefined) return example;
    const refuted: Solution[] = [];
    let doubt: string | undefined;
    for (const one of variableCases(this.#access, this.#encoding)) {
      if (this.#budget.exhausted) return this.#undecided(this.#budget.reason);
      const goal = this.#goalOfCase(one);
      const solution = this.#solve(goal, universe);
      if (solution.kind === "unsettled") doubt = solution.reason;
      else if (solution.kind === "never") refuted.push(solution);
      else {
        const found = this.#tryValues(one, names, universe, solution.model.context);
        if (found !== undefined) return found;
        doubt = doubtAbout(names);
      }
    }
    return doubt === undefined ? this.#empty(universe, true, refuted) : this.#undecided(doubt);
  }

  /** A request for one of some choices of values of the variables, if there is one. */
  #tryValues(
    one: VariableCase,
    names: readonly string[],
    universe: "any" | "typed",
    context: Model["context"] = {},
  ): Found | undefined {
    for (const choice of choices(one, names, context)) {
      const chosen = this.#goalOfCase(choice);
      const settled = this.#solve(chosen, universe);
      const found = settled.kind === "true" ? this.#found(settled, chosen, universe) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Each case translates all statements with variables anew. */
  #goalOfCase(one: VariableCase): Formula {
    const goal = goalOfCase(this.#access, one, this.#encoding);
    this.#budget.spend(nodesOf(goal));
    return goal;
  }

  #solve(goal: Formula, universe: "any" | "typed"): Solution {
    return solveIn(goal, { budget: this.#budget, ...(universe === "typed" && { typed: this.#typed }) });
  }

  #found(solution: Solution & { kind: "true" }, goal: Formula, universe: "any" | "typed"): Found | undefined {
    const typed = universe === "typed" ? this.#typed : undefined;
    const contains = membershipOf(this.#access, this.#prover, typed);
    const { principal, resourceAccount, among } = this.#encoding.requester;
    const { action = "", resource = "*", context } = solution.model;
    const request = { principal, action, resource, resourceAccount, context };
    if (!contains(request)) return undefined;
    const { reference } = this.#prover;
    const tries = this.#triesOf(contains);
    const naming = { access: this.#access, goal, reference, tries, typed: universe === "typed" };
    const owners = {
      sets: policySetsIn(this.#access),
      compileSet: (set: PolicySet) => this.#prover.compiled(set),
      tries,
    };
    const owned = ownersAccount(nameRequest(request, naming), owners);
    const witness = among === undefined ? owned : callerInKeys(owned, tries);
    const newer = typed && newerThanData(witness, typed.reference);
    return { kind: "found", universe, witness, ...(newer !== undefined && { newer }) };
  }

  /** Statements and conditions of all policies. */
  #size(): number {
    const { cache } = this.#encoding;
    return this.#sets.reduce(
      (sum, { resources, ...own }) =>
        sum + sizeOf(policiesIn(own)) + (resources === undefined ? 0 : cache.sizeOf(resources, sizeOf)),
      1,
    );
  }

  /** Tries by the evaluator, each as dear as the statements, conditions and keys that it goes through. */
  #triesOf(contains: Contains): Tries {
    const all = this.#prover.tries;
    const left = Math.min(triesOfWitness, all.limit - all.spent);
    const budget = new Budget(Math.max(fewestTries, left));
    const size = this.#size();
    return {
      exhausted: () => budget.exhausted,
      holds: (request) => {
        const cost = size + Object.keys(request.context).length;
        budget.spend(cost);
        all.spend(cost);
        return !budget.exhausted && contains(request);
      },
    };
  }

  #empty(universe: "any" | "typed", cases: Division["cases"], solutions: readonly Solution[]): Answer {
    const refutations = solutions.flatMap((one) => (one.kind === "never" ? one.refutations : []));
    const certificate: Certificate = {
      kind: "refutations",
      division: { cases, typed: universe === "typed" },
      refutations,
    };
    return { kind: "empty", certificate };
  }

  #undecided(reason: string, exhausted = this.#budget.exhausted): Answer {
    const { spent, limit } = this.#budget;
    return { kind: "undecided", reason, exhausted, budget: { spent, limit } };
  }
}

/** Statements, conditions and keys gone through to make a witness plainer; the verdict depends on none of it. */
const triesOfWitness = 200_000;
/** The same once the prover has used up those of all its witnesses: enough for policies in use. */
const fewestTries = 5_000;

/** Statements and conditions that are translated, or cut down to the actions asked about, in about one step. */
const statementsPerStep = 4;

const sizeOf = (policies: readonly Policy[]): number =>
  policies
    .flatMap(({ document }) => document.statements)
    .reduce((sum, { conditions }) => sum + 1 + conditions.length, 0);

/** What is not modelled without a policy variable is case beyond ASCII. */
function doubtAbout(names: readonly string[]): string {
  if (names.length === 0) return "it depends on which letters beyond ASCII are equal when case is ignored";
  const variables = names.map((name) => `\`\${${name}}\``).join(", ");
  return `it depends on the ${names.length === 1 ? "value" : "values"} of ${variables}`;
}
