import type { Policy, PolicySet } from "../policies/language/policySet.js";
import type { CallerMembers } from "../policies/prove/callers/callerMembers.js";
import type { Diagnostic } from "../policies/text/diagnostic.js";
import { type Bounded, exactly } from "./bounded.js";
import type { SharedGraphs } from "./escalation/sharedGraphs.js";
import type { Surroundings } from "./escalation/surroundings.js";
import type { ExampleCaller } from "./exampleCaller.js";
import type { Hole } from "./hole.js";
import type { Location } from "./location.js";
import type { PublicGuard } from "./publicGuard.js";
import type { TargetAddress } from "./targetAddress.js";

/** The policies of a target at one time. */
export interface Readings {
  /** all of it, as the widest reading: where parts are unknown, it allows everything they can allow */
  readonly policies: PolicySet;
  /** the narrowest reading, which allows only what they allow in any case; absent where no part is unknown */
  readonly bounds?: Omit<Bounded<PolicySet>, "upper">;
  /** what is unknown without bounds, so that it has no part in either reading */
  readonly holes: readonly Hole[];
}

/** The widest and the narrowest reading, which are the same where no part is unknown. */
export const boundsOf = ({ policies, bounds }: Readings): Bounded<PolicySet> =>
  bounds === undefined ? exactly(policies) : { upper: policies, ...bounds };

/** All unknown values, the unbounded first: no answer is certain while there are any. */
export const holesOf = ({ holes, bounds }: Readings): readonly Hole[] => [
  ...holes,
  ...(bounds?.unknown ?? []),
];

/** What laws look at that need no request. */
export type Counted =
  | {
      readonly kind: "bucket";
      /** the settings of S3 Block Public Access that are on; undefined where it is not configured */
      readonly blocks: readonly string[] | undefined;
      /** true where a setting is known only after apply */
      readonly isUnknown: boolean;
    }
  | {
      readonly kind: "endpoint" /** absent where AWS's default is in force, which allows everything */;
      readonly policy?: Policy;
    }
  | {
      readonly kind: "holder";
      /** the type of the resource: `aws_iam_role` */
      readonly type: string;
      /** sizes in characters, without white space, of the policies written for it */
      readonly policies: readonly {
        readonly source: string;
        readonly kind: "inline" | "managed" | "trust";
        readonly size: number;
      }[];
      /** the number of managed policies attached to it */
      readonly attached: number;
    };

/** What a property is about: a principal with everything attached to it, after and before a change. */
export interface Target extends Readings {
  /** printed it is how users name it: `managed:AWSBatchFullAccess@v7` or `plan.json#aws_iam_role.job` */
  readonly address: TargetAddress;
  /** the line where it is written, where a source has lines; no law looks at it */
  readonly location?: Location;
  /** ARN put into requests; a predicted or an example one where the real one is unknown */
  readonly principal: string;
  /** the same before the change; absent when the principal did not exist or the source has no before */
  readonly before?: Readings;
  /** of a single document: what was found wrong in it; absent for principals and resources */
  readonly document?: { readonly diagnostics: readonly Diagnostic[] };
  /**
   * of a resource with a policy, or of a role with its trust policy: `policies` holds it alone, in `resources`;
   * absent for principals
   */
  readonly resource?: {
    readonly kind: "resource" | "trust";
    /** the time of a change at which the resource is not there, if that is known; absent where it always is */
    readonly absent?: "before" | "after";
    /** set where an example represents its account, which may be one that its policies name */
    readonly isAccountUnknown?: true;
    /** what keeps callers from it that its policies do not name; absent where nothing does */
    readonly guard?: PublicGuard;
  };
  /** of something that a plan makes, for laws that count: without policies; absent for all others */
  readonly counted?: Counted;
  /** the same before the change; absent where it did not exist or the source has no before */
  readonly countedBefore?: Counted;
  /**
   * what the keys about the caller can say in requests by the principal; absent for documents, and then they can say
   * anything
   */
  readonly callers?: CallerMembers;
  /** set where a part of the ARN is unknown, so that `principal` is an example of what `callers` can be */
  readonly example?: ExampleCaller;
  /** of a principal: who else is in its account, and what runs there; made where a law asks */
  readonly surroundings?: SurroundingsOverTime;
  /** who can become the principal, where that is known; it takes no part in the principal's own decisions */
  readonly trust?: Policy;
}

/** The same objects for all principals of a source. */
export interface SurroundingsOverTime {
  readonly now: () => Surroundings;
  /** the same before the change; absent where the source has no before */
  readonly before?: () => Surroundings;
  readonly graphs: SharedGraphs;
}
