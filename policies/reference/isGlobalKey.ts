/** Keys that some services set and requests to others carry. */
const crossService: ReadonlySet<string> = new Set([
  "ec2:roledelivery",
  "ec2:sourceinstancearn",
  "glue:credentialissuingservice",
  "glue:roleassumedby",
  "identitystore:userid",
  "lambda:sourcefunctionarn",
  "ssm:sourceinstancearn",
]);

/** A key of an identity provider, which bears its name: `oidc.example.com/id/1:sub`; sessions keep some. */
export const isProviderKey = (key: string): boolean => /^(?:[^:]*\.[^:]*|saml):/i.test(key);

/**
 * Whether AWS may send a key with a request for any action, regardless of the keys that the action lists. Keys about tags of
 * the request or the resource are not among these: actions list them.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
export function isGlobalKey(key: string): boolean {
  const name = key.toLowerCase();
  return (
    /^aws:(?!requesttag\/|resourcetag\/|tagkeys$)/.test(name) || crossService.has(name) || isProviderKey(name)
  );
}
