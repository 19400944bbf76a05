import type { ContextValue } from "../../policies/language/request.js";
import type { CallerClass } from "../../policies/prove/callers/callerClass.js";

/** One caller, with every key that AWS sends about it. */
export interface ConcreteCaller {
  readonly principal: string;
  readonly kind: "anonymous" | "user" | "role" | "federated user" | "root" | "service" | "provider";
  readonly account?: string;
  readonly organization?: string;
  /** `aws:PrincipalArn` */
  readonly arn?: string;
  readonly keys: Readonly<Record<string, ContextValue>>;
}

interface Home {
  readonly account: string;
  readonly organization?: string;
}

const keysOf = ({ account, organization }: Home, arn: string): Record<string, ContextValue> => ({
  "aws:PrincipalArn": arn,
  "aws:PrincipalAccount": account,
  "kms:CallerAccount": account,
  "aws:PrincipalIsAWSService": "false",
  ...(organization && {
    "aws:PrincipalOrgID": organization,
    "aws:PrincipalOrgPaths": [`${organization}/r-ab12/ou-ab12-11111111/`],
  }),
});

export function aUser(home: Home, name: string, team?: string): ConcreteCaller {
  const arn = `arn:aws:iam::${home.account}:user/${name}`;
  const tag = team === undefined ? {} : { "aws:PrincipalTag/team": team };
  const username = name.split("/").at(-1)!;
  const keys = { "aws:PrincipalType": "User", "aws:userid": "AIDAEXAMPLE", "aws:username": username, ...tag };
  return { principal: arn, kind: "user", arn, ...home, keys: { ...keysOf(home, arn), ...keys } };
}

/** A session of a role with a path. */
export function aSession(home: Home, path: string, session: string, team?: string): ConcreteCaller {
  const arn = `arn:aws:iam::${home.account}:role/${path}`;
  const tag = team === undefined ? {} : { "aws:PrincipalTag/team": team };
  const keys = { "aws:PrincipalType": "AssumedRole", "aws:userid": `AROAEXAMPLE:${session}`, ...tag };
  const principal = `arn:aws:sts::${home.account}:assumed-role/${path.split("/").at(-1)!}/${session}`;
  return { principal, kind: "role", arn, ...home, keys: { ...keysOf(home, arn), ...keys } };
}

export function aRoot(home: Home): ConcreteCaller {
  const arn = `arn:aws:iam::${home.account}:root`;
  const keys = { "aws:PrincipalType": "Account", "aws:userid": home.account };
  return { principal: arn, kind: "root", arn, ...home, keys: { ...keysOf(home, arn), ...keys } };
}

export function aFederatedUser(home: Home, name: string): ConcreteCaller {
  const arn = `arn:aws:sts::${home.account}:federated-user/${name}`;
  const keys = { "aws:PrincipalType": "FederatedUser", "aws:userid": `${home.account}:${name}` };
  return { principal: arn, kind: "federated user", arn, ...home, keys: { ...keysOf(home, arn), ...keys } };
}

export const aService = (principal: string, source: Readonly<Record<string, string>>): ConcreteCaller => ({
  principal,
  kind: "service",
  keys: { "aws:PrincipalIsAWSService": "true", "aws:PrincipalServiceName": principal, ...source },
});

export const aProvider = (principal: string, token: Readonly<Record<string, string>>): ConcreteCaller => ({
  principal,
  kind: "provider",
  keys: { "aws:FederatedProvider": principal, ...token },
});

export const anonymous: ConcreteCaller = {
  principal: "*",
  kind: "anonymous",
  keys: { "aws:PrincipalType": "Anonymous", "aws:userid": "anonymous" },
};

/** Whether a caller is a member of one of some classes, by what the classes are called: the meaning of a class. */
export function isMember(caller: ConcreteCaller, one: CallerClass, classes: readonly CallerClass[]): boolean {
  const { kind, account, organization, principal } = caller;
  const named = (...kinds: readonly CallerClass["kind"][]) =>
    classes.filter((other) => kinds.includes(other.kind)).map((other) => other.principal);
  const accounts = named("account", "ownAccount").map((arn) => arn.split(":")[4]);
  const organizations = classes
    .filter((other) => other.kind === "organization")
    .map(({ name }) => name.replace("organization ", ""));
  switch (one.kind) {
    case "everyone":
      return kind === "anonymous";
    case "anyAccount":
      return (
        account !== undefined && !accounts.includes(account) && !organizations.includes(organization ?? "")
      );
    case "organization":
      return (
        account !== undefined && !accounts.includes(account) && one.name === `organization ${organization}`
      );
    case "ownAccount":
    case "ownPrincipals":
    case "account":
      return (
        account === one.principal.split(":")[4] &&
        !named("principal").some((arn) => !arn.includes(":assumed-role/") && isCalled(caller, arn)) &&
        !named("principal").includes(principal)
      );
    case "principal":
      // a session that is named is a class apart from its role
      return (
        principal === one.principal ||
        (!named("principal").includes(principal) && isCalled(caller, one.principal))
      );
    case "anyService":
      return kind === "service" && !named("service").includes(principal);
    case "anyFederated":
      return kind === "provider" && !named("federated").some((name) => isProvider(principal, name));
    default:
      return kind === "service"
        ? principal === one.principal
        : kind === "provider" && isProvider(principal, one.principal);
  }
}

/** By its name, or by the host of its tokens. */
const isProvider = (principal: string, name: string): boolean =>
  principal === name || principal.endsWith(`:oidc-provider/${name}`);

/** A role is called by its sessions, in which its path does not occur. */
function isCalled({ principal, arn = "", kind }: ConcreteCaller, named: string): boolean {
  if (principal === named || arn === named) return true;
  const [home, name] = [named.split(":role/")[0], named.split("/").at(-1)];
  return (
    kind === "role" &&
    named.includes(":role/") &&
    arn.startsWith(`${home}:role/`) &&
    arn.split("/").at(-1) === name
  );
}
