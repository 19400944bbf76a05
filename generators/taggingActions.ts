import { compileGlob, matchGlob } from "../policies/language/glob.js";
import type { ServiceReference } from "../policies/reference/serviceReference.js";

/**
 * The actions that set or remove tags of a resource, for a request of another action on it: those of its service that
 * the reference lists as tagging; by convention where it does not know the service.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function taggingActions(
  action: string,
  resource: string,
  reference: ServiceReference,
): readonly string[] {
  const service = action.split(":", 1)[0]!.toLowerCase();
  const fitting = reference
    .actionsOf(service)
    .filter(({ accessLevel, resourceTypes }) => {
      if (accessLevel !== "Tagging") return false;
      const templates = resourceTypes.flatMap(({ arnTemplates }) => arnTemplates);
      return resource === "*" || templates.length === 0 || templates.some((one) => isOfType(resource, one));
    })
    .map(({ name }) => name);
  return fitting.length > 0
    ? fitting
    : (byConvention[service] ?? [`${service}:TagResource`, `${service}:UntagResource`]);
}

/** Whether an action removes the tags in its `aws:TagKeys`. */
export const removesTags = (action: string): boolean =>
  /:(?:Untag\w*|(?:Delete|Remove)\w*Tag(?:s\w*|ging)?)$/i.test(action);

/** Whether an action of S3 puts its tags in the place of all others. */
export const replacesTags = (action: string): boolean => /^s3[\w-]*:Put\w*Tagging$/i.test(action);

const isOfType = (resource: string, template: string): boolean =>
  matchGlob(compileGlob(template.replace(/\$\{\w+\}/g, "*")), resource);

const byConvention: Readonly<Record<string, readonly string[]>> = {
  ec2: ["ec2:CreateTags", "ec2:DeleteTags"],
  s3: ["s3:PutObjectTagging", "s3:PutBucketTagging"],
  iam: ["iam:TagRole", "iam:UntagRole"],
};
