import fc from "fast-check";
import { coversAction } from "../../generators/near/actionPool.js";
import { mentionedKeys } from "../../generators/requestContext.js";
import { requestNear } from "../../generators/requestNear.js";
import type { Condition, OperatorName } from "../../policies/language/policyDocument.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import type { Request } from "../../policies/language/request.js";
import type { Access } from "../../policies/prove/question/access.js";
import { allowing } from "../allowing.js";
import { configurable } from "../configurable.js";
import { law } from "../law.js";
import type { Property, SearchOptions, Witness } from "../property.js";
import type { Question } from "../question.js";
import type { Target } from "../target.js";

export interface PassRoleServicesOptions {
  /** service principals; @defaultValue those that the policies themselves name */
  readonly services?: readonly string[];
  /** @defaultValue "pass-role-services" */
  readonly id?: string;
  /** @defaultValue a sentence with the services, if given */
  readonly sentence?: string;
}

/**
 * A role may be passed only to named services: every allowed `iam:PassRole` carries `iam:PassedToService` and
 * one of the services. It says nothing about principals whose policies are all known and never allow
 * `iam:PassRole`.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { passRoleServices } from "planproof/properties";
 *
 * const property = passRoleServices({ services: ["ecs-tasks.amazonaws.com"] });
 * assert.equal(property.sentence, "iam:PassRole is granted only for ecs-tasks.amazonaws.com");
 * ```
 */
export const passRoleServices = (options: PassRoleServicesOptions = {}): Property =>
  law({
    id: options.id ?? "pass-role-services",
    sentence:
      options.sentence ??
      `iam:PassRole is granted only for ${options.services?.join(", ") ?? "named services"}`,
    severity: "high",
    preset: "recommended",
    page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
    remedy: "add the condition StringEquals on iam:PassedToService with the services that need the role",
    appliesTo: ({ policies, holes }) => holes.length > 0 || grantsPassRole(policies),
    monotone: true,
    questions: (target, search) => [toOthers(target, search, options.services)],
  });

/** {@link passRoleServices} of the catalogue. */
export const passRoleNamedServices = configurable(
  {
    services: {
      help: "the services that roles may be passed to; by default any that the policy names",
      form: "service",
      default: [],
    },
  },
  ({ services }) => passRoleServices(services.length === 0 ? {} : { services }),
);

const key = "iam:PassedToService";

/** Services that no policy has reason to name, all but the first in the domains of those of AWS. */
const unlisted = ["unlisted.example.com", "unlisted.amazonaws.com", "unlisted.amazonaws.com.cn"] as const;

/** No resource in a policy set answers for passing a role. */
const grantsPassRole = ({ identity, resource }: PolicySet): boolean =>
  [...identity, ...(resource ? [resource] : [])]
    .flatMap(({ document }) => document.statements)
    .some(({ effect, action }) => effect === "Allow" && coversAction(action)("iam:PassRole"));

function toOthers(target: Target, options: SearchOptions, services?: readonly string[]): Question {
  const { policies, principal } = target;
  return {
    principal,
    scope: passing(policies),
    scopeName: "allowed request for iam:PassRole",
    violations: { kind: "both", parts: [passing(policies), unnamed(services)] },
    requests: () => passRoleRequests(target, options, services ?? []),
    decides: (prepare) => prepare(policies),
    reason: (witness) => reason(policies, witness),
  };
}

/** Allowed requests for iam:PassRole. */
const passing = (policies: PolicySet): Access => ({
  kind: "both",
  parts: [
    { kind: "actions", patterns: ["iam:PassRole"], except: [] },
    { kind: "of", policies },
  ],
});

/** Requests for iam:PassRole without a service, or with one that is not named. */
function unnamed(services?: readonly string[]): Access {
  const when = (name: OperatorName, values: readonly string[]): Access => ({
    kind: "of",
    policies: allowing(["iam:PassRole"], ["*"], [condition(name, values)]),
  });
  const other = services === undefined ? when("StringEquals", unlisted) : when("StringNotEquals", services);
  return { kind: "either", parts: [when("Null", ["true"]), other] };
}

const condition = (name: OperatorName, values: readonly string[]): Condition => ({
  operator: {
    name,
    ifExists: false,
    ...(name !== "Null" && { quantifier: "ForAnyValue" }),
  },
  key,
  values,
});

/** With no service first, then with an unlisted one: that is the order in which counterexamples shrink. */
function passRoleRequests(
  { policies, principal }: Target,
  { reference, universe = "any" }: SearchOptions,
  services: readonly string[],
): fc.Arbitrary<Request> {
  const values = [undefined, ...unlisted, ...new Set([...services, ...servicesNamed(policies)])];
  const bare = requestNear(policies, {
    reference,
    principal,
    universe,
    actions: fc.constant("iam:PassRole"),
    omit: [key],
  });
  return fc.tuple(bare, fc.constantFrom(...values)).map(([request, service]) => ({
    ...request,
    context: service === undefined ? request.context : { ...request.context, [key]: service },
  }));
}

/** Services that satisfy the policies' conditions; an instance of a pattern such as `ec2.*`. */
const servicesNamed = (policies: PolicySet): readonly string[] =>
  mentionedKeys([policies])
    .filter((pool) => isServiceKey(pool.key))
    .flatMap(({ inside }) => inside.flatMap((value) => value ?? []));

const isServiceKey = (name: string): boolean => name.toLowerCase() === key.toLowerCase();

function reason(policies: PolicySet, { request, statements }: Witness): string {
  const service = request.context[key];
  if (service !== undefined)
    return `iam:PassRole is allowed for \`${[service].flat().join(", ")}\`, which is not among the services named`;
  const deciding = policies.identity.flatMap(({ source, document }) =>
    document.statements.filter(({ pointer }) =>
      statements.some((one) => one.source === source && one.pointer === pointer),
    ),
  );
  const mentions = deciding.some(({ conditions }) =>
    conditions.some((condition) => isServiceKey(condition.key)),
  );
  return mentions
    ? `iam:PassRole is allowed without naming a service: the statement's condition lets a missing ${key} pass`
    : `iam:PassRole is allowed for any service: the statement has no ${key}`;
}
