import { matchPattern, type Pattern, plainGlob, readPattern } from "../sets/pattern.js";
import type { CallerMembers, CallerType, Choice } from "./callerMembers.js";
import { isKeyOfProvider } from "./isKeyOfProvider.js";

/** What a key can be where a request carries it: `inside` one of some patterns and outside the others. */
export interface KeyRange {
  /** empty: the key is never sent */
  readonly inside: readonly Pattern[];
  readonly outside: readonly Pattern[];
  /** true for a key that holds several values, each in the range */
  readonly list: boolean;
}

/** What AWS sends in a key about a caller; undefined: anything. */
type Sent = (type: CallerType, members: CallerMembers) => KeyRange | undefined;

const range = (only: readonly string[], except: readonly string[] = [], list = false): KeyRange => ({
  inside: only.map(plainGlob),
  outside: except.map(plainGlob),
  list,
});

/** An ARN pattern without policy variables. */
const plainArn = (text: string): Pattern =>
  readPattern(text, "arn", { version: "2008-10-17", resolve: () => undefined })!;

const neverSent = range([]);
const identities: readonly CallerType[] = ["root", "user", "role", "federatedUser"];
const isIdentity = (type: CallerType): boolean => identities.includes(type);

/** Anything for some types, never sent by others. */
const freeFor =
  (...types: readonly CallerType[]): Sent =>
  (type) =>
    types.includes(type) ? undefined : neverSent;

const anyAccount = "????????????";
const chosen = (choice: Choice | undefined, any: string): KeyRange =>
  range(choice?.only ?? [any], choice?.except);

const account: Sent = (type, members) => (isIdentity(type) ? chosen(members.account, anyAccount) : neverSent);

const principalTypes: Readonly<Record<CallerType, readonly string[]>> = {
  anonymous: ["Anonymous"],
  root: ["Account"],
  user: ["User"],
  role: ["AssumedRole"],
  federatedUser: ["FederatedUser"],
  service: [],
  provider: [],
};

const arnKinds: Partial<Record<CallerType, string>> = {
  root: "iam::ACCOUNT:root",
  user: "iam::ACCOUNT:user/*",
  role: "iam::ACCOUNT:role/*",
  federatedUser: "sts::ACCOUNT:federated-user/*",
};

function principalArn(
  type: CallerType,
  { partition, account: accounts = {}, arn = {} }: CallerMembers,
): KeyRange {
  const kind = arnKinds[type];
  if (kind === undefined) return neverSent;
  const inAccounts = (ids: readonly string[]) =>
    ids.map((id) => `arn:${partition}:${kind.replace("ACCOUNT", id)}`);
  const [inside, outside] = [
    arn.only ?? inAccounts(accounts.only ?? [anyAccount]),
    [...inAccounts(accounts.except ?? []), ...(arn.except ?? [])],
  ].map((texts) => texts.map(plainArn));
  return { inside: inside!, outside: outside!, list: false };
}

function userId(type: CallerType, { account: accounts, session = "*" }: CallerMembers): KeyRange {
  if (type === "anonymous") return range(["anonymous"]);
  if (type === "user") return range(["AIDA*"]);
  if (type === "role") return range([`AROA*:${session}`]);
  if (type === "root") return chosen(accounts, anyAccount);
  if (type !== "federatedUser") return neverSent;
  const of = (ids: readonly string[]) => ids.map((id) => `${id}:${session}`);
  return range(of(accounts?.only ?? [anyAccount]), of(accounts?.except ?? []));
}

function userName(type: CallerType, { arn }: CallerMembers): KeyRange {
  if (type !== "user") return neverSent;
  return range(arn?.only?.map((one) => one.slice(one.lastIndexOf("/") + 1)) ?? ["*"]);
}

function organization(type: CallerType, { organization: ids }: CallerMembers): KeyRange {
  return isIdentity(type) ? chosen(ids, "o-*") : neverSent;
}

function organizationPaths(type: CallerType, { organization: ids }: CallerMembers): KeyRange {
  const below = (all: readonly string[]) => all.map((id) => `${id}/*`);
  return isIdentity(type) ? range(below(ids?.only ?? ["o-*"]), below(ids?.except ?? []), true) : neverSent;
}

const isService: Sent = (type) =>
  type === "service" ? range(["true"]) : isIdentity(type) ? range(["false"]) : neverSent;

const serviceName: Sent = (type, { name }) => (type === "service" ? chosen(name, "*") : neverSent);

/** A session may come from a provider; the request that begins it comes from the provider itself. */
const federatedProvider: Sent = (type, { name }) =>
  type === "role" ? undefined : type === "provider" ? chosen(name, "*") : neverSent;

/** For a service, on behalf of which account it calls. */
const sourceOwner: Sent = (type, members) => (type === "service" ? undefined : account(type, members));

/** Keys about the caller, in lower case. */
const keys: ReadonlyMap<string, Sent> = new Map<string, Sent>([
  ["aws:principalarn", principalArn],
  ["aws:principalaccount", account],
  ["kms:calleraccount", account],
  ["aws:principalorgid", organization],
  ["aws:principalorgpaths", organizationPaths],
  ["aws:principaltype", (type) => range(principalTypes[type])],
  ["aws:principalisawsservice", isService],
  ["aws:principalservicename", serviceName],
  ["aws:principalservicenameslist", freeFor("service")],
  ["aws:userid", userId],
  ["aws:username", userName],
  ["aws:sourcearn", freeFor("service")],
  ["aws:sourceaccount", freeFor("service")],
  ["aws:sourceorgid", freeFor("service")],
  ["aws:sourceorgpaths", freeFor("service")],
  ["aws:sourceowner", sourceOwner],
  ["aws:federatedprovider", federatedProvider],
]);

const tag = freeFor("user", "role", "federatedUser");

/** What a token says: of the provider that issued it, and perhaps later in the session of a role. */
const tokenKey =
  (key: string): Sent =>
  (type, { name }) => {
    if (type === "role") return undefined;
    return type === "provider" && isKeyOfProvider(key, name) ? undefined : neverSent;
  };

function sentIn(key: string): Sent | undefined {
  if (key.startsWith("aws:principaltag/")) return tag;
  return keys.get(key) ?? (isTokenKey(key) ? tokenKey(key) : undefined);
}

/** `saml:aud`, or the host of an identity provider: `token.actions.githubusercontent.com:sub`. */
const isTokenKey = (key: string): boolean => key.startsWith("saml:") || key.split(":", 1)[0]!.includes(".");

/** The keys of {@link keyRange} that do not depend on a tag or a provider, in lower case. */
export const callerKeyNames: readonly string[] = [...keys.keys()];

/** Whether a key, in lower case, says who calls. */
export const isCallerKey = (key: string): boolean => sentIn(key) !== undefined;

/**
 * What a key, in lower case, can be in requests by those of the callers that are of a type; undefined: anything.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
 */
export const keyRange = (key: string, type: CallerType, members: CallerMembers): KeyRange | undefined =>
  sentIn(key)?.(type, members);

/** Whether a value lies in a range; a list without a value that says anything lies in that of a list. */
export function liesIn({ inside, outside, list }: KeyRange, value: string | readonly string[]): boolean {
  if (inside.length === 0) return false;
  if (list && [value].flat().every((one) => one === "")) return true;
  if (!list && typeof value !== "string") return false;
  return [value]
    .flat()
    .every(
      (one) =>
        inside.some((pattern) => matchPattern(pattern, one)) &&
        !outside.some((pattern) => matchPattern(pattern, one)),
    );
}
