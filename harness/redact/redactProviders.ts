import { isObject } from "../../policies/text/isObject.js";
import { ownMember } from "../../policies/text/ownMember.js";
import type { ConfigurationJson } from "../plan/resources/planJson.js";
import { redactExpression, unread } from "./redactExpression.js";

/** How a provider logs in: two that do so with equal words work in one account. */
const login = [
  "region",
  "assume_role",
  "assume_role_with_web_identity",
  "allowed_account_ids",
  "profile",
  "access_key",
  "shared_credentials_files",
  "shared_config_files",
];

const shownNames: ReadonlySet<string> = new Set(["region", "role_arn", "allowed_account_ids"]);

/** What is written of where the providers of AWS work, with a number in the place of each other constant. */
export function redactProviders(providers: Readonly<Record<string, unknown>>): object {
  const numbers = new Map<string, string>();
  const numbered = (constant: unknown): string => {
    const key = JSON.stringify(constant);
    const known = numbers.get(key) ?? `redacted-${numbers.size + 1}`;
    numbers.set(key, known);
    return known;
  };
  const redacted = (expression: unknown, name: string): unknown => {
    if (Array.isArray(expression)) return expression.map((one) => redacted(one, name));
    if (!isObject(expression)) return {};
    if (ownMember(expression, "references") !== undefined) return redactExpression(expression, unread);
    const constant = ownMember(expression, "constant_value");
    if (constant !== undefined)
      return { constant_value: shownNames.has(name) ? constant : numbered(constant) };
    return Object.fromEntries(Object.entries(expression).map(([key, inner]) => [key, redacted(inner, key)]));
  };
  return Object.fromEntries(
    Object.entries(providers).map(([key, one]) => {
      const expressions = ownMember(one, "expressions");
      const kept = login.flatMap((name) => {
        const expression = ownMember(expressions, name);
        return expression === undefined ? [] : [[name, redacted(expression, name)] as const];
      });
      return [
        key,
        {
          ...headOf(one),
          ...(isAws(one) && isObject(expressions) && { expressions: Object.fromEntries(kept) }),
        },
      ];
    }),
  );
}

const heads = ["name", "full_name", "alias", "module_address"];

const headOf = (provider: unknown): object =>
  Object.fromEntries(
    heads.map((name) => [name, ownMember(provider, name)]).filter(([, value]) => typeof value === "string"),
  );

const isAws = (provider: unknown): boolean =>
  /^aws(?:cc)?$/.test(String(ownMember(provider, "name") ?? "aws"));

/** The variables that say in which region and by which role a provider works, where they do. */
export function providerVariables(
  json: ConfigurationJson | undefined,
  variables: unknown,
): Readonly<Record<string, object>> {
  const written = Object.values((json?.["provider_config"] as object | undefined) ?? {}).flatMap((one) => {
    const expressions = ownMember(one, "expressions");
    const blocks = [ownMember(expressions, "assume_role")].flat();
    return [ownMember(expressions, "region"), ...blocks.map((block) => ownMember(block, "role_arn"))];
  });
  const named = written.flatMap((expression) => {
    const references = ownMember(expression, "references");
    const [only, ...others] = Array.isArray(references) ? new Set(references as unknown[]) : [];
    const [, name] = /^var\.([\w-]+)$/.exec(String(only)) ?? [];
    const value = name === undefined ? undefined : ownMember(ownMember(variables, name), "value");
    const isPlace = typeof value === "string" && placeForm.test(value);
    return isPlace && others.length === 0 ? [[name!, { value }] as const] : [];
  });
  return Object.fromEntries(named);
}

/** A region, or the ARN of a role. */
const placeForm = /^(?:[a-z]{2,}(?:-[a-z]+)+-\d|arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+)$/;
