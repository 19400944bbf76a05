import type { HeldResource } from "../../../policies/language/policySet.js";
import { type CallerClass, policiesFor } from "../../../policies/prove/callers/callerClass.js";
import { callerClasses, unknownOwner } from "../../../policies/prove/callers/callerClasses.js";
import type { Access } from "../../../policies/prove/question/access.js";
import type { ProveOptions } from "../../../policies/prove/question/proveOptions.js";
import { proverFor } from "../../../policies/prove/question/prover.js";
import { allowedBy, inAll, inAny } from "../../../properties/allowedBy.js";
import type { Bounded } from "../../../properties/bounded.js";
import { boundsOf, type Target } from "../../../properties/target.js";
import { printAddress } from "../../../properties/targetAddress.js";
import { unsignedActions } from "../../../properties/unsignedActions.js";
import { overlapping } from "../../plan/targets/overlapping.js";
import { asCaller } from "../diff/callerAccess.js";
import { isWider } from "../diff/reportedAccess.js";
import type { AskedRequests } from "./askedRequests.js";
import { type Judged, judgeRequester } from "./judgeRequester.js";
import type { WhoSources } from "./who.js";

interface Asking extends Pick<ProveOptions, "reference" | "universe"> {
  readonly asked: AskedRequests;
}

/** The classes of callers that the policies of resources let in, or may; the widest first. */
export function callersMay(
  { principals, resources }: WhoSources,
  meets: (held: HeldResource) => boolean,
  asking: Asking,
): readonly Judged[] {
  const arns = principals.map(({ principal }) => principal);
  const held = resources.flatMap(heldIn).filter(({ bounds }) => meets(bounds.upper));
  const byUpper = new Map(held.map((one) => [one.bounds.upper, one]));
  const groups = overlapping([...byUpper.keys()]);
  return held.flatMap((one) => {
    const group = (groups.get(one.bounds.upper) ?? [one.bounds.upper]).map((upper) => byUpper.get(upper)!);
    return judgeCallers({ one, group, principals: arns }, asking);
  });
}

/** A resource, by its target. */
interface Held {
  readonly address: string;
  readonly isTrust: boolean;
  readonly bounds: Bounded<HeldResource>;
}

function heldIn(target: Target): readonly Held[] {
  const { upper, lower, unknown } = boundsOf(target);
  const [most] = upper.resources ?? [];
  if (most === undefined) return [];
  const least = lower.resources?.[0] ?? { ...most, policies: [] };
  const isTrust = target.resource?.kind === "trust";
  return [{ address: printAddress(target.address), isTrust, bounds: { upper: most, lower: least, unknown } }];
}

interface Group {
  readonly one: Held;
  /** with those that a request may be on, too */
  readonly group: readonly Held[];
  readonly principals: readonly string[];
}

/** What a wider class may do is left out for the narrower ones, and so is what is undecided of it. */
function judgeCallers({ one, group, principals }: Group, asking: Asking): readonly Judged[] {
  const { upper } = one.bounds;
  const policies = group.flatMap(({ bounds }) => [...bounds.upper.policies, ...bounds.lower.policies]);
  const partition = /^arn:([^:*?]+):/.exec(upper.arns[0] ?? "")?.[1];
  const { account } = upper;
  const classes = callerClasses(policies, {
    principals,
    ...(account !== undefined && { account }),
    ...(partition !== undefined && { partition }),
  });
  const isOpen = !one.isTrust && unsignedActions(upper).length > 0;
  const wider: { callers: CallerClass; certain: Access; judged: Judged }[] = [];
  for (const callers of classes.filter(({ kind }) => kind !== "everyone" || isOpen)) {
    const others = wider.filter((other) => isWider(other.callers, callers));
    const judged = judge(
      callers,
      { one, group, account: account ?? unknownOwner(classes) },
      {
        ...asking,
        except: others.map((other) => asCaller(other.callers, other.certain)),
      },
    );
    const again = judged.kind === "undecided" && others.some((other) => other.judged.kind === "undecided");
    const certain = asking.asked.apply(policiesOf(callers, group, "lower"));
    wider.push({
      callers,
      certain: inAll(allowedBy(certain), asking.asked.space),
      judged: again || isOwnAlone(callers, judged) ? { kind: "denied" } : judged,
    });
  }
  return wider.map(({ judged }) => judged).filter(({ kind }) => kind !== "denied");
}

/** What the other principals of the account may do by their own policies alone, no resource policy lets in. */
const isOwnAlone = ({ kind }: CallerClass, judged: Judged): boolean =>
  kind === "ownPrincipals" &&
  (judged.kind === "undecided" || (judged.kind === "allowed" && judged.found.statements.length === 0));

const policiesOf = (callers: CallerClass, group: readonly Held[], side: "upper" | "lower") =>
  policiesFor(callers, ...group.map(({ bounds }) => bounds[side]));

interface Asked extends Asking {
  readonly except: readonly Access[];
}

function judge(
  callers: CallerClass,
  { one, group, account }: { one: Held; group: readonly Held[]; account: string },
  { asked, except, ...options }: Asked,
): Judged {
  const { kind, name, principal, members } = callers;
  const unknown = group.flatMap(({ bounds }) => bounds.unknown);
  const [upper, lower] = [policiesOf(callers, group, "upper"), policiesOf(callers, group, "lower")];
  return judgeRequester(
    {
      target: one.address,
      caller: { kind, name },
      readings: { policies: upper, holes: [], ...(unknown.length > 0 && { bounds: { lower, unknown } }) },
      prover: proverFor({ ...options, principal, among: members, resourceAccount: account }),
      members,
      ...(except.length > 0 && { except: inAny(...except) }),
    },
    asked,
  );
}
