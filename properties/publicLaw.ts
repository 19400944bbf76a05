import { requestNear } from "../generators/requestNear.js";
import { compile } from "../policies/evaluate/compile.js";
import type { HeldResource } from "../policies/language/policySet.js";
import type { Request } from "../policies/language/request.js";
import { type CallerClass, type CallerKind, policiesFor } from "../policies/prove/callers/callerClass.js";
import { callerClasses, unknownOwner } from "../policies/prove/callers/callerClasses.js";
import type { Access } from "../policies/prove/question/access.js";
import { allowedBy, inAll } from "./allowedBy.js";
import { fromElsewhere } from "./fromElsewhere.js";
import { law } from "./law.js";
import type { Property, SearchOptions } from "./property.js";
import type { Question } from "./question.js";
import { takesUnsigned } from "./takesUnsigned.js";
import type { Target } from "./target.js";

interface PublicLaw extends Pick<Property, "id" | "sentence" | "severity" | "preset" | "page" | "remedy"> {
  readonly of: NonNullable<Target["resource"]>["kind"];
  /** the classes of callers that must have no access */
  readonly kinds: readonly CallerKind[];
  /** patterns of the actions that they must not be allowed */
  readonly actions: readonly string[];
  readonly reason: (request: Request, callers: string) => string;
}

/** A law that callers can do nothing where a policy does not name them: a question for each class of these. */
export const publicLaw = ({ of, kinds, actions, reason, ...meta }: PublicLaw): Property =>
  law({
    ...meta,
    about: "resources",
    appliesTo: ({ resource }) => resource?.kind === of,
    monotone: true,
    questions: ({ policies: { resources = [] } }, search) =>
      resources.flatMap((resource) => questionsOf(resource, { kinds, actions, reason }, search)),
  });

type Asked = Pick<PublicLaw, "kinds" | "actions" | "reason">;

function questionsOf(resource: HeldResource, asked: Asked, search: SearchOptions): readonly Question[] {
  const partition = /^arn:([^:*?]+):/.exec(resource.arns[0] ?? "")?.[1];
  const classes = callerClasses(resource.policies, {
    uncovered: true,
    ...(resource.account !== undefined && { account: resource.account }),
    ...(partition !== undefined && { partition }),
  });
  const resourceAccount = resource.account ?? unknownOwner(classes);
  return classes
    .filter(({ kind }) => asked.kinds.includes(kind) && (kind !== "everyone" || takesUnsigned(resource)))
    .map((callers) => questionOf({ callers, resource, resourceAccount }, asked, search));
}

interface Subject {
  readonly callers: CallerClass;
  readonly resource: HeldResource;
  readonly resourceAccount: string;
}

function questionOf(
  { callers, resource, resourceAccount }: Subject,
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
    resourceAccount,
    scope,
    scopeName: `request by ${name}`,
    violations: inAll(allowedBy(policies), scope, elsewhere(resource)),
    requests: () => requestNear(policies, near),
    decides: () => compile(policies),
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

const elsewhere = ({ policies }: HeldResource): Access => ({
  kind: "matching",
  statement: { conditions: fromElsewhere(policies) },
});
