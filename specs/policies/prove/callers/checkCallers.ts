import type { PolicySet } from "../../../../policies/language/policySet.js";
import { type CallerClass, policiesFor } from "../../../../policies/prove/callers/callerClass.js";
import { callerClasses } from "../../../../policies/prove/callers/callerClasses.js";
import { membersOf } from "../../../../policies/prove/callers/callerMembers.js";
import { checkCertificate } from "../../../../policies/prove/certificate/checkCertificate.js";
import { findRequest } from "../../../../policies/prove/findRequest.js";
import type { Access } from "../../../../policies/prove/question/access.js";
import { difference } from "../../../../policies/prove/question/access.js";
import { fitsCaller } from "../../../../policies/prove/question/bindCallerKeys.js";
import type { ProveOptions } from "../../../../policies/prove/question/proveOptions.js";
import type { ServiceReference } from "../../../../policies/reference/serviceReference.js";
import { authorize as define } from "../../../reference/authorize.js";
import { type ConcreteCaller, isMember } from "../../../reference/callers.js";
import { contradicted } from "../../../reference/contradicted.js";
import type { Dice } from "../generatedPolicies.js";
import { callers, generatedBucket, generatedJoinedSet, own, requestsBy } from "./generatedResourcePolicy.js";

/** The prover's answer about generated policies, and why it cannot be true. */
export interface CheckedAnswer {
  readonly kind: "empty" | "found" | "undecided";
  readonly disagreement?: string;
}

export interface CallerChecks {
  /** accept a proof only with a certificate that the checker accepts */
  readonly certificates: boolean;
  /** ask about the typed universe of this data; @defaultValue about any request */
  readonly reference?: ServiceReference;
}

/** Asks what each class of callers of a generated bucket may do, and compares with the definition for members. */
export function checkClasses(dice: Dice, checks: CallerChecks): readonly CheckedAnswer[] {
  const resource = generatedBucket(dice);
  const classes = callerClasses(resource.policies, { account: own, uncovered: true });
  const without = callers.find((caller) => !classes.some((one) => isMember(caller, one, classes)));
  if (without !== undefined)
    return [{ kind: "undecided", disagreement: `${without.principal} is in no class` }];
  return classes.map((one) => {
    const members = callers.filter((caller) => isMember(caller, one, classes));
    const policies = policiesFor(one, resource);
    const parts: readonly Access[] = [
      { kind: "of", policies },
      { kind: "matching", statement: { resource: { negated: false, patterns: resource.arns } } },
    ];
    return check(
      {
        access: { kind: "both", parts },
        options: { principal: one.principal, resourceAccount: own, among: one.members },
        // the root user needs no identity policy
        members: members.filter(({ kind }) => one.ownPolicies === "everything" || kind !== "root"),
        callers: one.members,
        holds: (request) =>
          define(policies, request) === "allowed" && request.resource.startsWith("arn:aws:s3:::b"),
        sets: [policies],
      },
      checks,
    );
  });
}

/** Compares joined sets, for one caller with its keys, and the answer with the definition. */
export function checkJoined(dice: Dice, checks: CallerChecks): CheckedAnswer {
  const caller = dice.pick(callers);
  const [left, right] = [generatedJoinedSet(dice), generatedJoinedSet(dice)];
  const other: PolicySet = dice.chance(50) ? { ...left, resources: right.resources ?? [] } : right;
  const bound: ProveOptions = { principal: caller.principal, resourceAccount: own, callerKeys: "bound" };
  return check(
    {
      access: difference({ kind: "of", policies: left }, { kind: "of", policies: other }),
      options: bound,
      members: callers.filter(({ principal }) => principal === caller.principal),
      callers: membersOf(caller.principal),
      holds: (request) => define(left, request) === "allowed" && define(other, request) !== "allowed",
      sets: [left, other],
    },
    checks,
  );
}

interface Checked {
  readonly access: Access;
  readonly options: ProveOptions;
  readonly members: readonly ConcreteCaller[];
  readonly callers: CallerClass["members"];
  /** by the definition */
  readonly holds: (request: Parameters<typeof define>[1]) => boolean;
  readonly sets: readonly PolicySet[];
}

function check(
  { access, options: asked, members, callers: bound, holds, sets }: Checked,
  { certificates, reference }: CallerChecks,
): CheckedAnswer {
  const options: ProveOptions = reference === undefined ? asked : { ...asked, reference, universe: "typed" };
  const answer = findRequest(access, options);
  const why = (text: string): CheckedAnswer => ({
    kind: answer.kind,
    disagreement: `${text}: ${JSON.stringify([options.principal, bound, sets, answer])}`,
  });
  if (answer.kind === "found") {
    if (!holds(answer.witness)) return why("no witness by the definition");
    if (!fitsCaller(answer.witness, bound)) return why("the witness is not by the caller");
    return { kind: "found" };
  }
  if (answer.kind === "undecided") return { kind: "undecided" };
  const isSent = (request: Parameters<typeof define>[1]) =>
    reference === undefined || contradicted(request, [...sets], reference) === undefined;
  const found = members.flatMap(requestsBy).find((request) => holds(request) && isSent(request));
  if (found !== undefined) return why(`proved, and yet ${JSON.stringify(found)}`);
  if (certificates && !checkCertificate(access, answer.certificate, options))
    return why("the certificate is refused");
  return { kind: "empty" };
}
