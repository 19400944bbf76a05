import type { AccessChange } from "../../harness/run/diff/accessChange.js";
import type { BeforeAndAfter } from "../../harness/run/diff/beforeAndAfter.js";
import { diffTargets } from "../../harness/run/diff/diffTargets.js";
import { includesPrincipal, isWider } from "../../harness/run/diff/reportedAccess.js";
import { compileGlob, matchGlob } from "../../policies/language/glob.js";
import type { HeldResource, PolicySet } from "../../policies/language/policySet.js";
import type { Request } from "../../policies/language/request.js";
import { policiesFor } from "../../policies/prove/callers/callerClass.js";
import { callerClasses } from "../../policies/prove/callers/callerClasses.js";
import { membersOf } from "../../policies/prove/callers/callerMembers.js";
import { fitsCaller } from "../../policies/prove/question/bindCallerKeys.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { unsignedActions } from "../../properties/unsignedActions.js";
import {
  callers,
  generatedChange,
  generatedIdentities,
  own,
  requestsBy,
} from "../policies/prove/callers/generatedResourcePolicy.js";
import { Dice } from "../policies/prove/generatedPolicies.js";
import { authorize as define } from "../reference/authorize.js";
import { isMember } from "../reference/callers.js";
import { referenceOf } from "./smallReference.js";

