import type { PolicySet } from "../../policies/language/policySet.js";
import { policyJson } from "../../policies/language/printPolicy.js";
import type { Request } from "../../policies/language/request.js";

/** Only the shape that is called here: the peer is not a dependency and its code is not known to this repository. */
interface Peer {
  readonly runUnsafeSimulation: (simulation: unknown, options: unknown) => unknown;
}

const packageName: string = "@cloud-copilot/iam-simulate";

/** A decision by the peer, on documents that it has as plain JSON; undefined where it is not installed. */
export async function peerDecision(): Promise<
  ((policies: PolicySet) => (request: Request) => unknown) | undefined
> {
  const peer = await import(packageName).then(
    (module) => module as Peer,
    () => undefined,
  );
  if (peer === undefined) return undefined;
  return ({ identity }) => {
    const identityPolicies = identity.map(({ source, document }) => ({
      name: source,
      policy: policyJson(document),
    }));
    const others = { identityPolicies, serviceControlPolicies: [], resourceControlPolicies: [] };
    return ({ principal, action, resource, resourceAccount, context }) =>
      peer.runUnsafeSimulation(
        {
          request: {
            principal,
            action,
            resource: { resource, accountId: resourceAccount },
            contextVariables: context,
          },
          ...others,
        },
        { simulationMode: "Strict" },
      );
  };
}
