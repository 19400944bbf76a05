import { isObject } from "../../policies/text/isObject.js";
import { ownMember } from "../../policies/text/ownMember.js";
import {
  loginArguments,
  onlyVariable,
  regionForm,
  roleForm,
  writtenString,
} from "../plan/resources/loginArguments.js";
import type { ConfigurationJson } from "../plan/resources/planJson.js";
import { redactExpression, unread } from "./redactExpression.js";
import type { HasSecret } from "./secretTexts.js";

/** Where a provider works: the forms of what is shown, by the path of the argument. */
const shownForms: ReadonlyMap<string, RegExp> = new Map([
  ["region", regionForm],
  ["assume_role.role_arn", roleForm],
  ["allowed_account_ids", /^\d{12}$/],
]);

/** What is written of where the providers of AWS work, with a number in the place of each other constant. */
export function redactProviders(providers: Readonly<Record<string, unknown>>, hasSecret: HasSecret): object {
  const numbers = new Map<string, string>();
  const numbered = (constant: unknown): string => {
    const key = JSON.stringify(constant);
    const known = numbers.get(key) ?? `redacted-${numbers.size + 1}`;
    numbers.set(key, known);
    return known;
  };
  const isShown = (constant: unknown, path: string): boolean =>
    [constant].flat().every((one) => {
      const text = String(one);
      return shownForms.get(path)?.test(text) === true && !hasSecret(text);
    });
  const redacted = (expression: unknown, path: string): unknown => {
    if (Array.isArray(expression)) return expression.map((one) => redacted(one, path));
    if (!isObject(expression)) return {};
    if (ownMember(expression, "references") !== undefined) return redactExpression(expression, unread);
    const constant = ownMember(expression, "constant_value");
    if (constant !== undefined)
      return { constant_value: isShown(constant, path) ? constant : numbered(constant) };
    return Object.fromEntries(
      Object.entries(expression).map(([key, inner]) => [key, redacted(inner, `${path}.${key}`)]),
    );
  };
  return Object.fromEntries(
    Object.entries(providers).map(([key, one]) => {
      const expressions = ownMember(one, "expressions");
      const kept = ["region", ...loginArguments].flatMap((name) => {
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
  hasSecret: HasSecret,
): Readonly<Record<string, object>> {
  const written = Object.values((json?.["provider_config"] as object | undefined) ?? {}).flatMap((one) => {
    const expressions = ownMember(one, "expressions");
    const roles = [ownMember(expressions, "assume_role")].flat().map((block) => ownMember(block, "role_arn"));
    return [
      [ownMember(expressions, "region"), regionForm] as const,
      ...roles.map((role) => [role, roleForm] as const),
    ];
  });
  const named = written.flatMap(([expression, form]) => {
    const name = onlyVariable(expression);
    const value = writtenString(expression, variables, form);
    return name === undefined || value === undefined || hasSecret(value) ? [] : [[name, { value }] as const];
  });
  return Object.fromEntries(named);
}
