import type { PrincipalEntry } from "../../policies/language/document.js";
import type { PolicySet } from "../../policies/language/policySet.js";

/**
 * One caller for each kind of caller that the principals of some resource policies tell apart: everyone they
 * name, somebody else in each account they name, in no such account, a service and an identity provider that
 * they do not name, and nobody known. Empty when no statement has a principal.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function callersNamed(policies: readonly PolicySet[]): readonly string[] {
  const entries = policies.flatMap(principalsOf);
  if (entries.length === 0) return [];
  const accounts = new Set(
    entries.flatMap(({ value }) => /^(?:arn:[^:]*:[^:]*::)?(\d{12})/.exec(value)?.[1] ?? []),
  );
  accounts.add(strangers.find((account) => !accounts.has(account)) ?? strangers[0]!);
  return [
    ...new Set([
      ...[...accounts].map((account) => `arn:aws:iam::${account}:user/example`),
      ...entries.map(({ value }) => value).filter((value) => !/^\d{12}$|:root$/.test(value)),
      "unlisted.amazonaws.com",
      "unlisted.example.com",
      "*",
    ]),
  ];
}

/** Accounts that stand for one that is not named. */
const strangers = ["444455556666", "777788889999", "123123123123"] as const;

const principalsOf = ({ identity, resource }: PolicySet): readonly PrincipalEntry[] =>
  [...identity, ...(resource ? [resource] : [])].flatMap(({ document }) =>
    document.statements.flatMap(({ principal }) => principal?.principals ?? []),
  );
