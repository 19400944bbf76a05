/** What is used of the `IamRole` and the `IamPolicy` that are made. */
export interface MadeRole {
  readonly name: string;
  readonly arn: string;
}
export interface MadePolicy {
  readonly arn: string;
}

/**
 * The classes of a provider that a role is made with, of `@cdktf/provider-aws` or of `@cdktn/provider-aws`: planproof
 * imports neither.
 */
export interface RoleClasses<Scope, Role extends MadeRole, Policy extends MadePolicy> {
  readonly IamRole: new (
    scope: Scope,
    id: string,
    config: { readonly name: string; readonly assumeRolePolicy: string },
  ) => Role;
  readonly IamPolicy: new (
    scope: Scope,
    id: string,
    config: { readonly name: string; readonly policy: string },
  ) => Policy;
  readonly IamRolePolicyAttachment: new (
    scope: Scope,
    id: string,
    config: { readonly role: string; readonly policyArn: string },
  ) => unknown;
}

export interface RoleOptions<Classes> {
  /** the classes of the provider: `{ IamRole, IamPolicy, IamRolePolicyAttachment }` */
  readonly classes: Classes;
  /** the AWS account, 12 digits, or a token that becomes it; its calls alone may assume the role */
  readonly account: string;
  /** of the role and its policy; @defaultValue the id of the construct */
  readonly name?: string;
}

/** A statement as it is written in JSON. */
export interface StatementJson {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

const version = "2012-10-17";

/** A role that one service may assume, and a customer-managed policy that is attached to it. */
export function guardedRole<Scope, Role extends MadeRole, Policy extends MadePolicy>(
  [scope, id]: readonly [scope: Scope, id: string],
  { classes, name = id }: RoleOptions<RoleClasses<Scope, Role, Policy>>,
  { trust, statements }: { readonly trust: StatementJson; readonly statements: readonly StatementJson[] },
): { readonly role: Role; readonly policy: Policy } {
  const role = new classes.IamRole(scope, `${id}-role`, {
    name,
    assumeRolePolicy: JSON.stringify({ Version: version, Statement: [trust] }),
  });
  const policy = new classes.IamPolicy(scope, `${id}-policy`, {
    name,
    policy: JSON.stringify({ Version: version, Statement: statements }),
  });
  new classes.IamRolePolicyAttachment(scope, `${id}-attachment`, { role: role.name, policyArn: policy.arn });
  return { role, policy };
}

/**
 * Lets a service assume a role when it calls for an account.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export const trustFor = (service: string, account: string) => ({
  Effect: "Allow" as const,
  Principal: { Service: service },
  Action: "sts:AssumeRole",
  Condition: { StringEquals: { "aws:SourceAccount": account } },
});
