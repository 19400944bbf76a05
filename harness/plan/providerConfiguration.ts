import type { ConfigurationJson } from "./planJson.js";
import { member } from "./resource.js";

/** What the configuration of a provider tells of where its resources are. */
export interface ProviderConfiguration {
  readonly region?: string;
  /** the account it works in, as far as it is bound to one */
  readonly account?: { readonly id: string; readonly partition?: string };
  /** equal for two providers that are told the same of their region */
  readonly regionWritten: string;
  /** equal for two providers that log in alike, and so work in one account */
  readonly loginWritten: string;
}

/** The configurations of AWS providers by key; undefined for one that the plan does not tell of. */
export type Providers = (key: string | undefined) => ProviderConfiguration | undefined;

/**
 * Reads the provider configurations of a plan.
 *
 * @param variables those of the root module with their values
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs#provider-configuration
 */
export const indexProviders = (json: ConfigurationJson | undefined, variables: unknown): Providers => {
  const configurations = member(json, "provider_config");
  const known = new Map<string, ProviderConfiguration>();
  return (key) => {
    const expressions = key === undefined ? undefined : member(configurations, key);
    if (key === undefined || expressions === undefined) return undefined;
    const read = known.get(key) ?? readProvider(member(expressions, "expressions"), variables);
    known.set(key, read);
    return read;
  };
};

const readProvider = (expressions: unknown, variables: unknown): ProviderConfiguration => {
  const text = (expression: unknown, form: RegExp) => textsOf(expression, variables, form);
  const [region] = text(member(expressions, "region"), regionForm);
  const [role] = [member(expressions, "assume_role")].flat().map((block) => member(block, "role_arn"));
  const [arn = ""] = text(role, roleForm);
  const [, partition = "", assumed] = roleForm.exec(arn) ?? [];
  const allowed = text(member(expressions, "allowed_account_ids"), /^\d{12}$/);
  const id = assumed ?? (allowed.length === 1 ? allowed[0] : undefined);
  return {
    ...(region !== undefined && { region }),
    ...(id !== undefined && { account: { id, ...(partition !== "" && { partition }) } }),
    regionWritten: JSON.stringify(member(expressions, "region") ?? null),
    loginWritten: JSON.stringify(login.map((name) => member(expressions, name) ?? null)),
  };
};

const regionForm = /^[a-z]{2,}(?:-[a-z]+)+-\d$/;
const roleForm = /^arn:(aws[\w-]*):iam::(\d{12}):role\//;

const login = [
  "assume_role",
  "assume_role_with_web_identity",
  "allowed_account_ids",
  "profile",
  "access_key",
  "shared_credentials_files",
  "shared_config_files",
];

/** A constant or the value of a variable; a template that merely refers to one yields no text of the form. */
const textsOf = (expression: unknown, variables: unknown, form: RegExp): readonly string[] => {
  const references = member(expression, "references");
  const written = Array.isArray(references) ? [...new Set(references as unknown[])] : [];
  const [, name = ""] = /^var\.([\w-]+)$/.exec(String(written[0])) ?? [];
  const value =
    member(expression, "constant_value") ??
    (written.length === 1 ? member(member(variables, name), "value") : undefined);
  return [value].flat().filter((text): text is string => typeof text === "string" && form.test(text));
};
