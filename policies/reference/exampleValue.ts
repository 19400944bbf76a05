import type { ContextValue } from "../language/request.js";
import { exampleAccount, exampleRegion } from "./exampleAccount.js";
import { examplePrincipal } from "./exampleRole.js";

/** Readable values, for keys whose values have a form. */
const examples: ReadonlyMap<string, string> = new Map([
  ["aws:currenttime", "2026-01-01T00:00:00Z"],
  ["aws:epochtime", "1767225600"],
  ["aws:multifactorauthage", "300"],
  ["aws:multifactorauthpresent", "true"],
  ["aws:principalaccount", exampleAccount],
  ["aws:principalarn", examplePrincipal],
  ["aws:principalorgid", "o-a1b2c3d4e5"],
  ["aws:principalorgpaths", "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/"],
  ["aws:principaltype", "AssumedRole"],
  ["aws:requestedregion", exampleRegion],
  ["aws:resourceaccount", exampleAccount],
  ["aws:resourceorgid", "o-a1b2c3d4e5"],
  ["aws:securetransport", "true"],
  ["aws:sourceaccount", exampleAccount],
  ["aws:sourceip", "203.0.113.7"],
  ["aws:sourcevpc", "vpc-0123456789abcdef0"],
  ["aws:sourcevpce", "vpce-0123456789abcdef0"],
  ["aws:userid", "AROAEXAMPLEID:example"],
  ["aws:username", "alice"],
  ["aws:sourcearn", "arn:aws:s3:::example"],
  ["iam:awsservicename", "lambda.amazonaws.com"],
  ["iam:passedtoservice", "lambda.amazonaws.com"],
  ["iam:permissionsboundary", `arn:aws:iam::${exampleAccount}:policy/example`],
  ["iam:policyarn", `arn:aws:iam::${exampleAccount}:policy/example`],
]);

/** The keys that hold several values in every request. */
const multivalued = new Set([
  "aws:calledvia",
  "aws:principalorgpaths",
  "aws:principalservicenameslist",
  "aws:resourceorgpaths",
  "aws:sourceorgpaths",
  "aws:tagkeys",
  "aws:vpceorgpaths",
]);

/**
 * True for the global keys with lists of values.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export const isMultivalued = (key: string): boolean => multivalued.has(key.toLowerCase());

/** Another value of the same form. */
export function otherExampleText(key: string): string {
  const text = exampleText(key);
  return text.includes(exampleAccount) ? text.replace(exampleAccount, "777788889999") : `${text}-2`;
}

/** One value a key may have, as a string; `example` for keys whose values have no particular form. */
export const exampleText = (key: string): string => examples.get(key.toLowerCase()) ?? "example";

/** The same as it is in a request context: a list for a multivalued key. */
export const exampleValue = (key: string): ContextValue =>
  isMultivalued(key) ? [exampleText(key)] : exampleText(key);
