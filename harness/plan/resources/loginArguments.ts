import { ownMember } from "../../../policies/text/ownMember.js";

/** How a provider of AWS logs in: two that do so with equal arguments work in one account. */
export const loginArguments: readonly string[] = [
  "assume_role",
  "assume_role_with_web_identity",
  "allowed_account_ids",
  "profile",
  "access_key",
  "shared_credentials_files",
  "shared_config_files",
];

export const regionForm: RegExp =
  /^(?:[a-z]{2}|us-gov|[a-z]{2}-iso[a-z]?|eusc-[a-z]{2})-(?:north|south|east|west|central|(?:north|south)(?:east|west))-\d$/;

/** The ARN of a role, in groups its partition and its account. */
export const roleForm: RegExp = /^arn:(aws[\w-]*):iam::(\d{12}):role\/[\x21-\x7e]*$/;

/** A constant or the value of a variable; a template that merely refers to one yields no string of the form. */
export function writtenString(expression: unknown, variables: unknown, form: RegExp): string | undefined {
  const constant = ownMember(expression, "constant_value");
  const name = onlyVariable(expression) ?? "";
  const value = constant ?? ownMember(ownMember(variables, name), "value");
  return typeof value === "string" && form.test(value) ? value : undefined;
}

/** The name of the variable that an expression refers to, where it refers to nothing else. */
export function onlyVariable(expression: unknown): string | undefined {
  const references = ownMember(expression, "references");
  const written = Array.isArray(references) ? [...new Set(references as unknown[])] : [];
  return written.length === 1 ? /^var\.([\w-]+)$/.exec(String(written[0]))?.[1] : undefined;
}
