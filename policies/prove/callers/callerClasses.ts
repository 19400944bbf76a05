import { readCaller } from "../../evaluate/caller.js";
import type { Policy } from "../../language/policySet.js";
import type { CallerClass } from "./callerClass.js";
import { type CallerMembers, type CallerType, membersOf, roleArns } from "./callerMembers.js";
import { type NamedCallers, namedCallers } from "./namedCallers.js";

export interface CallerClassOptions {
  /** the account of the resources; @defaultValue unknown, and then every account is another one */
  readonly account?: string;
  /** of the resources; @defaultValue "aws" */
  readonly partition?: string;
  /** ARNs of callers that are reported elsewhere and belong to no class; @defaultValue none */
  readonly principals?: readonly string[];
  /** also the classes that no principal covers, whose members can do nothing; @defaultValue false */
  readonly uncovered?: boolean;
}

/**
 * The classes of callers that some policies distinguish, the widest first. Accounts, organizations, services,
 * identity providers and ARNs that a principal or a condition names have a class each; all others are in the
 * classes for everyone and for any account, service and provider, which exist where a principal covers them.
 *
 * Give the policies of all sides that are compared, before and after: a class must be one on each.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function callerClasses(
  policies: readonly Policy[],
  { account, partition = "aws", principals = [], uncovered = false }: CallerClassOptions = {},
): readonly CallerClass[] {
  const named = namedCallers(policies, partition);
  const others = named.everyone || uncovered;
  const accounts = new Map(named.accounts);
  if (account !== undefined && !accounts.has(account)) accounts.set(account, partition);
  const scope: Scope = {
    named: { ...named, accounts },
    partition,
    account,
    stranger: unnamedAccount([...accounts.keys()]),
    reported: [...named.arns, ...principals],
  };
  return [
    ...(others
      ? [everyone, anyAccount(scope), ...named.organizations.map((id) => organization(id, scope))]
      : []),
    ...(account === undefined ? [] : ownAccount(account, scope)),
    ...[...accounts.keys()].filter((id) => id !== account).map((id) => otherAccount(id, scope)),
    ...named.arns.filter((arn) => !principals.includes(arn)).map((arn) => principalClass(arn, scope)),
    ...(others ? [anyService(scope)] : []),
    ...named.services.map(serviceClass),
    ...(others ? [anyFederated(scope)] : []),
    ...named.providers.map((provider) => federatedClass(provider, [provider])),
    ...named.hosts.map((host) => federatedClass(host, ofHost(host))),
  ];
}

/** An account that is not one of some: one for a caller, or an owner, that no policy names. */
export function unnamedAccount(named: readonly string[]): string {
  const taken = new Set(named);
  const known = strangers.find((account) => !taken.has(account));
  if (known !== undefined) return known;
  let at = 0;
  while (taken.has(furtherStranger(at))) at += 1;
  return furtherStranger(at);
}

/** An account for the owner of resources whose account is unknown: none that a class is of. */
export const unknownOwner = (classes: readonly CallerClass[]): string =>
  unnamedAccount(classes.map(({ principal }) => readCaller(principal).account));

/** Accounts of AWS's documentation, easy to recognize as examples. */
const strangers = ["444455556666", "777788889999", "123123123123", "999999999999"];

const furtherStranger = (at: number): string => `44445555${`${at}`.padStart(4, "0")}`;

interface Scope {
  readonly named: NamedCallers;
  readonly partition: string;
  readonly account: string | undefined;
  readonly stranger: string;
  /** ARNs that have a separate class or are reported elsewhere */
  readonly reported: readonly string[];
}

const identities: readonly CallerType[] = ["user", "role", "federatedUser", "root"];

const everyone: CallerClass = {
  kind: "everyone",
  name: "everyone, signed in or not",
  principal: "*",
  members: membersOf("*"),
  ownPolicies: "nothing",
};

