import type { Policy, PolicySet } from "../policies/language/policySet.js";
import { findRequest } from "../policies/prove/findRequest.js";
import type { Prover } from "../policies/prove/question/prover.js";
import { allowedBy } from "./allowedBy.js";
import type { Target } from "./target.js";

/** The boundary and the SCPs of a principal that leave nothing of what its identity policies allow, each as a sentence. */
export function emptyLayers(
  { policies: { identity, boundary, scps }, resource }: Target,
  prover: Prover,
): readonly string[] {
  const isEmpty = (set: PolicySet): boolean => findRequest(allowedBy(set), prover).kind === "empty";
  if (resource !== undefined || (boundary === undefined && scps === undefined)) return [];
  if (identity.length === 0 || isEmpty({ identity })) return [];
  const granted = named(identity);
  return [
    ...(boundary !== undefined && isEmpty({ identity, boundary })
      ? [`the permissions boundary \`${boundary.source}\` leaves nothing of the access in ${granted}`]
      : []),
    ...(scps !== undefined && isEmpty({ identity, scps })
      ? [`the SCPs ${named(scps.flat())} leave nothing of the access in ${granted}`]
      : []),
  ];
}

const named = (policies: readonly Policy[]): string =>
  [...new Set(policies.map(({ source }) => `\`${source}\``))].join(", ");
