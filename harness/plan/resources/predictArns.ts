import { exampleAccount } from "../../../policies/reference/exampleAccount.js";
import type { ConfigurationIndex } from "./configurationIndex.js";
import { type Resource, shownString, stringOrDefault } from "./resource.js";

/** An AWS account, with the partition it is in. */
export interface Account {
  readonly id: string;
  readonly partition: string;
  /** the provider configuration that works in it; undefined where the plan does not show it */
  readonly provider: string | undefined;
}

/** Where the plan's resources are, as the user says. */
export interface GivenPlace {
  /** the account if the plan does not say; @defaultValue none */
  readonly account?: string;
  /** the region if the plan does not say; @defaultValue none */
  readonly region?: string;
}

/** Predicts the ARN of a role, user, group or policy of IAM. */
export interface ArnPredictor {
  /** null when a part of it is known only after apply */
  readonly arn: (resource: Resource) => string | null;
  /** the account that a resource is in */
  readonly accountOf: (resource: Resource) => Account | undefined;
  /** the region where the plan shows none */
  readonly region: string | undefined;
  /** the one account that everything in the plan agrees on */
  readonly account: string | undefined;
  /** the same, or an account that represents it where it is unknown */
  readonly standIn: string;
}

/** The segment of the ARN that each resource type has; the path and the name follow it. */
const segments: ReadonlyMap<string, string> = new Map([
  ["aws_iam_role", "role"],
  ["aws_iam_user", "user"],
  ["aws_iam_group", "group"],
  ["aws_iam_policy", "policy"],
]);

/**
 * Collects which accounts a plan works in: from data.aws_caller_identity, the ARNs of the plan's IAM resources and
 * the provider configurations that are bound to one, else from what the user gives. A plan in several accounts is
 * distinguished by provider configuration: one that logs in otherwise is never taken for the same account. What
 * stays ambiguous is null.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
 */
export function predictArns(
  resources: readonly Resource[],
  configuration: ConfigurationIndex,
  { standIn = exampleAccount, ...told }: GivenPlace & { readonly standIn?: string } = {},
): ArnPredictor {
  const providerOf = (resource: Resource) => configuration.resource(resource)?.provider_config_key;
  const inPlan = resources.flatMap((resource) => accountsIn(resource, providerOf(resource)));
  const bound = boundAccounts(new Set(resources.map(providerOf)), configuration);
  const seen = distinct(inPlan.length + bound.length > 0 ? [...inPlan, ...bound] : givenAccount(told));
  const loginOf = (provider: string | undefined) => configuration.provider(provider)?.loginWritten;
  const accountOf = (resource: Resource): Account | undefined => {
    const own = providerOf(resource);
    const login = loginOf(own);
    return (
      unanimous(seen.filter(({ provider }) => provider !== undefined && provider === own)) ??
      unanimous(seen.filter(({ provider }) => login === undefined || (loginOf(provider) ?? login) === login))
    );
  };
  return {
    accountOf,
    region: told.region,
    account: unanimous(seen)?.id,
    standIn: unanimous(seen)?.id ?? standIn,
    arn: (resource) => shownString(resource, "arn") ?? predict(resource, accountOf(resource)),
  };
}

/** The account that an IAM resource is in: of its ARN, else of its provider. */
export const accountIdOf = (resource: Resource, { arn, accountOf }: ArnPredictor): string | undefined =>
  arn(resource)?.split(":")[4] ?? accountOf(resource)?.id;

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html (partitions) */
export const partitionOf = (region: string): string =>
  region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";

const givenAccount = ({ account, region = "" }: GivenPlace): readonly Account[] =>
  account === undefined ? [] : [{ id: account, partition: partitionOf(region), provider: undefined }];

/** The accounts that providers cannot but work in. */
const boundAccounts = (
  providers: ReadonlySet<string | undefined>,
  configuration: ConfigurationIndex,
): readonly Account[] =>
  [...providers].flatMap((provider) => {
    const { account, region = "" } = configuration.provider(provider) ?? {};
    return account === undefined ? [] : [{ partition: partitionOf(region), ...account, provider }];
  });

function accountsIn(resource: Resource, provider: string | undefined): readonly Account[] {
  if (resource.type === "aws_caller_identity") {
    const id = shownString(resource, "account_id");
    const [, partition = "aws"] = shownString(resource, "arn")?.split(":") ?? [];
    return id === undefined ? [] : [{ id, partition, provider }];
  }
  if (!segments.has(resource.type)) return [];
  const match = /^arn:(aws[\w-]*):iam::(\d{12}):/.exec(shownString(resource, "arn") ?? "");
  return match === null ? [] : [{ id: match[2]!, partition: match[1]!, provider }];
}

/** Thousands of roles are in one account. */
const distinct = (accounts: readonly Account[]): readonly Account[] => [
  ...new Map(accounts.map((one) => [JSON.stringify([one.id, one.partition, one.provider]), one])).values(),
];

const unanimous = (accounts: readonly Account[]): Account | undefined =>
  accounts.every(({ id }) => id === accounts[0]?.id) ? accounts[0] : undefined;

function predict(resource: Resource, account: Account | undefined): string | null {
  const name = pathAndName(resource);
  if (name === undefined || account === undefined) return null;
  return `arn:${account.partition}:iam::${account.id}:${name}`;
}

/** `role/ops/deploy`: what is known of an ARN without the account. */
export function pathAndName(resource: Resource): string | undefined {
  const name = shownString(resource, "name");
  const path = stringOrDefault(resource, "path", "/");
  const segment = segments.get(resource.type);
  return name === undefined || path === undefined || segment === undefined
    ? undefined
    : `${segment}${path}${name}`;
}
