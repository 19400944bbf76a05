import { readCaller } from "../../evaluate/caller.js";
import type { Condition, Statement } from "../../language/policyDocument.js";
import type { Policy } from "../../language/policySet.js";
import { keyPrefixOf } from "./isKeyOfProvider.js";

/** Who is named in some policies, by principals and by conditions alike. */
export interface NamedCallers {
  /** true where a principal covers callers that it does not name: `*`, or `NotPrincipal` */
  readonly everyone: boolean;
  /** account IDs, each with the partition that it is named in first */
  readonly accounts: ReadonlyMap<string, string>;
  readonly organizations: readonly string[];
  /** ARNs of users, roles and sessions */
  readonly arns: readonly string[];
  readonly services: readonly string[];
  readonly providers: readonly string[];
  /** of identity providers that only conditions name, by the keys of their tokens */
  readonly hosts: readonly string[];
}

/** Reads all principals of some policies, and the values of conditions on keys that say who calls. */
export function namedCallers(policies: readonly Policy[], partition: string): NamedCallers {
  const statements = policies.flatMap(({ document }) => document.statements);
  const entries = statements.flatMap(({ principal }) => principal?.principals ?? []);
  const valuesOf = (...types: readonly string[]) =>
    entries.filter(({ type }) => types.includes(type)).map(({ value }) => value);
  const conditions = statements.flatMap((statement) => statement.conditions);
  const said = (...keys: readonly string[]) =>
    conditions.filter(({ key }) => keys.includes(key.toLowerCase())).flatMap(({ values }) => values);
  const arns = [...valuesOf("AWS"), ...said("aws:principalarn")];
  const ids = said("aws:principalaccount", "kms:calleraccount", "aws:sourceowner", "aws:userid");
  const everyone = statements.some(coversOthers);
  const federated = valuesOf("Federated").filter((value) => value !== "*");
  const known = new Set(federated.map(keyPrefixOf));
  return {
    everyone,
    accounts: accountsIn([...arns, ...ids], partition),
    organizations: distinct(
      said("aws:principalorgid", "aws:principalorgpaths").flatMap(
        (value) => /^o-[a-z0-9]+(?=\/|$)/.exec(value) ?? [],
      ),
    ),
    arns: distinct(arns.filter(isIdentityArn)),
    services: distinct([...valuesOf("Service"), ...said("aws:principalservicename")].filter(isPlain)),
    providers: distinct(federated),
    hosts: distinct(everyone ? conditions.flatMap(hostOf).filter((host) => !known.has(host)) : []),
  };
}

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

const coversOthers = ({ principal }: Statement): boolean =>
  principal !== undefined &&
  (principal.negated ||
    principal.principals.some(({ type, value }) => type === "*" || (type === "AWS" && value === "*")));

function accountsIn(values: readonly string[], partition: string): ReadonlyMap<string, string> {
  const accounts = new Map<string, string>();
  for (const value of values) {
    const [, named = partition, account] =
      /^(?:arn:([^:]*):(?:iam|sts)::)?([0-9]{12})(?=:|$)/.exec(value) ?? [];
    if (account !== undefined && !accounts.has(account))
      accounts.set(account, isPlain(named) ? named : partition);
  }
  return accounts;
}

const isPlain = (text: string): boolean => !/[*?$]/.test(text);

const isIdentityArn = (arn: string): boolean =>
  isPlain(arn) && ["user", "role", "session"].includes(readCaller(arn).type);

/** The identity provider whose tokens a key is from: a SAML provider is named in principals alone. */
function hostOf({ key }: Condition): readonly string[] {
  const host = key.toLowerCase().slice(0, key.lastIndexOf(":"));
  return host.split(":", 1)[0]!.includes(".") ? [host] : [];
}
