/** What authorization distinguishes of a request's principal. */
export interface Caller {
  readonly type: "root" | "user" | "role" | "session" | "federated" | "service" | "anonymous";
  /** as the request gives it */
  readonly name: string;
  /** 12 digits; empty for services, identity providers and anonymous callers */
  readonly account: string;
  /** of the caller's ARN, such as `aws-cn`; empty if the caller has no ARN */
  readonly partition: string;
  /** the last part of the role's ARN, for a role or one of its sessions */
  readonly roleName?: string;
  readonly serviceLinked: boolean;
}

const arn = /^arn:([^:]*):(iam|sts)::([^:]*):(root|user|role|assumed-role|federated-user)(?:\/(.*))?$/s;

const callerTypes = {
  root: "root",
  user: "user",
  role: "role",
  "assumed-role": "session",
  "federated-user": "session",
} as const;

/**
 * Reads the principal of a request: an ARN of IAM or STS, `*` for an anonymous caller, a service principal
 * such as `batch.amazonaws.com`, and everything else as an identity provider.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function readCaller(name: string): Caller {
  const nobody = { name, account: "", partition: "", serviceLinked: false };
  if (name === "*") return { type: "anonymous", ...nobody };
  const match = arn.exec(name);
  if (match === null) {
    const type = /\.amazonaws\.com(?:\.cn)?$/.test(name) ? "service" : "federated";
    return { type, ...nobody };
  }
  const [, partition = "", , account = "", kind = "", rest = ""] = match;
  const named = { name, account, partition };
  const type = callerTypes[kind as keyof typeof callerTypes];
  if (kind === "assumed-role") {
    const roleName = rest.split("/", 1)[0]!;
    return { type, ...named, roleName, serviceLinked: roleName.startsWith("AWSServiceRoleFor") };
  }
  if (type !== "role") return { type, ...named, serviceLinked: false };
  const roleName = rest.slice(rest.lastIndexOf("/") + 1);
  return { type, ...named, roleName, serviceLinked: rest.startsWith("aws-service-role/") };
}
