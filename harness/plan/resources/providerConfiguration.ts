import { ownMember } from "../../../policies/text/ownMember.js";
import { loginArguments, regionForm, roleForm, writtenString } from "./loginArguments.js";
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
    writtenString(expression, module === "" ? variables : undefined, form);
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
      loginArguments.map((name) => ownMember(expressions, name) ?? null),
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
