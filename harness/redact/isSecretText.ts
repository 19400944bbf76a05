import { jsonNesting } from "../../policies/text/jsonNesting.js";
import { readJson } from "../../policies/text/readJson.js";
import { isSecretName } from "./isSecretName.js";

/** A password in an address, an access key of AWS, a private key. */
const secretForm = /:\/\/[^\s/:@"]*:[^\s/@"]+@|(?<![A-Z0-9])A[KS]IA[A-Z0-9]{12,}|-----BEGIN/;

/** Whether a string has the form of a secret, or is JSON with a member that is named like one. */
export const isSecretText = (text: string): boolean => secretForm.test(text) || hasSecretMember(text);

function hasSecretMember(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  return jsonNesting(text) > 64 || isSecretIn(readJson(text));
}

const isSecretIn = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  Object.entries(value).some(([name, inner]) => isSecretName(name) || isSecretIn(inner));
