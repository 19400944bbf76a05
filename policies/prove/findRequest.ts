import type { Request } from "../language/request.js";
import { newerThanData } from "../reference/newerThanData.js";
import type { ServiceReference } from "../reference/serviceReference.js";
import { uncoveredService } from "../reference/uncoveredService.js";
import { type Access, encodeAccess, includes, policySetsOf } from "./access.js";
import type { Answer, Found } from "./answer.js";
import { isOpen, type Literal } from "./atom.js";
import { Budget } from "./budget.js";
import type { Certificate } from "./certificate.js";
import type { Requester } from "./encodePolicySet.js";
import { leaveOpen } from "./encodeStatement.js";
import { allOf, type Formula } from "./formula.js";
import { goalOf } from "./goals.js";
import { implies } from "./implies.js";
import { nameRequest } from "./nameRequest.js";
import { defaultBudget, type ProveOptions } from "./proveOptions.js";
import { dependsOnPrincipal, requesterOf } from "./requester.js";
import type { Model } from "./solveGoal.js";
import { type Solution, solveIn } from "./solveIn.js";
import { atomsOf } from "./typedBoxes.js";
import { type TypedUniverse, typedUniverse } from "./typedUniverse.js";
import { anyValues, choose, type VariableCase, variableCases, variablesOf } from "./variableCases.js";

/**
 * Whether a set of requests is empty: a certificate that it is, or a request of it that the evaluator has
 * replayed, with as few context keys as it can be shown with, or why neither was found.
 *
 * @throws Error when a request that was found is not in the set by the evaluator: a bug
 */
export const findRequest = (access: Access, options: ProveOptions = {}): Answer =>
  new Question(access, options).answer();

class Question {
  readonly #access: Access;
  readonly #options: ProveOptions;
  readonly #requester: Requester;
  readonly #budget: Budget;
  readonly #typed: TypedUniverse | undefined;

  constructor(access: Access, options: ProveOptions) {
    this.#access = access;
    this.#options = options;
    this.#requester = requesterOf(options);
    this.#budget = new Budget(options.budget ?? defaultBudget);
    this.#typed = options.reference && typedUniverse(access, options.reference, this.#requester.principal);
  }

