import fc from "fast-check";
import { requestNear } from "../generators/requestNear.js";
import { compileAction } from "../policies/evaluate/compileAction.js";
import { compileArnPattern, matchArn } from "../policies/language/arnPattern.js";
import type { Statement } from "../policies/language/policyDocument.js";
import type { PolicySet } from "../policies/language/policySet.js";
import type { Access } from "../policies/prove/question/access.js";
import type { ServiceReference } from "../policies/reference/serviceReference.js";
import { allowedBy, inAll, inAny } from "./allowedBy.js";
import type { SearchOptions } from "./property.js";
import type { Question } from "./question.js";
import type { RankedActions } from "./rankedActions.js";
import type { Target } from "./target.js";
import { unnamedArns } from "./unnamedArns.js";
import { withoutLimited } from "./withoutLimited.js";

/** Actions that work on resources. */
export interface BroadAccess {
  /** the actions asked about, of those that can name a resource, made once for each reference */
  readonly actionsOf: (reference: ServiceReference) => RankedActions;
  /** what the actions are, in a few words: `writes` */
  readonly what: string;
}

/** How many actions are asked about alone before all of them are asked about at once. */
const firstAsked = 6;

/**
 * Whether some actions are allowed on resources that no policy names, which means on all of their type: by statements
 * that no condition limits to some resources. Denials, boundaries and conditions of the organization count.
 * Actions that work on no particular resource can only be allowed on `*` and are left out.
 */
export function* broadQuestions(
  { actionsOf, what }: BroadAccess,
  target: Target,
  options: SearchOptions,
): Generator<Question> {
  const policies = withoutLimited(target.policies);
  const found = broadlyAllowed(policies, actionsOf(options.reference));
  const question = (actions: readonly Broad[]) => questionOf({ actions, what, policies }, target, options);
  const first: Broad[] = [];
  for (const one of found) {
    if (first.length === firstAsked) {
      yield question([...first, one, ...found]);
      return;
    }
    first.push(one);
    yield question([one]);
  }
}

/** An action with patterns of resources that no policy names. */
export interface Broad {
  readonly action: string;
  readonly arns: readonly string[];
}

/**
 * The actions that some Allow statement grants on a resource that it does not name, regardless of conditions: first
 * what a reader fears first. Each is looked for when it is needed, for a statement of NotAction grants thousands.
 */
export function* broadlyAllowed(policies: PolicySet, actions: RankedActions): Generator<Broad, undefined> {
  const allows = policies.identity
    .flatMap(({ document }) => document.statements)
    .filter((one) => one.effect === "Allow" && reachesUnnamed(one))
    .map((one) => ({
      services: servicesOf(one),
      isAction: compileAction(one.action),
      isResource: resourceMatcher(one),
    }));
  if (allows.length === 0) return;
  const services = new Set(allows.flatMap((one) => one.services));
  for (const { action, name } of services.has(anyService) ? actions.all : actions.of(services)) {
    const own = allows.filter(({ isAction }) => isAction(name));
    if (own.length === 0) continue;
    const reached = unnamedArns(action).filter(({ example }) =>
      own.some(({ isResource }) => isResource(example)),
    );
    if (reached.length > 0) yield { action: action.name, arns: reached.map(({ pattern }) => pattern) };
  }
}

/** All services. */
const anyService = "*";

/** The services that a statement may be about: to match each action of AWS takes longer than a question. */
const servicesOf = ({ action: { negated, patterns } }: Statement): readonly string[] =>
  negated
    ? [anyService]
    : patterns.map((pattern) => {
        const service = pattern.split(":", 1)[0]!.toLowerCase();
        return /[*?]/.test(service) ? anyService : service;
      });

const reachesUnnamed = ({ resource }: Statement): boolean =>
  resource === undefined || resource.negated || resource.patterns.some((pattern) => /[*?$]/.test(pattern));

function resourceMatcher({ resource }: Statement): (arn: string) => boolean {
  if (resource === undefined || resource.negated) return () => true;
  if (resource.patterns.includes("*")) return () => true;
  const compiled = resource.patterns.map((pattern) =>
    compileArnPattern([{ text: inAnyPlace(pattern).replaceAll(/\$\{[^}]*\}/g, "*") }], {
      resolve: () => undefined,
      variablesFrom: 5,
    }),
  );
  return (arn) => compiled.some((one) => one !== undefined && matchArn(one, arn));
}

/** All in one account and region are as many as a policy can mean: what it is in does not matter. */
const inAnyPlace = (pattern: string): string =>
  pattern.replace(
    /^arn:[^:]*:([^:]*):([^:]*):([^:]*):/,
    (_, service: string, region: string, account: string) =>
      `arn:*:${service}:${region && "*"}:${account && "*"}:`,
  );

interface Subject {
  readonly actions: readonly Broad[];
  readonly what: string;
  readonly policies: PolicySet;
}

function questionOf(
  { actions, what, policies }: Subject,
  { principal }: Target,
  { reference, universe = "any" }: SearchOptions,
): Question {
  const scope = anyOf(actions);
  const names = actions.map(({ action }) => action);
  return {
    principal,
    scope,
    scopeName: `request for ${what} on a resource that no policy names`,
    violations: inAll(allowedBy(policies), scope),
    requests: () =>
      requestNear(policies, { reference, principal, universe, actions: fc.constantFrom(...names) }),
    decides: (prepare) => prepare(policies),
    reason: ({ request }) =>
      request.resource === "*"
        ? `\`${request.action}\` is allowed`
        : `\`${request.action}\` is allowed on any resource of its kind, such as \`${request.resource}\``,
  };
}

/** The actions on their patterns; actions with the same patterns are one part. */
function anyOf(actions: readonly Broad[]): Access {
  const groups = new Map<string, { readonly arns: readonly string[]; readonly names: string[] }>();
  for (const { action, arns } of actions) {
    const key = arns.join("\n");
    const group = groups.get(key) ?? { arns, names: [] };
    group.names.push(action);
    groups.set(key, group);
  }
  const parts = [...groups.values()].map(
    ({ arns, names }): Access => ({
      kind: "matching",
      statement: {
        action: { negated: false, patterns: names },
        resource: { negated: false, patterns: arns },
      },
    }),
  );
  return parts.length === 1 ? parts[0]! : inAny(...parts);
}
