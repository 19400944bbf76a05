import { policiesIn } from "../../policies/language/policiesIn.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { boundariesElsewhere } from "./boundary.js";
import { Graph } from "./graph.js";
import { isUnknownTag } from "./pinsOf.js";
import { statementKeys } from "./statementKeys.js";
import type { Surroundings, SurroundingTags } from "./surroundings.js";

/** The graphs of an account: of what its principals may do in any case, and of what they may do at most. */
export interface Graphs {
  readonly narrowest: Graph;
  /** the same object where nothing that is bounded is unknown */
  readonly widest: Graph;
}

/** Makes both; see `SharedGraphs` for laws about one principal after another. */
export function graphsOf(surroundings: Surroundings, reference: ServiceReference): Graphs {
  const narrowest = new Graph(surroundings, reference);
  const { principals, resources } = surroundings;
  const isBounded = [...principals.values()].some(
    ({ widest, unknownTrust }) => (widest ?? unknownTrust) !== undefined,
  );
  const tagged = [...principals.values(), ...resources].filter(
    ({ unknownTags }) => unknownTags !== undefined,
  );
  const sets = [...principals.values()].map(({ policies }) => policies);
  const isElsewhere =
    boundariesElsewhere(sets, resources).length > 0 ||
    resources.some(({ unknownRole }) => unknownRole !== undefined);
  const widest =
    isBounded || isElsewhere || isAskedFor(tagged, surroundings)
      ? new Graph(surroundings, reference, "widest")
      : narrowest;
  return { narrowest, widest };
}

/** Whether a condition asks for a tag that is unknown. */
function isAskedFor(tagged: readonly SurroundingTags[], { principals }: Surroundings): boolean {
  if (tagged.length === 0) return false;
  const policies = [...principals.values()].flatMap((one) => [
    ...policiesIn(one.policies),
    ...(one.trust?.policies ?? []),
  ]);
  const statements = policies.flatMap(({ document }) => document.statements);
  const keys = [...new Set(statements.flatMap(statementKeys))];
  return tagged.some((one) => keys.some((key) => isUnknownTag(key, one)));
}