  answer(): Answer {
    const { principal, universe = "any", reference } = this.#options;
    if (principal === undefined && policySetsOf(this.#access).some(dependsOnPrincipal)) {
      return this.#undecided("a statement tells principals apart; say who asks with `principal`");
    }
    if (universe === "typed" && reference === undefined) {
      return this.#undecided("the typed universe needs a service reference");
    }
    const covering = coveringOf(this.#access, this.#requester);
    if (covering !== undefined) return { kind: "empty", certificate: covering };
    const answer = universe === "typed" ? this.#searchTyped(reference!) : this.#search("any");
    if (answer.kind !== "found" || universe === "typed" || reference === undefined) return answer;
    const typed = this.#search("typed");
    return typed.kind === "found" ? typed : answer;
  }

  /** What no request at all does, none that AWS could send does either; and that is the shorter proof. */
  #searchTyped(reference: ServiceReference): Answer {
    const wider = this.#search("any");
    if (wider.kind === "empty") return wider;
    const answer = this.#search("typed");
    if (answer.kind !== "empty") return answer;
    const missing = uncoveredService(policySetsOf(this.#access), reference);
    if (missing !== undefined)
      return this.#undecided(`the service reference at hand is not all there is of \`${missing}\``);
    return wider.kind === "found" ? { ...answer, contradicted: wider.witness } : answer;
  }

  #search(universe: "any" | "typed"): Answer {
    const goal = goalOf(this.#access, this.#requester, leaveOpen);
    const solution = this.#solve(goal, universe);
    if (solution.kind === "never") return this.#empty(universe, false, [solution]);
    if (solution.kind === "unsettled") return this.#undecided(solution.reason);
    const open = atomsOf(goal).some(isOpen);
    const found = this.#found(solution, goal, universe);
    if (found !== undefined) return found;
    if (open) return this.#searchCases(universe, solution.model.context);
    throw new Error(`the prover and the evaluator disagree on ${JSON.stringify(solution.model)}`);
  }

  /** Takes the question apart by what the policy variables stand for. */
  #searchCases(universe: "any" | "typed", context: Model["context"]): Answer {
    const names = variablesOf(this.#access, this.#requester);
    const example = this.#tryValues(anyValues, names, universe, context);
    if (example !== undefined) return example;
    const never: Solution[] = [];
    let doubt: string | undefined;
    for (const one of variableCases(this.#access, this.#requester)) {
      const goal = this.#goalOf(one);
      const solution = this.#solve(goal, universe);
      if (solution.kind === "unsettled") doubt = solution.reason;
      else if (solution.kind === "never") never.push(solution);
      else {
        const found = this.#tryValues(one, names, universe, solution.model.context);
        if (found !== undefined) return found;
        doubt = `it depends on what ${names.map((name) => `\`\${${name}}\``).join(", ")} stand for`;
      }
    }
    return doubt === undefined ? this.#empty(universe, true, never) : this.#undecided(doubt);
  }

  /** A request for one choice of what the variables stand for, if it comes to one. */
  #tryValues(
    one: VariableCase,
    names: readonly string[],
    universe: "any" | "typed",
    context: Model["context"] = {},
  ): Found | undefined {
    const chosen = this.#goalOf(choose(one, names, context));
    const settled = this.#solve(chosen, universe);
    return settled.kind === "true" ? this.#found(settled, chosen, universe) : undefined;
  }

  #goalOf({ constraint, resolve }: { constraint: Formula; resolve: typeof leaveOpen }): Formula {
    return allOf([constraint, goalOf(this.#access, this.#requester, resolve)]);
  }

  #solve(goal: Formula, universe: "any" | "typed"): Solution {
    return solveIn(goal, { budget: this.#budget, ...(universe === "typed" && { typed: this.#typed! }) });
  }

  #found(solution: Solution & { kind: "true" }, goal: Formula, universe: "any" | "typed"): Found | undefined {
    const typed = universe === "typed" ? this.#typed : undefined;
    const holds = (request: Request) =>
      includes(this.#access, request) && (typed === undefined || typed.holds(request));
    const { principal, resourceAccount } = this.#requester;
    const { action = "", resource = "*", context } = solution.model;
    const request = { principal, action, resource, resourceAccount, context };
    if (!holds(request)) return undefined;
    const { reference } = this.#options;
    const naming = { access: this.#access, goal, reference, holds, typed: universe === "typed" };
    const witness = nameRequest(request, naming);
    const newer = typed && newerThanData(witness, typed.reference);
    return { kind: "found", universe, witness, ...(newer !== undefined && { newer }) };
  }

  #empty(universe: "any" | "typed", cases: boolean, solutions: readonly Solution[]): Answer {
    const refutations = solutions.flatMap((one) => (one.kind === "never" ? one.refutations : []));
    const certificate: Certificate = {
      kind: "refutations",
      division: { cases, typed: universe === "typed" },
      refutations,
    };
    return { kind: "empty", certificate };
  }

  #undecided(reason: string): Answer {
    const { spent, limit } = this.#budget;
    return { kind: "undecided", reason, budget: { spent, limit } };
  }
}

/** The certificate of a difference in which the left side lies within the right one statement by statement. */
const coveringOf = (access: Access, requester: Requester): Certificate | undefined => {
  if (access.kind !== "both" || access.parts.length !== 2) return undefined;
  const [left, right] = access.parts;
  if (left === undefined || right?.kind !== "not") return undefined;
  const used = implies(
    encodeAccess(left, requester, leaveOpen),
    encodeAccess(right.part, requester, leaveOpen),
  );
  if (used === undefined) return undefined;
  return { kind: "covering", pairs: used.map(([one, other]) => [signed(one), signed(other)]) };
};

const signed = ({ atom, positive }: Literal): string => `${positive ? "+" : "-"}${atom.key}`;