const anyAccount = ({ named, partition, stranger }: Scope): CallerClass => ({
  kind: "anyAccount",
  name: "any AWS account",
  principal: `arn:${partition}:iam::${stranger}:user/example`,
  members: {
    types: identities,
    partition,
    account: { except: [...named.accounts.keys()] },
    organization: { except: named.organizations },
  },
  ownPolicies: "everything",
});

const organization = (id: string, { named, partition, stranger }: Scope): CallerClass => ({
  kind: "organization",
  name: `organization ${id}`,
  principal: `arn:${partition}:iam::${stranger}:user/example`,
  members: {
    types: identities,
    partition,
    account: { except: [...named.accounts.keys()] },
    organization: { only: [id] },
  },
  ownPolicies: "everything",
});

function ownAccount(account: string, scope: Scope): readonly CallerClass[] {
  const members = membersIn(account, scope);
  const principal = unnamedUser(account, scope);
  return [
    {
      kind: "ownAccount",
      name: `any principal of this account, ${account}, regardless of its policies`,
      principal,
      members,
      ownPolicies: "nothing",
    },
    {
      kind: "ownPrincipals",
      name: `other principals of this account, ${account}, as their own policies allow`,
      principal,
      members,
      ownPolicies: "everything",
    },
  ];
}

const otherAccount = (account: string, scope: Scope): CallerClass => ({
  kind: "account",
  name: `account ${account}`,
  principal: unnamedUser(account, scope),
  members: membersIn(account, scope),
  ownPolicies: "everything",
});

/** The principals of an account but those that are named: a role covers its sessions. */
function membersIn(account: string, { named, reported }: Scope): CallerMembers {
  const partition = named.accounts.get(account)!;
  const except = reported.flatMap((arn) => {
    const caller = readCaller(arn);
    if (caller.account !== account || caller.type === "session") return [];
    return caller.type === "role" ? [arn, ...roleArns(caller.partition, account, caller.roleName!)] : [arn];
  });
  return {
    types: identities,
    partition,
    account: { only: [account] },
    ...(except.length > 0 && { arn: { except } }),
  };
}

function unnamedUser(account: string, { named, reported }: Scope): string {
  const user = `arn:${named.accounts.get(account)!}:iam::${account}:user/example`;
  let unnamed = user;
  for (let count = 2; reported.includes(unnamed); count += 1) unnamed = `${user}-${count}`;
  return unnamed;
}

/** Of the resource's own account: without identity policies, which the other principals are asked with. */
const principalClass = (arn: string, { account }: Scope): CallerClass => ({
  kind: "principal",
  name: arn,
  principal: arn,
  members: membersOf(arn),
  ownPolicies: readCaller(arn).account === account ? "nothing" : "everything",
});

const anyService = ({ named }: Scope): CallerClass => ({
  kind: "anyService",
  name: "any AWS service",
  principal: "unlisted.amazonaws.com",
  members: { types: ["service"], partition: "aws", name: { except: named.services } },
  ownPolicies: "nothing",
});

const serviceClass = (service: string): CallerClass => ({
  kind: "service",
  name: `service ${service}`,
  principal: service,
  members: { types: ["service"], partition: "aws", name: { only: [service] } },
  ownPolicies: "nothing",
});

const anyFederated = ({ named }: Scope): CallerClass => ({
  kind: "anyFederated",
  name: "any identity provider",
  principal: "unlisted.example.com",
  members: {
    types: ["provider"],
    partition: "aws",
    name: { except: [...named.providers, ...named.hosts.flatMap(ofHost)] },
  },
  ownPolicies: "nothing",
});

const federatedClass = (name: string, only: readonly string[]): CallerClass => ({
  kind: "federated",
  name: `identity provider ${name}`,
  principal: name,
  members: { types: ["provider"], partition: "aws", name: { only } },
  ownPolicies: "nothing",
});

/** The names of an identity provider: those of AWS have their host alone, others an ARN in the account of the role. */
const ofHost = (host: string): readonly string[] => [host, `arn:*:iam::*:oidc-provider/${host}`];
