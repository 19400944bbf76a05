import type { Mutant } from "../../../generators/mutants/mutant.js";
import { authorize } from "../../../policies/evaluate/authorize.js";
import { compile } from "../../../policies/evaluate/compile.js";
import type { HeldResource, PolicySet } from "../../../policies/language/policySet.js";
import { type CallerClass, policiesFor } from "../../../policies/prove/callers/callerClass.js";
import { callerClasses } from "../../../policies/prove/callers/callerClasses.js";
import type { ProveOptions } from "../../../policies/prove/question/proveOptions.js";
import { type Prover, proverFor } from "../../../policies/prove/question/prover.js";
import type { ServiceReference } from "../../../policies/reference/serviceReference.js";
import type { Target } from "../../../properties/target.js";
import { printAddress } from "../../../properties/targetAddress.js";
import { unsignedActions } from "../../../properties/unsignedActions.js";
import { classifyMutant, type MutantClass } from "./classifyMutant.js";
import type { MutationOutcome } from "./mutationOutcome.js";
import type { MutantPlace, SharedMutant } from "./sharedMutants.js";

/** What a mutant is where no test noticed it. */
export type MutantVerdict = Pick<MutationOutcome, "status" | "witness" | "reason">;

/** A mutant as one caller, or one class of callers, is concerned by it. */
interface AskedMutant {
  readonly original: PolicySet;
  readonly mutant: Mutant<PolicySet>;
  readonly asked: Pick<ProveOptions, "principal" | "among" | "resourceAccount">;
}

/** Whether mutants that no test noticed can be noticed; a prover is kept for each caller. */
export class MutantClasses {
  readonly #reference: ServiceReference;
  readonly #provers = new Map<string, Prover>();

  constructor(reference: ServiceReference) {
    this.#reference = reference;
  }

  /** The first target, and the first class of its callers, in which a request distinguishes the mutant counts. */
  of({ places }: SharedMutant): MutantVerdict {
    const found: MutantClass[] = [];
    for (const place of places) {
      for (const asked of askedOf(place)) {
        const one = classifyMutant(asked.original, asked.mutant, this.#proverFor(asked));
        if (one.kind === "distinguishable")
          return { status: "survived", witness: witnessOf(place.target, asked, one.witness) };
        found.push(one);
      }
    }
    const undecided = found.find((one) => one.kind === "undecided");
    if (undecided !== undefined) return { status: "undecided", reason: undecided.reason };
    return { status: found.some(({ kind }) => kind === "untyped") ? "untyped" : "equivalent" };
  }

  #proverFor({ asked }: AskedMutant): Prover {
    const name = JSON.stringify(asked);
    const prover =
      this.#provers.get(name) ?? proverFor({ reference: this.#reference, universe: "typed", ...asked });
    this.#provers.set(name, prover);
    return prover;
  }
}

/** A principal is asked alone; of a resource or a trust policy every class of its callers is asked, the widest first. */
function askedOf({ target, mutant }: MutantPlace): readonly AskedMutant[] {
  const { principal, policies, resource } = target;
  const [held] = policies.resources ?? [];
  if (resource === undefined || held === undefined)
    return [{ original: policies, mutant, asked: { principal } }];
  const mutated = mutant.mutated.resources?.[0] ?? { ...held, policies: [] };
  return classesOf(held, mutated, resource.kind === "trust").map((callers) => ({
    original: policiesFor(callers, held),
    mutant: { ...mutant, mutated: policiesFor(callers, mutated) },
    asked: {
      principal: callers.principal,
      among: callers.members,
      ...(held.account !== undefined && { resourceAccount: held.account }),
    },
  }));
}

function classesOf(held: HeldResource, mutated: HeldResource, isTrust: boolean): readonly CallerClass[] {
  const partition = /^arn:([^:*?]+):/.exec(held.arns[0] ?? "")?.[1];
  const classes = callerClasses([...held.policies, ...mutated.policies], {
    ...(held.account !== undefined && { account: held.account }),
    ...(partition !== undefined && { partition }),
  });
  const isSigned = isTrust || unsignedActions(held).length === 0;
  return classes.filter(({ kind }) => kind !== "everyone" || !isSigned);
}

const witnessOf = (
  target: Target,
  { original, mutant }: AskedMutant,
  request: NonNullable<MutantVerdict["witness"]>["request"],
): NonNullable<MutantVerdict["witness"]> => ({
  target: printAddress(target.address),
  request,
  expected: authorize(compile(original), request),
  mutated: authorize(compile(mutant.mutated), request),
});
