import { readCaller } from "../policies/evaluate/caller.js";
import { compilePrincipal, grants } from "../policies/evaluate/compilePrincipal.js";
import type { CallerClass } from "../policies/prove/callers/callerClass.js";
import type { Access } from "../policies/prove/question/access.js";
import { inAll, inAny, withoutAccess } from "./allowedBy.js";
import type { Excepted } from "./excepted.js";
import type { SearchOptions } from "./property.js";
import type { Question } from "./question.js";

/**
 * The same question about the requests that count.
 *
 * @param earlier the questions of the law before a change: what broke it then does not count
 */
export function limitQuestion(
  question: Question,
  { excepted = [], only }: SearchOptions,
  earlier: readonly Question[] = [],
): Question {
  const left = [...excepted.filter((one) => isAbout(one, question)), ...earlierOf(question, earlier)];
  if (left.length === 0 && only === undefined) return question;
  const kept = only === undefined ? [] : [isAbout(only, question) ? only.access : nothing];
  return {
    ...question,
    violations: inAll(question.violations, ...kept, ...left.map(({ access }) => withoutAccess(access))),
  };
}

const nothing: Access = inAny();

/** The principals of a statement cover all members of a class or none. */
function isAbout({ principals, isOf }: Excepted, { principal, callers }: Question): boolean {
  const isNamed = compilePrincipal(principals)(readCaller(principal)) !== grants.none;
  return isNamed && (isOf === undefined || (callers !== undefined && isOf(callers)));
}

/** What broke the law by the same callers, or by the class that they were in. */
function earlierOf({ callers }: Question, earlier: readonly Question[]): readonly Pick<Excepted, "access">[] {
  const same = earlier.filter((one) => one.callers?.name === callers?.name);
  const former =
    same.length > 0 || callers === undefined ? same : earlier.filter((one) => isWider(one.callers, callers));
  return former.map(({ violations }) => ({ access: violations }));
}

/** Whether a class that a policy names was in one of those that it does not name. */
const isWider = (wide: CallerClass | undefined, { kind, ownPolicies }: CallerClass): boolean =>
  wide !== undefined && wide.kind === unnamed[kind] && wide.ownPolicies === ownPolicies;

const unnamed: Readonly<Partial<Record<CallerClass["kind"], CallerClass["kind"]>>> = {
  account: "anyAccount",
  organization: "anyAccount",
  principal: "anyAccount",
  service: "anyService",
  federated: "anyFederated",
};

/** Whether not all requests count. */
export const isLimited = ({ excepted = [], only, before }: SearchOptions): boolean =>
  excepted.length > 0 || only !== undefined || before !== undefined;
