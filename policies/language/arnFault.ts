/** What AWS refuses in an ARN, and what to write instead. */
export interface ArnFault {
  readonly message: string;
  readonly hint: string;
}

/**
 * The partitions of AWS; each is a separate cloud.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
const partitions: ReadonlySet<string> = new Set([
  ...["aws", "aws-cn", "aws-us-gov", "aws-eusc"],
  ...["aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f"],
]);

/** Whether a partition is one of AWS, or a pattern that may match one. */
export const isPartition = (text: string): boolean => hasWildcard(text) || partitions.has(text);

const hasWildcard = (text: string): boolean => /[*?]/.test(text);

/**
 * What AWS refuses in a resource pattern that begins with `arn:`; undefined for all else, short forms that match
 * nothing among it.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function arnFault(pattern: string): ArnFault | undefined {
  if (!pattern.startsWith("arn:")) return undefined;
  const [, partition = "", service, region = "", account = "", ...rest] = pattern.split(":");
  if (!isPartition(partition)) {
    const hint = `expected one of: ${[...partitions].join(", ")}`;
    return { message: `unknown partition \`${partition}\` in \`${pattern}\``, hint };
  }
  // of an ARN that ends in its service it is not known what AWS does: it stores `arn:aws:s3`
  const isShort = pattern.split(":").length === 3;
  if (!service || (hasWildcard(service) && !isShort)) {
    const hint = "name the service, as in arn:aws:s3:::BUCKET/*, or write * for every resource";
    const what = service ? "has a wildcard in its service" : "names no service";
    return { message: `the ARN \`${pattern}\` ${what}`, hint };
  }
  const resource = rest.length === 0 ? undefined : rest.join(":");
  return faultOf({ pattern, service, region, account, resource });
}

interface ArnParts {
  readonly pattern: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** undefined: the ARN ends before it */
  readonly resource: string | undefined;
}

/** A wildcard or a variable, which may represent anything. */
const isOpen = (text: string): boolean => /[*?$]/.test(text);

/** What single services refuse. */
function faultOf({ pattern, service, region, account, resource }: ArnParts): ArnFault | undefined {
  const named = region !== "" && !isOpen(region);
  const inRegion =
    named && resource !== undefined && (service === "iam" || (service === "s3" && account === ""));
  if (inRegion) {
    const hint = `leave the fourth part empty, as in arn:aws:${service}::`;
    return { message: `\`${pattern}\` has a Region, but ARNs of ${service} have none`, hint };
  }
  if (service === "s3" && resource === undefined && pattern.split(":").length === 5 && !isOpen(pattern)) {
    const hint = "an ARN of a bucket has three colons before its name: arn:aws:s3:::BUCKET";
    return { message: `the ARN \`${pattern}\` has too few parts`, hint };
  }
  const path = resource?.split("/", 1)[0] ?? "";
  if (service !== "iam" || resource === undefined || isOpen(path) || iamTypes.has(path)) return undefined;
  const hint = `write * or begin with one of ${[...iamTypes].map((type) => `${type}/`).join(", ")}`;
  return { message: `\`${pattern}\` is not an ARN of an IAM resource type`, hint };
}

/** Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html */
const iamTypes: ReadonlySet<string> = new Set([
  ...["user", "federated-user", "role", "group", "policy", "instance-profile", "server-certificate"],
  ...["mfa", "sms-mfa", "saml-provider", "oidc-provider", "report", "access-report", "root"],
]);
