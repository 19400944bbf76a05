import { readCaller } from "../../policies/evaluate/caller.js";
import { failure, type Result, success } from "../../policies/text/diagnostic.js";
import { didYouMean } from "../../policies/text/nearestNames.js";
import type { Target } from "../../properties/target.js";
import { printAddress, withoutSource } from "../../properties/targetAddress.js";
import type { Source } from "../run/openSource.js";
import { singleTarget } from "./singleTarget.js";

/** Who makes a request. */
export interface RequesterIn {
  readonly principal: string;
  /** whose policies decide; absent for callers outside the source, which only its resources say something of */
  readonly target?: Target;
}

/**
 * Finds who makes a request to a source.
 *
 * @param wanted an ARN, a service, an identity provider, `*`, or the address of a principal of the source; undefined
 *   for the only target there is
 */
export function requesterIn(source: Source, wanted: string | undefined): Result<RequesterIn> {
  const principals = source.targets.filter(isPrincipal);
  const named = wanted === undefined ? undefined : principals.find((one) => isCalled(one, wanted));
  if (named !== undefined) return success({ principal: named.principal, target: named });
  if (wanted !== undefined && isAddress(wanted)) return failure(unknownPrincipal(source, principals, wanted));
  const session = wanted === undefined ? undefined : principals.find((one) => isSessionOf(one, wanted));
  if (session !== undefined) return success({ principal: wanted!, target: session });
  const isHolder = source.targets.length === 1 && source.targets[0]!.resource === undefined;
  if (wanted === undefined || isHolder || resourcesIn(source).length === 0) {
    const target = singleTarget(source);
    if (!target.ok) return target;
    return success({ principal: wanted ?? target.value.principal, target: target.value });
  }
  return success({ principal: wanted });
}

/** The resources of a source; one that it is narrowed to is among its targets. */
export const resourcesIn = ({ targets, resources }: Source): readonly Target[] => [
  ...resources,
  ...targets.filter(({ resource }) => resource !== undefined),
];

/** Whether a target is a principal, and not a resource or a part of its policies. */
export const isPrincipal = ({ resource, policies }: Target): boolean =>
  resource === undefined && policies.resource === undefined;

const isCalled = ({ address, principal }: Target, wanted: string): boolean =>
  address.resource !== undefined && (principal === wanted || printAddress(withoutSource(address)) === wanted);

/** Of the principals that can be named by it, a session is of one. */
function isSessionOf({ principal }: Target, wanted: string): boolean {
  const [role, session] = [readCaller(principal), readCaller(wanted)];
  return (
    role.type === "role" &&
    session.type === "session" &&
    session.roleName === role.roleName &&
    session.account === role.account
  );
}

/** `module.ci.aws_iam_role.job`, or a word alone: no ARN and no name of a service or a provider looks like that. */
const isAddress = (text: string): boolean => /^(?:module\..+\.)?aws_\w+\../.test(text) || !/[.:*]/.test(text);

function unknownPrincipal({ name }: Source, principals: readonly Target[], wanted: string) {
  const names = principals.map(({ address }) => printAddress(withoutSource(address)));
  const [place] = name.split("#");
  const hint =
    names.length > 0
      ? didYouMean(wanted, names, "`planproof extract SOURCE`")
      : `name the whole source, which has the principals: planproof decide ${place} --principal ${wanted}`;
  return {
    code: "unknown-principal",
    severity: "error",
    message: `no principal \`${wanted}\` in it`,
    hint,
    source: name,
  } as const;
}
