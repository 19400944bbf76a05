import type { PrincipalEntry } from "../../../policies/language/document.js";
import type { PolicySet } from "../../../policies/language/policySet.js";

/**
 * One caller for each kind of caller that the principals of some resource policies distinguish: everyone they
 * name, another caller in each account and partition they name, one in an account they do not name, a service and
 * an identity provider that they do not name, and an anonymous caller. Empty when no statement has a principal.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function callersNamed(policies: readonly PolicySet[]): readonly string[] {
  const entries = policies.flatMap(principalsOf);
  if (entries.length === 0) return [];
  const homes = new Set(entries.flatMap(({ value }) => homeOf(value) ?? []));
  const stranger = strangers.find((account) => ![...homes].some((home) => home.endsWith(account)));
  return [
    ...new Set([
      ...[...homes, `aws:iam::${stranger ?? strangers[0]}`].map((home) => `arn:${home}:user/example`),
      ...entries.map(({ value }) => value).filter((value) => !/^\d{12}$|:root$/.test(value)),
      "unlisted.amazonaws.com",
      "unlisted.example.com",
      "*",
    ]),
  ];
}

/** Partition and account, as an ARN of IAM has them. */
function homeOf(principal: string): string | undefined {
  const found = /^(?:arn:([^:]*):[^:]*::)?(\d{12})/.exec(principal);
  return found ? `${found[1] ?? "aws"}:iam::${found[2]}` : undefined;
}

/** Accounts that represent one that is not named. */
const strangers = ["444455556666", "777788889999", "123123123123"] as const;

const principalsOf = ({ identity, resource }: PolicySet): readonly PrincipalEntry[] =>
  [...identity, ...(resource ? [resource] : [])].flatMap(({ document }) =>
    document.statements.flatMap(({ principal }) => principal?.principals ?? []),
  );
