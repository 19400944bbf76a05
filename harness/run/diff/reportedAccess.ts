import { readCaller } from "../../../policies/evaluate/caller.js";
import { compilePrincipal, grants } from "../../../policies/evaluate/compilePrincipal.js";
import type { Statement } from "../../../policies/language/policyDocument.js";
import type { Policy } from "../../../policies/language/policySet.js";
import type { MoreAndLess } from "../../../policies/prove/actions/actionComparison.js";
import type { CallerClass, CallerKind } from "../../../policies/prove/callers/callerClass.js";
import { type Access, difference } from "../../../policies/prove/question/access.js";
import { inAny } from "../../../properties/allowedBy.js";
import { asCaller } from "./callerAccess.js";
import type { DiffQuestions } from "./diffAccess.js";

/** What is reported of a class of callers at a resource. */
export interface ReportedAccess {
  readonly callers: CallerClass;
  readonly asked: DiffQuestions;
  /** the requests that a statement for everyone newly allows, or allows no more, where that is reported of the class */
  readonly byStatements?: Readonly<Record<"gains" | "losses", readonly Access[]>>;
}

const toAll: readonly CallerKind[] = ["everyone", "anyAccount"];
const toAccounts: readonly CallerKind[] = [...toAll, "organization", "ownAccount"];

/** The classes of callers that include others, to the extent that a request can say it. */
const widerThan: Readonly<Record<CallerKind, readonly CallerKind[]>> = {
  everyone: [],
  anyAccount: ["everyone"],
  organization: toAll,
  ownAccount: [...toAll, "organization"],
  ownPrincipals: toAccounts,
  account: [...toAll, "organization"],
  principal: [...toAccounts, "account"],
  anyService: toAll,
  service: [...toAll, "anyService"],
  anyFederated: toAll,
  federated: [...toAll, "anyFederated"],
};

/** Whether the members of one class are among those of another, or some of these could be. */
export const isWider = (one: CallerClass, other: CallerClass): boolean =>
  widerThan[other.kind].includes(one.kind) && (!inAccount.includes(one.kind) || isSameAccount(one, other));

const inAccount: readonly CallerKind[] = ["ownAccount", "account"];

const isSameAccount = (one: CallerClass, other: CallerClass): boolean =>
  accountOf(one.principal) === accountOf(other.principal);

const accountOf = (arn: string): string | undefined => arn.split(":")[4];

/**
 * Whether a principal is in a class, so that what the class gains is not reported again for it. One that some
 * `NotPrincipal` of the policies names may gain less.
 *
 * @param policies none by default
 */
export const includesPrincipal = (
  { kind, principal }: CallerClass,
  arn: string,
  policies: readonly Policy[] = [],
): boolean =>
  (toAll.includes(kind) ||
    kind === "organization" ||
    (kind === "ownAccount" && accountOf(principal) === accountOf(arn))) &&
  !isExcluded(arn, policies);

const isExcluded = (arn: string, policies: readonly Policy[]): boolean =>
  policies.some(({ document }) => document.statements.some((statement) => excludes(statement, arn)));

/** Whether the `NotPrincipal` of a statement names a principal. */
export const excludes = ({ principal }: Statement, arn: string): boolean =>
  principal?.negated === true && compilePrincipal(principal)(readCaller(arn)) === grants.none;

/** The questions of a diff without what is reported of others: gains without their gains, losses without losses. */
export function withoutReported(asked: DiffQuestions, reported: readonly ReportedAccess[]): DiffQuestions {
  if (reported.length === 0) return asked;
  const less = (
    { more, less }: MoreAndLess,
    of: (asked: DiffQuestions) => MoreAndLess,
    direction: "gains" | "losses",
  ): MoreAndLess => {
    const others = reported.flatMap(({ callers, asked: theirs, byStatements }) => {
      const one = of(theirs);
      return [asCaller(callers, difference(one.more, one.less)), ...(byStatements?.[direction] ?? [])];
    });
    return { more, less: inAny(less, ...others) };
  };
  const { gain, loss, mayGain, mayLose } = asked;
  return {
    ...asked,
    gain: less(gain, (theirs) => theirs.gain, "gains"),
    loss: less(loss, (theirs) => theirs.loss, "losses"),
    ...(mayGain && { mayGain: less(mayGain, (theirs) => theirs.mayGain ?? theirs.gain, "gains") }),
    ...(mayLose && { mayLose: less(mayLose, (theirs) => theirs.mayLose ?? theirs.loss, "losses") }),
  };
}
