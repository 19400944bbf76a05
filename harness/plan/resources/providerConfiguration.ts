import { ownMember } from "../../../policies/text/ownMember.js";
import type { ConfigurationJson } from "./planJson.js";

/** Where the resources of a provider are, according to its configuration. */
export interface ProviderConfiguration {
  readonly region?: string;
  /** the account it works in, where it is bound to one */
  readonly account?: { readonly id: string; readonly partition?: string };
  /** equal for two providers with the same configured region */
  readonly regionWritten: string;
  /** equal for two providers that log in alike, and so work in one account */
  readonly loginWritten: string;
}

/** The configurations of AWS providers by key; undefined for one that is not in the plan. */
export type Providers = (key: string | undefined) => ProviderConfiguration | undefined;

/**
 * Reads the provider configurations of a plan.
 *
 * @param variables those of the root module with their values
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs#provider-configuration
 */
export function indexProviders(json: ConfigurationJson | undefined, variables: unknown): Providers {
  const configurations = ownMember(json, "provider_config");
  const known = new Map<string, ProviderConfiguration>();
  return (key) => {
    const written = key === undefined ? undefined : ownMember(configurations, key);
    if (key === undefined || written === undefined) return undefined;
    const read = known.get(key) ?? readProvider(written, variables);
    known.set(key, read);
    return read;
  };
}

function readProvider(written: unknown, variables: unknown): ProviderConfiguration {
  const expressions = ownMember(written, "expressions");
  const module = ownMember(written, "module_address") ?? "";
  // in a module `var.x` is not the variable of the root module that has this name
  const text = (expression: unknown, form: RegExp) =>
    textOf(expression, module === "" ? variables : undefined, form);
  const region = text(ownMember(expressions, "region"), regionForm);
  const [role] = [ownMember(expressions, "assume_role")].flat().map((block) => ownMember(block, "role_arn"));
  const [, partition = "", assumed] = roleForm.exec(text(role, roleForm) ?? "") ?? [];
  const id = assumed ?? onlyAccount(ownMember(expressions, "allowed_account_ids"));
  return {
    ...(region !== undefined && { region }),
    ...(id !== undefined && { account: { id, ...(partition !== "" && { partition }) } }),
    regionWritten: writtenIn(module, ownMember(expressions, "region") ?? null),
    loginWritten: writtenIn(
      module,
      login.map((name) => ownMember(expressions, name) ?? null),
    ),
  };
}

/** What is written the same in two modules means the same only where it refers to nothing in them. */
function writtenIn(module: unknown, expressions: unknown): string {
  const text = JSON.stringify(expressions);
  return text.includes('"references":') ? JSON.stringify([module, expressions]) : text;
}

/**
 * Only a constant shows that there is one account: terraform prints `concat(var.ids, ["111122223333"])` as the
 * reference to the variable alone.
 */
function onlyAccount(expression: unknown): string | undefined {
  const [id, ...others] = [ownMember(expression, "constant_value")].flat();
  return others.length === 0 && typeof id === "string" && /^\d{12}$/.test(id) ? id : undefined;
}

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

/** A constant or the value of a variable; a template that merely refers to one yields no string of the form. */
function textOf(expression: unknown, variables: unknown, form: RegExp): string | undefined {
  const references = ownMember(expression, "references");
  const written = Array.isArray(references) ? [...new Set(references as unknown[])] : [];
  const [, name = ""] = /^var\.([\w-]+)$/.exec(String(written[0])) ?? [];
  const value =
    ownMember(expression, "constant_value") ??
    (written.length === 1 ? ownMember(ownMember(variables, name), "value") : undefined);
  return typeof value === "string" && form.test(value) ? value : undefined;
}
