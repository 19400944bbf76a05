import type { Mutant } from "../../../generators/mutants/mutant.js";
import { authorize } from "../../../policies/evaluate/authorize.js";
import { type CompiledPolicySet, compileSharing } from "../../../policies/evaluate/compile.js";
import { compileAction } from "../../../policies/evaluate/compileAction.js";
import { compileCondition } from "../../../policies/evaluate/compileCondition.js";
import { compilingOnce } from "../../../policies/evaluate/compileLayer.js";
import { compileResource } from "../../../policies/evaluate/compileResource.js";
import { policiesIn } from "../../../policies/language/policiesIn.js";
import type { PolicyVersion, Statement } from "../../../policies/language/policyDocument.js";
import type { PolicySet } from "../../../policies/language/policySet.js";
import type { Request } from "../../../policies/language/request.js";
import { unnamedResource } from "../../../policies/language/unnamedResource.js";

interface DecidedRequest {
  readonly place: number;
  readonly request: Request;
  /** in lower case */
  readonly action: string;
  /** by the policies without a mistake */
  readonly allowed: boolean;
}

/** Whether a statement, or an element of one, matches. */
type Matches = (asked: DecidedRequest) => boolean;

/** Requests that mutants of one policy set are put to. */
export class DecidedRequests {
  readonly #statement = compilingOnce();
  readonly #original: CompiledPolicySet;
  readonly #asked: DecidedRequest[] = [];
  readonly #versions: ReadonlyMap<Statement, PolicyVersion>;
  /** of elements: mutants of a statement have most in common with it, as the same objects */
  readonly #elements = new WeakMap<object, Matches>();

  constructor(original: PolicySet, requests: readonly Request[]) {
    this.#original = this.#compile(original);
    this.#versions = new Map(
      policiesIn(original).flatMap(({ document: { statements, version } }) =>
        statements.map((statement) => [statement, version] as const),
      ),
    );
    for (const request of requests) this.add(request);
  }

  add(request: Request): void {
    const allowed = authorize(this.#original, request) === "allowed";
    const place = this.#asked.length;
    this.#asked.push({ place, request, action: request.action.toLowerCase(), allowed });
  }

  /** The place of the first request that a mutant decides otherwise; -1 where none does. */
  showing(mutant: Mutant<PolicySet>): number {
    const isConcerned = this.#concerning(mutant);
    let compiled: CompiledPolicySet | undefined;
    return this.#asked.findIndex((asked) => {
      if (!isConcerned(asked)) return false;
      compiled ??= this.#compile(mutant.mutated);
      return (authorize(compiled, asked.request) === "allowed") !== asked.allowed;
    });
  }

  #compile(policies: PolicySet): CompiledPolicySet {
    return compileSharing(policies, { statement: this.#statement });
  }

  /** Only what the changed statement matches before and not after, or the other way round, can be decided otherwise. */
  #concerning({ before, after }: Mutant<PolicySet>): Matches {
    const version = before && this.#versions.get(before);
    if (before === undefined || version === undefined) return () => true;
    const old = this.#matcher(before, version);
    if (after === undefined) return old;
    const now = this.#matcher(after, version);
    // it can mean something else where it matches both times
    const isSame = before.effect === after.effect && before.principal === after.principal;
    return isSame ? (asked) => old(asked) !== now(asked) : (asked) => old(asked) || now(asked);
  }

  #matcher({ action, resource = unnamedResource, conditions }: Statement, version: PolicyVersion): Matches {
    const elements = [
      this.#once(action, () => {
        const matches = compileAction(action);
        return (asked) => matches(asked.action);
      }),
      this.#once(resource, () => ofRequest(compileResource(resource, version))),
      ...conditions.map((one) => this.#once(one, () => ofRequest(compileCondition(one, version)))),
    ];
    return (asked) => elements.every((matches) => matches(asked));
  }

  /** Prepared where it is first asked, and asked once of each request. */
  #once(element: object, prepare: () => Matches): Matches {
    const known = this.#elements.get(element);
    if (known !== undefined) return known;
    const answers: boolean[] = [];
    let prepared: Matches | undefined;
    const matches: Matches = (asked) => {
      prepared ??= prepare();
      answers[asked.place] ??= prepared(asked);
      return answers[asked.place]!;
    };
    this.#elements.set(element, matches);
    return matches;
  }
}

const ofRequest =
  (matches: (request: Request) => boolean): Matches =>
  ({ request }) =>
    matches(request);
