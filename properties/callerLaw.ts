import { requestNear } from "../generators/requestNear.js";
import { readCaller } from "../policies/evaluate/caller.js";
import type { HeldResource } from "../policies/language/policySet.js";
import type { Request } from "../policies/language/request.js";
import { type CallerClass, policiesFor } from "../policies/prove/callers/callerClass.js";
import { callerClasses, unknownOwner } from "../policies/prove/callers/callerClasses.js";
import type { Access } from "../policies/prove/question/access.js";
import { allowedBy, forActions, inAll } from "./allowedBy.js";
import { differing } from "./fromElsewhere.js";
import { law } from "./law.js";
import { keysIn, meeting, when, without } from "./meeting.js";
import { perhapsOwnAccount } from "./perhapsOwnAccount.js";
import type { Property, SearchOptions } from "./property.js";
import type { PublicGuard } from "./publicGuard.js";
import type { Question } from "./question.js";
import type { Target } from "./target.js";
import { unsignedActions } from "./unsignedActions.js";

/** What a law about callers says, except which resources it is about. */
export type LawMeta = Pick<
  Property,
  "id" | "sentence" | "severity" | "preset" | "page" | "remedy" | "appliesTo"
>;

/** A resource or a role, with what callers of it are asked about. */
export interface CalledResource extends HeldResource {
  readonly kind: NonNullable<Target["resource"]>["kind"];
  readonly guard?: PublicGuard;
}

export interface CallerLaw extends Omit<LawMeta, "appliesTo"> {
  /** the kinds of resources it is about */
  readonly of: readonly CalledResource["kind"][];
  /** patterns of the actions that the callers must not be allowed */
  readonly actions: readonly string[];
  /**
   * what more is said of the requests of a class that must not be allowed, or sets of them, the most telling first;
   * undefined for a class that may be
   */
  readonly asks: (callers: CallerClass, resource: CalledResource) => Access | readonly Access[] | undefined;
  readonly reason: (request: Request, callers: string) => string;
  /**
   * of a law about callers that policies name: the class in which those are that a policy may name, where it is known
   * in part; what is said of this class then decides
   */
  readonly mayName?: CallerClass["kind"];
  /** true where it asks whether a caller is of another account than the resource; @defaultValue false */
  readonly comparesAccounts?: boolean;
}

/** A law about what callers of a resource can do: a question for each class of callers that it is about. */
export function callerLaw({
  of,
  actions,
  asks,
  reason,
  comparesAccounts,
  mayName,
  ...meta
}: CallerLaw): Property {
  const stated = law({
    ...meta,
    about: "resources",
    appliesTo: ({ resource }) => resource !== undefined && of.includes(resource.kind),
    monotone: true,
    questions: ({ policies: { resources = [] }, resource: target, bounds }, search) =>
      resources.flatMap((resource) => {
        const { kind, guard, isAccountUnknown = false } = target!;
        const asksOf: CallerLaw["asks"] = (callers, { account, ...called }) =>
          asks(callers, { ...called, ...(account !== undefined && !isAccountUnknown && { account }) });
        const known: CallerLaw["asks"] = comparesAccounts ? asksOf : asks;
        return questionsOf(
          { ...resource, kind, ...(guard && { guard }) },
          {
            actions,
            asks: (callers, called) =>
              bounds !== undefined && callers.kind === mayName
                ? meeting(...claimsIn(called).map(without))
                : known(callers, called),
            reason,
          },
          search,
        );
      }),
  });
  if (!comparesAccounts) return stated;
  return {
    ...stated,
    prove: perhapsOwnAccount(stated.prove!),
    search: perhapsOwnAccount(stated.search),
  };
}

/** Of the identity providers that conditions name: tokens of others have none of them. */
const claimsIn = (resource: CalledResource): readonly string[] =>
  keysIn(resource).filter((key) => /^[^:]*\./.test(key));

type Asked = Pick<CallerLaw, "actions" | "asks" | "reason">;

function questionsOf(resource: CalledResource, asked: Asked, search: SearchOptions): readonly Question[] {
  const partition = /^arn:([^:*?]+):/.exec(resource.arns[0] ?? "")?.[1];
  const classes = callerClasses(resource.policies, {
    uncovered: true,
    ...(resource.account !== undefined && { account: resource.account }),
    ...(partition !== undefined && { partition }),
  });
  const resourceAccount = resource.account ?? unknownOwner(classes);
  const unsigned = unsignedActions(resource);
  return classes
    .filter(({ kind }) => kind !== "everyone" || unsigned.length > 0)
    .flatMap((callers) => {
      return [asked.asks(callers, resource) ?? []].flat().map((asks) => {
        const also =
          callers.kind === "everyone" ? asUnsigned(unsigned, resource) : asSigned(callers, resource);
        const all = inAll(asks, also, fromOthers(callers, resource));
        return questionOf({ callers, resource, resourceAccount, also: all }, asked, search);
      });
    });
}

/** Of callers in another account than the resource. */
function fromOthers({ principal }: CallerClass, { policies, account }: CalledResource): Access {
  const isOther = account !== undefined && readCaller(principal).account !== account;
  return meeting(...(isOther ? differing(policies, "aws:PrincipalAccount", "aws:ResourceAccount") : []));
}

/**
 * Each signed request says whether it is by a service: a denial without `IfExists` meets it.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalisawsservice
 */
function asSigned({ members: { types } }: CallerClass, resource: CalledResource): Access {
  const key = "aws:PrincipalIsAWSService";
  const isSigned = !types.some((type) => type === "anonymous" || type === "provider");
  return keysIn(resource).includes(key.toLowerCase()) && isSigned
    ? meeting(when("Null", key, ["false"]))
    : meeting();
}

/** An URL of a function that asks for signatures takes no other requests. */
const asUnsigned = (actions: readonly string[], resource: CalledResource): Access =>
  keysIn(resource).includes("lambda:functionurlauthtype")
    ? inAll(forActions(actions), meeting(when("StringNotEquals", "lambda:FunctionUrlAuthType", ["AWS_IAM"])))
    : forActions(actions);

interface Subject {
  readonly callers: CallerClass;
  readonly resource: CalledResource;
  readonly resourceAccount: string;
  readonly also: Access;
}

function questionOf(
  { callers, resource, resourceAccount, also }: Subject,
  { actions, reason }: Asked,
  { reference, universe = "any" }: SearchOptions,
): Question {
  const { principal, members, name } = callers;
  const policies = policiesFor(callers, resource);
  const scope = matching(actions, resource);
  const near = { reference, principal, resourceAccount, universe };
  return {
    principal,
    among: members,
    callers,
    resourceAccount,
    scope,
    scopeName: `request by ${name}`,
    violations: inAll(allowedBy(policies), scope, also),
    requests: () => requestNear(policies, near),
    decides: (prepare) => prepare(policies),
    reason: ({ request }) => reason(request, name),
  };
}

/** The actions on the resource that its policies answer for. */
function matching(actions: readonly string[], resource: HeldResource): Access {
  const own = resource.actions ?? ["*"];
  const of = (patterns: readonly string[], on: readonly string[]): Access => ({
    kind: "matching",
    statement: { action: { negated: false, patterns }, resource: { negated: false, patterns: on } },
  });
  return inAll(of(actions, resource.arns), of(own, resource.arns));
}
