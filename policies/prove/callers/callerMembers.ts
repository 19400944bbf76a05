import { readCaller } from "../../evaluate/caller.js";

/** The kinds of caller that differ in the keys that AWS sends about them. `role`: a session of a role. */
export type CallerType = "anonymous" | "root" | "user" | "role" | "federatedUser" | "service" | "provider";

/** Some strings, as patterns with `*` and `?`: one of `only`, and none of `except`. */
export interface Choice {
  /** @defaultValue any */
  readonly only?: readonly string[];
  /** @defaultValue none */
  readonly except?: readonly string[];
}

/** Callers, by what the keys that say who calls can be. Each member is of one of the types. */
export interface CallerMembers {
  readonly types: readonly CallerType[];
  /** of the ARNs of users, roles and root users */
  readonly partition: string;
  /** @defaultValue any account */
  readonly account?: Choice;
  /** IDs of organizations; an account without an organization sends none. @defaultValue any organization */
  readonly organization?: Choice;
  /** what `aws:PrincipalArn` can be: a session has the ARN of its role. @defaultValue any ARN of the accounts */
  readonly arn?: Choice;
  /** of the service or the identity provider. @defaultValue any */
  readonly name?: Choice;
  /** of a session. @defaultValue any */
  readonly session?: string;
}

/**
 * The one caller of that name, as a set of callers: the ARN of a role means any session of it.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function membersOf(principal: string): CallerMembers {
  const { type, account, partition, roleName } = readCaller(principal);
  if (type === "anonymous") return { types: ["anonymous"], partition: "aws" };
  // Amazon Cognito is named as an identity provider by what looks like the name of a service
  if (type === "service")
    return { types: ["service", "provider"], partition: "aws", name: { only: [principal] } };
  if (type === "federated") return { types: ["provider"], partition: "aws", name: { only: [principal] } };
  const home = { partition, account: { only: [account] } };
  if (type !== "session") return { types: [type], ...home, arn: { only: [principal] } };
  const [, name = "", session = ""] = principal.split(":").at(-1)!.split("/");
  if (roleName === undefined)
    return { types: ["federatedUser"], ...home, arn: { only: [principal] }, session: name };
  return { types: ["role"], ...home, arn: { only: roleArns(partition, account, roleName) }, session };
}

/** The ARNs that a role with this name may have: a session is not named by the path of its role. */
export const roleArns = (partition: string, account: string, name: string): readonly string[] => [
  `arn:${partition}:iam::${account}:role/${name}`,
  `arn:${partition}:iam::${account}:role/*/${name}`,
];
