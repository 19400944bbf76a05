import { policiesIn } from "../../policies/language/policiesIn.js";
import type { Statement } from "../../policies/language/policyDocument.js";
import type { Policy } from "../../policies/language/policySet.js";
import type { Access } from "../../policies/prove/question/access.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { inAll } from "../allowedBy.js";
import { forbidden } from "../forbidden.js";
import { listedActions } from "../listedActions.js";
import { keysIn, meeting, when, without } from "../meeting.js";
import type { SearchOptions } from "../property.js";
import { guardKeys } from "../tagGuardedStatements.js";
import type { Target } from "../target.js";

/**
 * A principal that a tag of the resource limits may not give this tag to resources that lack it: it could then lift the
 * limit from each of them. Tags that are set where a resource is created count as the service's own.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html#access_tags_control-tags
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { tagIntegrity } from "planproof/properties";
 *
 * assert.equal(tagIntegrity.severity, "high");
 * ```
 */
export const tagIntegrity = forbidden({
  id: "tag-integrity",
  sentence: "a principal that a tag of the resource limits cannot give resources this tag",
  severity: "high",
  preset: "recommended",
  page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html#access_tags_control-tags",
  remedy: "deny tagging with the key in aws:TagKeys, or allow it only on resources that have the tag",
  what: "request that gives the tag",
  access: (target, options) =>
    guardsOf(target).flatMap((guard) => tagging(guard, policiesIn(target.policies), options)),
  reason: ({ request: { action, resource, context } }) =>
    `\`${action}\` with the tag \`${[context["aws:TagKeys"]].flat().join(", ")}\` is allowed on \`${resource}\`, which lacks it, and the tag is what limits the principal`,
});

interface Guard {
  readonly statement: Statement;
  /** `aws:ResourceTag/team` */
  readonly key: string;
}

function guardsOf({ policies }: Target): readonly Guard[] {
  const found = new Map<string, Guard>();
  for (const { document } of policies.identity)
    for (const statement of document.statements)
      for (const key of guardKeys(asGlobal(statement))) {
        if (!isResourceTag.test(key) || statement.action.negated) continue;
        const services = servicesOf(statement).join(" ");
        const identity = JSON.stringify([key.toLowerCase(), services, statement.resource]);
        if (!found.has(identity)) found.set(identity, { statement, key });
      }
  return [...found.values()];
}

const isResourceTag = /^aws:resourcetag\//i;

/** With the tags of resources in the keys of all services: `ec2:ResourceTag/team` is the same tag. */
const asGlobal = (statement: Statement): Statement => ({
  ...statement,
  conditions: statement.conditions.map((one) => ({
    ...one,
    key: one.key.replace(/^(?!aws:)[\w-]+:ResourceTag\//i, "aws:ResourceTag/"),
  })),
});

const servicesOf = ({ action }: Statement): readonly string[] => [
  ...new Set(action.patterns.map((pattern) => pattern.split(":", 1)[0]!.toLowerCase())),
];

/** Tagging, by the services that the guarded statement is about, of the resources it protects that lack the tag. */
function tagging(
  { statement, key }: Guard,
  policies: readonly Policy[],
  { reference }: SearchOptions,
): readonly Access[] {
  const patterns = servicesOf(statement).map((service) => `${service}:*`);
  const names = listedActions(reference, patterns)
    .filter(({ accessLevel, name }) => accessLevel === "Tagging" && !/:Un|:(?:Delete|Remove)/.test(name))
    .map(({ name }) => name);
  if (names.length === 0) return [];
  const creations = servicesOf(statement).map((service) => without(`${service}:CreateAction`));
  const tag = key.slice(key.indexOf("/") + 1);
  const keys = keysIn({ policies });
  const owned = servicesOf(statement).map((service) => `${service}:ResourceTag/${tag}`);
  // a request that gives the tag carries its value too
  const value = `aws:RequestTag/${tag}`;
  return [
    inAll(
      {
        kind: "matching",
        statement: {
          action: { negated: false, patterns: names },
          ...(statement.resource && { resource: statement.resource }),
        },
      },
      workedOn(statement, reference),
      meeting(
        {
          operator: { name: "StringEquals", quantifier: "ForAnyValue", ifExists: false },
          key: "aws:TagKeys",
          values: [tag],
        },
        without(key),
        ...owned.filter((one) => keys.includes(one.toLowerCase())).map(without),
        ...(keys.includes(value.toLowerCase()) ? [when("Null", value, ["false"])] : []),
        ...creations,
      ),
    ),
  ];
}

/** Resources of the types that the guarded actions work on: on others the tag limits nothing. */
function workedOn({ action }: Statement, reference: ServiceReference): Access {
  const templates = listedActions(reference, action.patterns)
    .flatMap(({ resourceTypes }) => resourceTypes)
    .flatMap(({ arnTemplates }) => arnTemplates);
  if (templates.length === 0) return meeting();
  const patterns = [...new Set(templates.map((template) => template.replaceAll(/\$\{[^}]*\}/g, "*")))];
  return { kind: "matching", statement: { resource: { negated: false, patterns } } };
}
