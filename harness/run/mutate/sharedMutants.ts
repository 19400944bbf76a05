import type { Mutant } from "../../../generators/mutants/mutant.js";
import { mutantsOf } from "../../../generators/mutants/mutantsOf.js";
import { policiesIn } from "../../../policies/language/policiesIn.js";
import type { PolicyDocument } from "../../../policies/language/policyDocument.js";
import type { PolicySet } from "../../../policies/language/policySet.js";
import { printPolicy } from "../../../policies/language/printPolicy.js";
import type { ServiceReference } from "../../../policies/reference/serviceReference.js";
import type { Target } from "../../../properties/target.js";
import { printAddress } from "../../../properties/targetAddress.js";

/** One mistake in a policy, with every target that has the policy. */
export interface SharedMutant extends Pick<Mutant, "operator" | "pointer" | "before" | "after"> {
  readonly source: string;
  /** the document with the mistake; absent where a policy was not attached */
  readonly document?: PolicyDocument;
  readonly places: readonly MutantPlace[];
}

export interface MutantPlace {
  readonly target: Target;
  readonly mutant: Mutant<PolicySet>;
}

/** The mutants of some targets; a mistake in a policy that several of them have is one mutant. */
export function sharedMutants(
  targets: readonly Target[],
  reference: ServiceReference,
): readonly SharedMutant[] {
  const shared = new Map<string, SharedMutant & { readonly places: MutantPlace[] }>();
  for (const target of targets) {
    for (const mutant of mutantsOf(target.policies, { reference })) {
      const made = sharedMutant(mutant);
      const key = keyOf(made, target);
      const known = shared.get(key) ?? { ...made, places: [] };
      known.places.push({ target, mutant });
      shared.set(key, known);
    }
  }
  return [...shared.values()];
}

function sharedMutant(mutant: Mutant<PolicySet>): Omit<SharedMutant, "places"> {
  const { operator, pointer, source = "", before, after } = mutant;
  const document = isAboutDocument(mutant) ? documentIn(mutant) : undefined;
  return {
    operator,
    pointer,
    source,
    ...(document && { document }),
    ...(before && { before }),
    ...(after && { after }),
  };
}

const isAboutDocument = ({ pointer, operator }: Mutant<PolicySet>): boolean =>
  pointer !== "" || operator === "version";

const documentIn = ({ source, mutated, after, before }: Mutant<PolicySet>): PolicyDocument | undefined =>
  policiesIn(mutated)
    .filter((policy) => policy.source === source)
    .map(({ document }) => document)
    .find(({ statements }) =>
      after === undefined ? before === undefined || !statements.includes(before) : statements.includes(after),
    );

/** What is attached to a target is its own matter; a document is the same wherever it is attached. */
const keyOf = (
  { operator, source, pointer, document }: Omit<SharedMutant, "places">,
  target: Target,
): string =>
  JSON.stringify([
    operator,
    source,
    pointer,
    document === undefined ? printAddress(target.address) : printPolicy(document, 0),
  ]);
