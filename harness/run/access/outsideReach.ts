import type { DecidingStatement, Request } from "../../../policies/language/request.js";
import { assumedPolicy, type CallerKind } from "../../../policies/prove/callers/callerClass.js";
import { typedReference } from "../../../policies/prove/question/typedReference.js";
import type { ServiceReference } from "../../../policies/reference/serviceReference.js";
import type { Target } from "../../../properties/target.js";
import { groupBy } from "../../plan/resources/groupBy.js";
import type { AccessChange, ChangeCaller } from "../diff/accessChange.js";
import { joinDiffs } from "../diff/diff.js";
import { diffResource } from "../diff/diffResource.js";
import { ofOnePlan } from "../diff/pairTargets.js";
import type { UndecidedChange } from "../diff/undecidedChange.js";
import { askedAlike } from "./askedAlike.js";
import { levelsByService } from "./levelsByService.js";

/** What callers from outside of the account can do with the resources of some sources. */
export interface OutsideReach {
  /** by resource, the widest class of callers first */
  readonly reached: readonly ReachedResource[];
  /** what depends on something unknown */
  readonly undecided: readonly UndecidedChange[];
  /** how many resources have a policy, roles with their trust policies included */
  readonly resources: number;
}

/** What one class of callers can do with a resource, but for what a wider class can. */
export interface ReachedResource {
  readonly target: string;
  readonly caller: ChangeCaller;
  /** set where it is about assuming a role */
  readonly isTrust?: true;
  /** as in a diff: `s3:*` for all actions of a service */
  readonly actions: readonly string[];
  /** letters of the access levels: `lrw` */
  readonly levels: string;
  /** a request that is allowed, and by what */
  readonly witness: Request;
  readonly statements: readonly DecidingStatement[];
  /** set where the change gives some of it */
  readonly isNew?: true;
}

export interface OutsideReachOptions {
  readonly reference: ServiceReference;
  readonly universe: "any" | "typed";
  /** the ARNs of the principals of the sources, which are not outside */
  readonly principals: readonly string[];
  /** what a change made of access */
  readonly changes: readonly AccessChange[];
}

/** Those of the account itself. */
const inside: readonly CallerKind[] = ["ownAccount", "ownPrincipals"];

/** Finds who outside of the account can reach which resource: what a diff adds if each resource is new. */
export function outsideReach(targets: readonly Target[], options: OutsideReachOptions): OutsideReach {
  const { principals, changes, universe } = options;
  const reference = typedReference(options.reference);
  const resources = targets.filter(({ resource }) => resource !== undefined && resource.absent !== "after");
  const sides = ofOnePlan(resources.map(({ before: _, ...one }) => ({ ...one, resource: asNew(one) })));
  const diffOf = askedAlike((side) => diffResource(side, principals, { reference, universe }).diff);
  const found = joinDiffs(sides.map(diffOf));
  const trusts = new Set(sides.filter(({ resource }) => resource === "trust").map(({ target }) => target));
  const gained = new Set(
    changes.filter(({ change }) => change !== "removed" && change !== "narrowed").map(keyOf),
  );
  const rows = groupBy(found.changes.filter(isOutside), keyOf);
  return {
    resources: sides.length,
    undecided: found.undecided.filter(({ caller }) => caller === undefined || !inside.includes(caller.kind)),
    reached: [...rows].map(([key, some]) => {
      const [{ target, caller, witness, statements }] = some as readonly [AccessChange & Called];
      const levels = [...levelsByService(some, reference).values()].flat().map(({ level }) => level);
      return {
        ...{ target, caller, witness },
        statements: statements.filter(({ source }) => source !== assumedPolicy),
        ...(trusts.has(target) && { isTrust: true }),
        actions: some.flatMap(({ actions }) => actions).toSorted(),
        levels: [..."lrwpt"].filter((level) => levels.includes(level)).join(""),
        ...(gained.has(key) && { isNew: true }),
      };
    }),
  };
}

type Called = Required<Pick<AccessChange, "caller">>;

const asNew = ({ resource }: Pick<Target, "resource">): NonNullable<Target["resource"]> => ({
  ...resource!,
  absent: "before",
});

const keyOf = ({ target, caller }: Pick<AccessChange, "target" | "caller">): string =>
  `${target}\n${caller?.name}`;

/** A principal of the account that is not in the source is not outside either. */
function isOutside({ caller, witness }: AccessChange): boolean {
  if (caller === undefined || inside.includes(caller.kind)) return false;
  return caller.kind !== "principal" || witness.principal.split(":")[4] !== witness.resourceAccount;
}
