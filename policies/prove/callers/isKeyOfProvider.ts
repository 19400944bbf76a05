import type { Choice } from "./callerMembers.js";

/** What the keys of a token from an identity provider begin with, in lower case: the host, or `saml`. */
export const keyPrefixOf = (provider: string): string =>
  /:saml-provider\//.test(provider)
    ? "saml"
    : provider.replace(/^arn:[^:]*:iam::[^:]*:oidc-provider\//, "").toLowerCase();

const prefixOf = (key: string): string => key.slice(0, key.lastIndexOf(":"));

/**
 * Whether a key, in lower case, may come from one of some providers: each says what its own tokens say.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
 */
export const isKeyOfProvider = (key: string, { only, except = [] }: Choice = {}): boolean =>
  only === undefined
    ? prefixOf(key) === "saml" || !except.some((name) => keyPrefixOf(name) === prefixOf(key))
    : only.some((name) => keyPrefixOf(name) === prefixOf(key));
