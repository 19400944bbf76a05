import type { Mutant } from "../../../generators/mutants/mutant.js";
import { authorize } from "../../../policies/evaluate/authorize.js";
import { type CompiledPolicySet, compile } from "../../../policies/evaluate/compile.js";
import type { PolicySet } from "../../../policies/language/policySet.js";
import type { Request } from "../../../policies/language/request.js";
import { ActionMatchers } from "./actionMatchers.js";

interface DecidedRequest {
  readonly request: Request;
  /** in lower case */
  readonly action: string;
  /** by the policies without a mistake */
  readonly allowed: boolean;
}

/** Requests that mutants of one policy set are put to. */
export class DecidedRequests {
  readonly #original: CompiledPolicySet;
  readonly #asked: DecidedRequest[] = [];
  readonly #matchers = new ActionMatchers();

  constructor(original: PolicySet, requests: readonly Request[]) {
    this.#original = compile(original);
    for (const request of requests) this.add(request);
  }

  add(request: Request): void {
    const allowed = authorize(this.#original, request) === "allowed";
    this.#asked.push({ request, action: request.action.toLowerCase(), allowed });
  }

  /** The place of the first request that a mutant decides otherwise; -1 where none does. */
  showing({ before, after, mutated }: Mutant<PolicySet>): number {
    const changed = [before, after].flatMap((one) =>
      one === undefined ? [] : [this.#matchers.of(one.action)],
    );
    const isConcerned = (action: string) =>
      changed.length === 0 || changed.some((matches) => matches(action));
    const compiled = compile(mutated);
    return this.#asked.findIndex(
      ({ request, action, allowed }) =>
        isConcerned(action) && (authorize(compiled, request) === "allowed") !== allowed,
    );
  }
}