/** The actions of the generated policies, and one in addition. */
export const diffReference = (whole: ServiceReference): ServiceReference =>
  referenceOf(["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "kms:Decrypt", "sts:AssumeRole"], whole);

export interface DiffTally {
  diffs: number;
  changes: number;
  undecided: number;
  /** requests that are decided otherwise, of all callers */
  differing: number;
}

/** What one resource or principal may do, or let do, at two times. */
interface Side {
  readonly side: BeforeAndAfter;
  /** of a resource */
  readonly held?: Readonly<Record<Time, HeldResource>>;
}

type Time = "before" | "after";

/** Says how the diff of some generated resources and principals is not so; undefined where it is. */
export function brokenDiff(seed: number, reference: ServiceReference, tally: DiffTally): string | undefined {
  const dice = new Dice(seed);
  const resources = generatedChange(dice).map((change) =>
    resourceSide(change, dice.chance(20) ? dice.pick(["before", "after"] as const) : undefined),
  );
  const principals = callers
    .filter(({ kind, account }) => account === own && (kind === "user" || kind === "role"))
    .filter(() => dice.chance(40))
    .map(({ principal, arn }) => principalSide(dice, arn ?? principal, resources));
  const sides = [...resources, ...principals];
  const diff = diffTargets(
    sides.map(({ side }) => side),
    { reference, universe: "any" },
  );
  tally.diffs += 1;
  tally.changes += diff.changes.length;
  tally.undecided += diff.undecided.length;
  const arns = principals.map(({ side }) => side.principal);
  const said = diff.undecided.length > 0 ? undefined : diff.changes;
  const broken = [
    ...diff.changes.map((change) => brokenChange(change, sides, arns)),
    ...(said === undefined
      ? []
      : [
          ...resources.map((one) => unreportedCaller(one, arns, { said, tally })),
          ...principals.map((one) => unreportedPrincipal(one, resources, { said, tally })),
        ]),
  ].find(Boolean);
  return broken && `seed ${seed}: ${broken}\n${JSON.stringify(sides)}\n${JSON.stringify(diff.changes)}`;
}

/** @param absent the time at which the resource does not exist; none by default */
function resourceSide({ before, after }: Readonly<Record<Time, HeldResource>>, absent?: Time): Side {
  const at = (one: HeldResource, time: Time) => ({
    policies: { identity: [], ...(time !== absent && { resources: [one] }) },
    holes: [],
  });
  const held = (one: HeldResource, time: Time) => (time === absent ? { ...one, policies: [] } : one);
  return {
    side: {
      target: before.address,
      principal: `arn:aws:iam::${own}:role/example`,
      before: at(before, "before"),
      after: at(after, "after"),
      ...(absent && { absent }),
      resource: before.actions?.includes("sts:*") ? "trust" : "resource",
    },
    held: { before: held(before, "before"), after: held(after, "after") },
  };
}

function principalSide(dice: Dice, principal: string, resources: readonly Side[]): Side {
  const [before, after] = generatedIdentities(dice);
  const at = (set: PolicySet, time: Time) => ({
    policies: {
      ...set,
      resources: resources.filter(({ side }) => side.absent !== time).map(({ held }) => held![time]),
    },
    holes: [],
  });
  return {
    side: {
      target: principal,
      principal,
      callers: membersOf(principal),
      before: at(before, "before"),
      after: at(after, "after"),
    },
  };
}

const classesOf = ({ before, after }: Readonly<Record<Time, HeldResource>>, principals: readonly string[]) =>
  callerClasses([...after.policies, ...before.policies], {
    principals,
    ...(after.account !== undefined && { account: after.account }),
  });

const isAllowed = (policies: PolicySet, request: Request): boolean => define(policies, request) === "allowed";

/** A change is one by the definition: its witness is by the caller, and only the right side allows it. */
function brokenChange(
  { target, caller, change, witness }: AccessChange,
  sides: readonly Side[],
  principals: readonly string[],
): string | undefined {
  const { side, held } = sides.find((one) => one.side.target === target)!;
  const one = held && classesOf(held, principals).find(({ name }) => name === caller!.name);
  const policies = (time: Time) => (held ? policiesFor(one!, held[time]) : side[time].policies);
  const isGone = change === "removed" || change === "narrowed";
  const [more, less] = isGone ? (["before", "after"] as const) : (["after", "before"] as const);
  const about = `${target} for ${caller?.name ?? "itself"} is ${change}`;
  if (!isAllowed(policies(more), witness) || isAllowed(policies(less), witness))
    return `${about}, not so by the definition: ${JSON.stringify(witness)}`;
  return fitsCaller(witness, one?.members ?? side.callers!)
    ? undefined
    : `${about} by another caller: ${JSON.stringify(witness)}`;
}

interface Said {
  readonly said: readonly AccessChange[];
  readonly tally: DiffTally;
}

/** Each request of a caller of a resource that is decided otherwise is reported, for its class or for a wider one. */
function unreportedCaller(
  { side, held }: Side,
  principals: readonly string[],
  { said, tally }: Said,
): string | undefined {
  const classes = classesOf(held!, principals).filter(
    ({ kind }) =>
      !(kind === "everyone" && (side.resource === "trust" || unsignedActions(held!.after).length === 0)) &&
      // the policies of the other principals were there before the resource was
      !(kind === "ownPrincipals" && side.absent !== undefined),
  );
  for (const one of classes) {
    const [before, after] = [held!.before, held!.after].map((at) => policiesFor(one, at)) as [
      PolicySet,
      PolicySet,
    ];
    const wide = classes.filter((other) => other === one || isWider(other, one));
    for (const caller of callers.filter((some) => isMember(some, one, classes))) {
      if (principals.includes(caller.arn ?? "")) continue;
      // the root user needs no identity policy
      if (caller.kind === "root" && one.ownPolicies === "nothing") continue;
      for (const request of requestsBy(caller).filter((asked) => isOn(held!.after, asked))) {
        const [was, is] = [before, after].map((set) => isAllowed(set, request));
        if (was === is) continue;
        tally.differing += 1;
        const found = said.some(
          (change) =>
            change.target === side.target &&
            wide.some(({ name }) => name === change.caller?.name) &&
            reports(change, is!, request),
        );
        if (!found)
          return `${side.target}: not reported for ${one.name} that ${is ? "new" : "gone"} is ${JSON.stringify(request)}`;
      }
    }
  }
  return undefined;
}

/** Each request of a principal that is decided otherwise is reported, of it or at the resource for all like it. */
function unreportedPrincipal(
  { side }: Side,
  resources: readonly Side[],
  { said, tally }: Said,
): string | undefined {
  const own_ = callers.filter(({ principal, arn }) => (arn ?? principal) === side.principal);
  for (const request of own_.flatMap(requestsBy).map((one) => ({ ...one, principal: side.principal }))) {
    const [was, is] = [side.before, side.after].map(({ policies }) => isAllowed(policies, request));
    if (was === is) continue;
    // nothing is lost on a resource that is new, nor gained on one that is gone
    const unsaid = is ? "after" : "before";
    if (resources.some((one) => one.side.absent === unsaid && isOn(one.held![unsaid], request))) continue;
    tally.differing += 1;
    const found = said.some((change) => {
      if (!reports(change, is!, request)) return false;
      if (change.target === side.target) return true;
      const at = resources.find((one) => one.side.target === change.target);
      if (at === undefined || !isOn(at.held!.after, request)) return false;
      const one = classesOf(at.held!, []).find(({ name }) => name === change.caller?.name);
      const policies = [at.held!.before, at.held!.after].flatMap((held) => held.policies);
      return one !== undefined && includesPrincipal(one, side.principal, policies);
    });
    if (!found)
      return `${side.target}: not reported that ${is ? "new" : "gone"} is ${JSON.stringify(request)}`;
  }
  return undefined;
}

const reports = ({ change, actions }: AccessChange, isNew: boolean, { action }: Request): boolean =>
  (change === "shifted" || (isNew ? ["added", "widened"] : ["removed", "narrowed"]).includes(change)) &&
  actions.some((pattern) => matchGlob(compileGlob(pattern.toLowerCase()), action.toLowerCase()));

const isOn = ({ arns }: HeldResource, { resource }: Request): boolean =>
  arns.some((arn) => matchGlob(compileGlob(arn), resource));
