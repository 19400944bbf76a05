import { compileAction } from "../../policies/evaluate/compileAction.js";
import type { Condition, Statement } from "../../policies/language/policyDocument.js";
import { findRequest } from "../../policies/prove/findRequest.js";
import type { MatchedStatement } from "../../policies/prove/question/access.js";
import type { Prover } from "../../policies/prove/question/prover.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { configurable } from "../configurable.js";
import { emptyLayers } from "../emptyLayers.js";
import { foreignStatements } from "../foreignStatements.js";
import { hasUnknownDocument } from "../knownDocuments.js";
import { lawProver } from "../lawProver.js";
import type { Property, SearchOptions } from "../property.js";
import { type Fault, faultIn, refutedBecause } from "../refutedBecause.js";
import type { Target } from "../target.js";
import { nameStatement, type WrittenStatement, writtenStatements } from "../writtenStatements.js";

/**
 * Every action of a statement matches a request that AWS could send: an action on a resource of a type that it does
 * not work on, or under a key that it never carries, grants and denies nothing; nor does a statement of a resource's
 * policy that is about other resources alone. A permissions boundary and SCPs leave something of what the policies of a
 * principal allow. It is decided by proof over the service reference.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { noDeadGrant } from "planproof/properties";
 *
 * assert.equal(noDeadGrant.with({ ignore: ["logs:*"] }).severity, "note");
 * ```
 */
export const noDeadGrant = configurable(
  { ignore: { help: "action patterns that are not looked at", form: "action", default: [] } },
  ({ ignore }): Property => ({
    id: "no-dead-grant",
    sentence: "every statement matches a request that AWS could send, and every limit leaves some access",
    severity: "note",
    preset: "recommended",
    page: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    excepts: "statements",
    remedy: "give the statement actions and resources that match, or remove it",
    about: ["principals", "resources"],
    written: "all",
    appliesTo: (target) => hasUnknownDocument(target) || writtenStatements(target).length > 0,
    search: (target, options) => refutedBecause(deadIn(target, options, ignore)),
  }),
);

function deadIn(
  target: Target,
  options: SearchOptions,
  ignore: readonly string[],
): readonly (string | Fault)[] {
  const { reference } = options;
  if (reference.services.length === 0) return [];
  const prover = lawProver(target, { ...options, universe: "typed" });
  const isIgnored = compileAction({ negated: false, patterns: ignore });
  return [
    ...emptyLayers(target, prover),
    ...foreignStatements(target, lawProver(target, { ...options, universe: "any" })),
    ...writtenStatements(target).flatMap((one) =>
      [
        ...foreignKeys(one),
        ...one.statement.action.patterns
          .filter((pattern) => !one.statement.action.negated && !isIgnored(pattern.toLowerCase()))
          .flatMap((pattern) => deadPattern(one, pattern, { prover, reference })),
      ].map((reason) => faultIn(one, reason)),
    ),
  ];
}

interface Data {
  readonly prover: Prover;
  readonly reference: ServiceReference;
}

function deadPattern(one: WrittenStatement, pattern: string, { prover, reference }: Data): readonly string[] {
  const action = reference.action(pattern);
  // what a wildcard matches in vain does no harm, and an unlisted action is reported by `known-actions`
  const { statement } = one;
  const { resource } = statement;
  if (action === undefined || resource === undefined) return [];
  const matched: MatchedStatement = {
    action: { negated: false, patterns: [pattern] },
    resource,
  };
  const isEmpty = (asked: MatchedStatement): boolean =>
    findRequest({ kind: "matching", statement: asked }, prover).kind === "empty";
  const conditions = statement.conditions.filter(isOfRequest);
  if (!isEmpty({ ...matched, conditions })) return [];
  const does = statement.effect === "Allow" ? "grants" : "denies";
  const place = `\`${action.name}\` in ${nameStatement(one)} ${does} nothing`;
  if (action.name === "sts:GetCallerIdentity") return [`${place}: AWS lets every principal ask for it`];
  const types = action.resourceTypes.map(({ name }) => name).join(", ");
  if (!isEmpty(matched)) return [`${place}: no request for it meets the conditions on ${keysOf(conditions)}`];
  return types === ""
    ? [`${place}: it works on no particular resource, and only \`*\` matches such a request`]
    : [`${place}: it works on ${types}, and the resources of the statement match none`];
}

const keysOf = (conditions: readonly Condition[]): string =>
  [...new Set(conditions.map(({ key }) => key))].join(", ");

/** What is known of a request without its caller. */
const isOfRequest = ({ key }: Condition): boolean =>
  !/^aws:(?:principal|userid|username|federated|tokenissue|multifactor|source|calledvia|viaaws|assumed)/i.test(
    key,
  ) && !/^[^:]*\./.test(key);

/** Claims of another identity provider than the one that a trust statement names. */
function foreignKeys(one: WrittenStatement): readonly string[] {
  const hosts = federatedHosts(one.statement);
  if (hosts === undefined) return [];
  return one.statement.conditions
    .filter(({ key, operator }) => /^[^:]*\./.test(key) && !operator.ifExists && operator.name !== "Null")
    .filter(({ key }) => !hosts.some((host) => key.toLowerCase().startsWith(`${host}:`)))
    .map(
      ({ key }) =>
        `${nameStatement(one)} grants nothing: tokens of ${hosts.join(", ")} never carry \`${key}\``,
    );
}

/** The hosts of the OIDC providers that a statement names; undefined where it names anyone else. */
function federatedHosts({ effect, principal }: Statement): readonly string[] | undefined {
  if (effect !== "Allow" || principal === undefined || principal.negated) return undefined;
  const hosts = principal.principals.map(({ type, value }) =>
    type === "Federated" && /^(?:arn:[^*?$]*oidc-provider\/[^*?$]*|[\w-]+(?:\.[\w-]+)*\.com)$/.test(value)
      ? value.replace(/^arn:[^/]*oidc-provider\//, "").toLowerCase()
      : undefined,
  );
  const known = hosts.filter((host) => host !== undefined);
  return known.length === 0 || known.length < hosts.length ? undefined : known;
}
